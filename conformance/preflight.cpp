#include "conformance/preflight.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <pugixml.hpp>

#include "conformance/soap_client.hpp"

namespace conformance {
namespace {

void hash_text(std::string_view text, std::uint64_t& hash) {
  for (const char c : text) {  // FNV-1a
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001B3ULL;
  }
  hash ^= 0xFF;
  hash *= 0x100000001B3ULL;
}

void hash_node(pugi::xml_node node, std::uint64_t& hash) {
  for (const auto child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    hash_text(child.name(), hash);
    const bool address = std::string_view(child.name()).ends_with(":address");
    for (const auto attribute : child.attributes()) {
      if (address && std::string_view(attribute.name()) == "location") continue;
      hash_text(attribute.name(), hash);
      hash_text(attribute.value(), hash);
    }
    hash_node(child, hash);
    hash_text("/", hash);
  }
}

}  // namespace

std::string wsdl_fingerprint(std::string_view wsdl) {
  pugi::xml_document document;
  if (!document.load_buffer(wsdl.data(), wsdl.size())) return "";
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  hash_node(document, hash);
  std::array<char, 20> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
  return text.data();
}

Preflight preflight(Endpoint& endpoint, const contract::Registry& registry, const TargetFile& target) {
  Preflight out;
  for (const contract::Service* service : registry.services()) {
    const std::string name(service->name);
    const HttpResponse answer = endpoint.send({.target = page_of(*service) + "?WSDL"});
    const std::string found = answer.status == 200 ? wsdl_fingerprint(answer.body) : "";
    const auto known = target.wsdl().find(name);
    if (found.empty())
      out.remarks.push_back(name + ": no WSDL at " + page_of(*service) + "?WSDL (status " +
                            std::to_string(answer.status) + ")");
    else if (known == target.wsdl().end())
      out.remarks.push_back(name + ": WSDL " + found);
    else if (known->second != found)
      out.remarks.push_back(name + ": the WSDL has changed, from " + known->second + " to " + found);
  }
  if (target.roles().empty()) return out;
  const std::string role(target.roles().front());
  const Target call = find_target(registry, "EntityManagementService.GetEntityHierarchy");
  const HttpRequest request = make_call(call, target.credentials(Json(role)),
                                        {{"TargetEntityID", 0}, {"IncludeInactive", false}}, SoapVersion::v11);
  const HttpResponse response = endpoint.send(request);
  const Answer answer = read_answer(*call.service, response);
  if (answer.code == "InvalidSoapCredentials")
    out.trouble = "the target refuses the credentials of the role '" + role + "'";
  else if (!answer.fault && answer.code.empty())
    out.trouble = "the target does not answer like the service: status " + std::to_string(response.status) + ", '" +
                  response.body.substr(0, 100) + "'";
  return out;
}

}  // namespace conformance
