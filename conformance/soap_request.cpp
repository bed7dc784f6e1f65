// JSON to envelope. Elements are written in the order of the contract's rows, whatever the order of the JSON.
#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "conformance/nearest.hpp"
#include "conformance/soap_client.hpp"

namespace conformance {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::TypeDesc;

constexpr const char* kSoap11 = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr const char* kSoap12 = "http://www.w3.org/2003/05/soap-envelope";

std::string text_of(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

pugi::xml_node add(pugi::xml_node parent, std::string_view name) {
  return parent.append_child(std::string(name).c_str());
}
void add_text(pugi::xml_node parent, std::string_view name, const Json& value) {
  auto node = add(parent, name);
  if (value.is_null())
    node.append_attribute("xsi:nil") = "true";
  else
    node.append_child(pugi::node_pcdata).set_value(text_of(value).c_str());
}

void write_message(pugi::xml_node parent, const Json& input, const TypeDesc& type, const std::string& path);

void write_one(pugi::xml_node parent, std::string_view name, const Json& value, const TypeDesc& type,
               const std::string& path) {
  if (value.is_null()) return add_text(parent, name, value);
  if (type.kind == Kind::object) {
    if (!value.is_object()) throw std::invalid_argument(path + " is a " + std::string(type.name) + ": write an object");
    return write_message(add(parent, name), value, type, path);
  }
  if (value.is_structured())
    throw std::invalid_argument(path + " is of type " + std::string(type.name) + ": write one value");
  add_text(parent, name, value);
}

void write_field(pugi::xml_node parent, std::string_view name, const Json& value, const FieldDesc& field,
                 const std::string& path) {
  if (!field.is_array() || value.is_null()) return write_one(parent, name, value, *field.type, path);
  if (!value.is_array()) throw std::invalid_argument(path + " holds several items: write an array");
  const auto array = add(parent, name);
  for (const Json& item : value) write_one(array, field.item_name(), item, *field.type, path);
}

void write_message(pugi::xml_node parent, const Json& input, const TypeDesc& type, const std::string& path) {
  std::vector<std::string_view> known;
  for (const FieldDesc& field : type.fields) {
    for (std::string_view name : {field.name, field.rules.aliases[0], field.rules.aliases[1]}) {
      if (name.empty()) continue;
      known.push_back(name);
      if (const auto at = input.find(std::string(name)); at != input.end())
        write_field(parent, name, *at, field, path.empty() ? std::string(name) : path + "." + std::string(name));
    }
  }
  for (const auto& [name, value] : input.items())
    if (std::ranges::find(known, name) == known.end())
      throw std::invalid_argument("'" + name + "' is no field of " + std::string(type.name) +
                                  (path.empty() ? "" : " at " + path) + did_you_mean(name, known));
}

}  // namespace

std::string page_of(const contract::Service& service) {
  return "/WebApi/AccountManagementService/" + std::string(service.name) + ".asmx";
}

Target find_target(const contract::Registry& registry, std::string_view name) {
  const auto dot = name.find('.');
  const std::string_view service_name = name.substr(0, dot);
  const std::string_view operation_name = dot == std::string_view::npos ? "" : name.substr(dot + 1);
  std::vector<std::string_view> known;
  for (const contract::Service* service : registry.services()) known.push_back(service->name);
  const contract::Service* service = registry.find_service(service_name);
  if (!service || service->name != service_name)
    throw std::invalid_argument("there is no service '" + std::string(service_name) + "'" +
                                did_you_mean(service_name, known));
  if (const auto* operation = contract::Registry::find_operation(*service, operation_name)) return {service, operation};
  known.clear();
  for (const contract::Operation& operation : service->operations) known.push_back(operation.name);
  throw std::invalid_argument(std::string(service->name) + " has no operation '" + std::string(operation_name) + "'" +
                              did_you_mean(operation_name, known));
}

HttpRequest make_call(const Target& target, const std::optional<Credentials>& credentials, const Json& input,
                      SoapVersion version) {
  const contract::Operation& operation = *target.operation;
  const std::string name_space(contract::kNamespace);
  const std::string action = name_space + "/" + std::string(operation.name);

  pugi::xml_document document;
  auto declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "utf-8";
  auto envelope = document.append_child("soap:Envelope");
  envelope.append_attribute("xmlns:soap") = version == SoapVersion::v11 ? kSoap11 : kSoap12;
  envelope.append_attribute("xmlns:xsi") = "http://www.w3.org/2001/XMLSchema-instance";
  envelope.append_attribute("xmlns:xsd") = "http://www.w3.org/2001/XMLSchema";
  if (credentials) {
    auto header = envelope.append_child("soap:Header").append_child("AuthHeader");
    header.append_attribute("xmlns") = name_space.c_str();
    if (credentials->user) add_text(header, "UserName", *credentials->user);
    if (credentials->password) add_text(header, "Password", *credentials->password);
  }
  auto wrapper = add(envelope.append_child("soap:Body"), operation.name);
  wrapper.append_attribute("xmlns") = name_space.c_str();
  if (!input.is_null()) {
    auto content = operation.bare_request() ? wrapper : wrapper.append_child("request");
    write_message(content, input, *operation.request, "");
  }

  std::ostringstream body;
  document.save(body, "", pugi::format_raw, pugi::encoding_utf8);
  HttpRequest request{.method = "POST", .target = page_of(*target.service), .body = body.str()};
  if (version == SoapVersion::v11) {
    request.headers = {{"Content-Type", "text/xml; charset=utf-8"}, {"SOAPAction", "\"" + action + "\""}};
  } else {
    request.headers = {{"Content-Type", "application/soap+xml; charset=utf-8; action=\"" + action + "\""}};
  }
  return request;
}

}  // namespace conformance
