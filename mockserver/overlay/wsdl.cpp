// From definitions to operations: port, binding, port type, messages, elements.
#include "overlay/wsdl.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace overlay {
namespace {

constexpr std::string_view kWsdl = "http://schemas.xmlsoap.org/wsdl/";
constexpr std::string_view kSoap11 = "http://schemas.xmlsoap.org/wsdl/soap/";
constexpr std::string_view kSoap12 = "http://schemas.xmlsoap.org/wsdl/soap12/";
constexpr std::string_view kHttp = "http://schemas.xmlsoap.org/wsdl/http/";

bool is(const wire::XmlNode& node, std::string_view space, std::string_view name) {
  return node.namespace_uri == space && node.name == name;
}

std::vector<Place> children(const Place& place, std::string_view space, std::string_view name) {
  std::vector<Place> found;
  const wire::XmlDocument& xml = place.document->xml;
  for (const wire::XmlNode* child = xml.first_child(*place.node); child; child = xml.next_sibling(*child))
    if (is(*child, space, name)) found.push_back({place.document, child});
  return found;
}

std::optional<Place> first(const Place& place, std::string_view space, std::string_view name) {
  const std::vector<Place> found = children(place, space, name);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

Place only(const Place& place, std::string_view space, std::string_view name) {
  const auto found = first(place, space, name);
  if (!found) fail(place, "has no <" + std::string(name) + ">");
  return *found;
}

class WsdlReader {
 public:
  WsdlReader(Files& files, const Document& main) : files_(files), main_(main) {}

  std::vector<WsdlService> read() {
    take({&main_, &main_.root()});
    std::vector<WsdlService> services;
    for (const auto& [name, place] : services_) services.push_back(service(name, place));
    return services;
  }

 private:
  using Named = std::map<QualifiedName, Place>;

  void take(const Place& definitions) {
    if (!is(*definitions.node, kWsdl, "definitions"))
      fail(definitions, "expected the <definitions> of WSDL 1.1 (" + std::string(kWsdl) + ")");
    if (std::ranges::count(documents_, definitions.document)) return;
    documents_.push_back(definitions.document);
    const std::string_view target = attribute(definitions, "targetNamespace");
    for (const Place& import : children(definitions, kWsdl, "import")) take_import(import);
    for (const Place& types : children(definitions, kWsdl, "types"))
      for (const Place& schema : children(types, kXsd, "schema")) schemas_.push_back(schema);
    declare(messages_, definitions, target, "message");
    declare(port_types_, definitions, target, "portType");
    declare(bindings_, definitions, target, "binding");
    for (const Place& service : children(definitions, kWsdl, "service"))
      services_.emplace_back(attribute(service, "name"), service);
  }

  void take_import(const Place& import) {
    const std::string_view location = attribute(import, "location");
    if (location.empty()) fail(import, "needs a location");
    const Document& document = files_.resolve(import, location);
    const Place root{&document, &document.root()};
    if (is(*root.node, kXsd, "schema"))
      schemas_.push_back(root);
    else
      take(root);
  }

  static void declare(Named& named, const Place& definitions, std::string_view target, std::string_view what) {
    for (const Place& place : children(definitions, kWsdl, what)) {
      const std::string_view name = attribute(place, "name");
      if (name.empty()) fail(place, "needs a name");
      const auto [it, fresh] = named.try_emplace({target, name}, place);
      if (!fresh) fail(place, "is declared twice, first at " + it->second.text());
    }
  }

  static const Place& find(const Named& named, const Place& user, std::string_view attribute_name) {
    const QualifiedName name = qualified(user, attribute_name);
    const auto found = named.find(name);
    if (found == named.end())
      fail(user, "the " + std::string(attribute_name) + " " + text_of(name) + " is declared nowhere");
    return found->second;
  }

  WsdlService service(std::string_view name, const Place& place) {
    WsdlService service{.name = name, .place = place, .documents = documents_};
    service.schemas = std::make_unique<Schemas>(files_);
    for (const Place& schema : schemas_) service.schemas->add(schema);
    for (const Document* document : service.schemas->documents())
      if (!std::ranges::count(service.documents, document)) service.documents.push_back(document);
    const Place binding = soap_binding(place);
    for (const Place& operation : children(binding, kWsdl, "operation"))
      service.operations.push_back(this->operation(binding, operation, *service.schemas));
    if (service.operations.empty()) fail(binding, "has no operations");
    for (const Place& port : children(place, kWsdl, "port")) service.ports.push_back(this->port(port));
    return service;
  }

  WsdlPort port(const Place& place) const {
    WsdlPort port{.name = attribute(place, "name"), .place = place};
    const Place& binding = find(bindings_, place, "binding");
    std::string_view space;
    for (const std::string_view candidate : {kSoap11, kSoap12, kHttp})
      if (const auto address = first(place, candidate, "address")) {
        space = candidate;
        port.address = attribute(*address, "location");
      }
    port.protocol = protocol_of(binding, space);
    for (const Place& operation : children(binding, kWsdl, "operation")) {
      const auto bound = space.empty() ? std::nullopt : first(operation, space, "operation");
      port.operations.push_back({.operation = attribute(operation, "name"),
                                 .action = bound ? attribute(*bound, "soapAction") : std::string_view{}});
    }
    return port;
  }

  static WsdlPort::Protocol protocol_of(const Place& binding, std::string_view space) {
    using Protocol = WsdlPort::Protocol;
    if (space == kSoap11) return Protocol::soap11;
    if (space == kSoap12) return Protocol::soap12;
    const auto http = first(binding, kHttp, "binding");
    if (!http) return Protocol::other;
    return attribute(*http, "verb") == "GET" ? Protocol::http_get : Protocol::http_post;
  }

  // Of the first SOAP 1.1 port; of the first 1.2 port when there is none.
  Place soap_binding(const Place& service) {
    for (const std::string_view soap : {kSoap11, kSoap12})
      for (const Place& port : children(service, kWsdl, "port")) {
        if (!first(port, soap, "address")) continue;
        const Place& binding = find(bindings_, port, "binding");
        soap_ = soap;
        const Place soap_binding = only(binding, soap, "binding");
        style_ = attribute(soap_binding, "style").empty() ? "document" : attribute(soap_binding, "style");
        return binding;
      }
    fail(service, "has no port with a soap:address");
  }

  WsdlOperation operation(const Place& binding, const Place& place, Schemas& schemas) {
    WsdlOperation operation{.name = attribute(place, "name"), .place = place};
    if (const auto soap = first(place, soap_, "operation")) {
      operation.action = attribute(*soap, "soapAction");
      if (!attribute(*soap, "style").empty() && attribute(*soap, "style") != "document") expect_document(*soap);
      if (attribute(*soap, "style").empty() && style_ != "document") expect_document(place);
    } else if (style_ != "document") {
      expect_document(place);
    }
    const Place input = only(place, kWsdl, "input");
    expect_literal(input);
    expect_literal(only(place, kWsdl, "output"));

    const Place& port_type = find(port_types_, binding, "type");
    for (const Place& declared : children(port_type, kWsdl, "operation")) {
      if (attribute(declared, "name") != operation.name) continue;
      operation.request = message_element(only(declared, kWsdl, "input"), schemas);
      operation.response = message_element(only(declared, kWsdl, "output"), schemas);
      for (const Place& header : children(input, soap_, "header"))
        operation.header = part_element(find(messages_, header, "message"), attribute(header, "part"), schemas);
      return operation;
    }
    fail(place, "the port type at " + port_type.text() + " has no such operation");
  }

  [[noreturn]] static void expect_document(const Place& place) { fail(place, "expected style=\"document\""); }

  void expect_literal(const Place& direction) const {
    const auto body = first(direction, soap_, "body");
    if (body && attribute(*body, "use") == "encoded") fail(*body, "expected use=\"literal\"");
  }

  const XsdElement* message_element(const Place& direction, Schemas& schemas) {
    const Place& message = find(messages_, direction, "message");
    if (children(message, kWsdl, "part").size() != 1) fail(message, "expected one part, the element of the body");
    return part_element(message, {}, schemas);
  }

  // The element of the part of that name, or of the only one.
  static const XsdElement* part_element(const Place& message, std::string_view name, Schemas& schemas) {
    for (const Place& part : children(message, kWsdl, "part")) {
      if (!name.empty() && attribute(part, "name") != name) continue;
      if (attribute(part, "element").empty())
        fail(part, "expected a part that names an element, as document/literal has it");
      return &schemas.element(qualified(part, "element"), part);
    }
    fail(message, "has no part '" + std::string(name) + "'");
  }

  Files& files_;
  const Document& main_;
  std::vector<const Document*> documents_;
  std::vector<Place> schemas_;
  Named messages_;
  Named port_types_;
  Named bindings_;
  std::vector<std::pair<std::string_view, Place>> services_;
  std::string_view soap_;
  std::string_view style_;
};

}  // namespace

std::vector<WsdlService> read_wsdl(Files& files, const Document& main) { return WsdlReader(files, main).read(); }

}  // namespace overlay
