#include "conformance/seen_request.hpp"

#include <pugixml.hpp>

#include "recording/secrets.hpp"

namespace conformance {
namespace {

pugi::xml_node child(pugi::xml_node parent, std::string_view name) {
  for (const auto node : parent.children())
    if (node.type() == pugi::node_element && local_part(node.name()) == name) return node;
  return {};
}

pugi::xml_node first_element(pugi::xml_node parent) {
  for (const auto node : parent.children())
    if (node.type() == pugi::node_element) return node;
  return {};
}

}  // namespace

std::string_view local_part(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

SeenRequest seen(const recording::Request& request, const contract::Registry& registry) {
  SeenRequest out;
  if (request.method != "POST") return out;
  const std::string path = request.target.substr(0, request.target.find('?'));
  for (const contract::Service* service : registry.services())
    if (path == page_of(*service)) out.called.service = service;
  pugi::xml_document document;
  const bool is_read = static_cast<bool>(document.load_buffer(request.body.text.data(), request.body.text.size(),
                                                              pugi::parse_default, pugi::encoding_utf8));
  if (!out.called.service || !is_read) return out;
  const auto envelope = document.document_element();
  const auto wrapper = first_element(child(envelope, "Body"));
  out.called.operation = contract::Registry::find_operation(*out.called.service, local_part(wrapper.name()));
  const auto credentials = child(child(envelope, "Header"), "AuthHeader");
  if (const auto user = child(credentials, "UserName")) out.user = user.text().get();
  if (const auto found = recording::find_placeholder(child(credentials, "Password").text().get()))
    out.password_number = found->number;
  return out;
}

}  // namespace conformance
