// Messages, port types, bindings and ports around the schema.
#include "describe/wsdl.hpp"

#include "describe/indented_xml.hpp"
#include "describe/schema.hpp"

namespace describe {
namespace {

using contract::Operation;

// One protocol of a service: how its names end, and the prefix of its extension elements.
struct SoapVersion {
  std::string_view suffix;  // of binding and port
  std::string_view prefix;
};
constexpr SoapVersion kSoap11{"Soap", "soap:"};
constexpr SoapVersion kSoap12{"Soap12", "soap12:"};

struct HttpVerb {
  std::string_view verb;
  std::string_view suffix;
};
constexpr HttpVerb kGet{"GET", "HttpGet"};
constexpr HttpVerb kPost{"POST", "HttpPost"};

std::string join(std::string_view a, std::string_view b, std::string_view c = {}) {
  std::string text(a);
  return text.append(b).append(c);
}

class WsdlWriter {
 public:
  WsdlWriter(const contract::Service& service, std::string_view address, const Options& options)
      : service_(service), address_(address), options_(options), operations_(listed(service, options)) {
    if (options.http_get) verbs_.push_back(&kGet);
    if (options.http_post) verbs_.push_back(&kPost);
    for (const Operation* operation : operations_)
      if (has_http_binding(*operation)) http_operations_.push_back(operation);
    if (http_operations_.empty()) verbs_.clear();
  }

  std::string write() {
    IndentedXml::Attributes namespaces{{"xmlns:soapenc", "http://schemas.xmlsoap.org/soap/encoding/"},
                                       {"xmlns:soap12", "http://schemas.xmlsoap.org/wsdl/soap12/"},
                                       {"xmlns:http", "http://schemas.xmlsoap.org/wsdl/http/"},
                                       {"xmlns:tns", contract::kNamespace},
                                       {"xmlns:mime", "http://schemas.xmlsoap.org/wsdl/mime/"},
                                       {"xmlns:tm", "http://microsoft.com/wsdl/mime/textMatching/"},
                                       {"xmlns:s", "http://www.w3.org/2001/XMLSchema"}};
    if (uses_guids(service_, options_)) namespaces.push_back({"xmlns:s1", "http://microsoft.com/wsdl/types/"});
    namespaces.push_back({"xmlns:soap", "http://schemas.xmlsoap.org/wsdl/soap/"});
    namespaces.push_back({"targetNamespace", contract::kNamespace});
    namespaces.push_back({"xmlns:wsdl", "http://schemas.xmlsoap.org/wsdl/"});
    xml_.open("wsdl:definitions", namespaces);
    write_types(xml_, service_, options_);
    for (const Operation* operation : operations_) soap_messages(*operation);
    for (const HttpVerb* verb : verbs_)
      for (const Operation* operation : http_operations_) http_messages(*operation, *verb);
    port_type("Soap", operations_);
    for (const HttpVerb* verb : verbs_) port_type(verb->suffix, http_operations_);
    soap_binding(kSoap11);
    soap_binding(kSoap12);
    for (const HttpVerb* verb : verbs_) http_binding(*verb);
    ports();
    xml_.close();
    return xml_.text();
  }

 private:
  void message(const std::string& name, std::string_view part, std::string_view element) {
    xml_.open("wsdl:message", {{"name", name}});
    xml_.empty("wsdl:part", {{"name", part}, {"element", join("tns:", element)}});
    xml_.close();
  }

  void soap_messages(const Operation& operation) {
    message(join(operation.name, "SoapIn"), "parameters", operation.name);
    message(join(operation.name, "SoapOut"), "parameters", join(operation.name, "Response"));
    message(join(operation.name, "AuthHeader"), "AuthHeader", "AuthHeader");
  }

  // Parameters of a form are all strings to the host, enumerations aside.
  void http_messages(const Operation& operation, const HttpVerb& verb) {
    xml_.open("wsdl:message", {{"name", join(operation.name, verb.suffix, "In")}});
    for (const contract::FieldDesc* field : listed(*operation.request)) {
      const bool named = field->type->kind == contract::Kind::enumeration;
      xml_.empty("wsdl:part",
                 {{"name", field->name}, {"type", named ? join("tns:", field->type->name) : std::string("s:string")}});
    }
    xml_.close();
    message(join(operation.name, verb.suffix, "Out"), "Body", http_answer_element(operation));
  }

  void port_type(std::string_view suffix, const std::vector<const Operation*>& operations) {
    xml_.open("wsdl:portType", {{"name", join(service_.name, suffix)}});
    for (const Operation* operation : operations) {
      xml_.open("wsdl:operation", {{"name", operation->name}});
      const std::string message = join("tns:", operation->name, suffix);
      xml_.empty("wsdl:input", {{"message", message + "In"}});
      xml_.empty("wsdl:output", {{"message", message + "Out"}});
      xml_.close();
    }
    xml_.close();
  }

  // SOAP 1.2 binds the port type of SOAP 1.1 (host rule 74).
  void soap_binding(const SoapVersion& version) {
    xml_.open("wsdl:binding",
              {{"name", join(service_.name, version.suffix)}, {"type", join("tns:", service_.name, kSoap11.suffix)}});
    xml_.empty(join(version.prefix, "binding"), {{"transport", "http://schemas.xmlsoap.org/soap/http"}});
    for (const Operation* operation : operations_) {
      xml_.open("wsdl:operation", {{"name", operation->name}});
      xml_.empty(join(version.prefix, "operation"),
                 {{"soapAction", join(contract::kNamespace, "/", operation->name)}, {"style", "document"}});
      xml_.open("wsdl:input");
      xml_.empty(join(version.prefix, "body"), {{"use", "literal"}});
      xml_.empty(
          join(version.prefix, "header"),
          {{"message", join("tns:", operation->name, "AuthHeader")}, {"part", "AuthHeader"}, {"use", "literal"}});
      xml_.close();
      xml_.open("wsdl:output");
      xml_.empty(join(version.prefix, "body"), {{"use", "literal"}});
      xml_.close();
      xml_.close();
    }
    xml_.close();
  }

  void http_binding(const HttpVerb& verb) {
    const std::string name = join(service_.name, verb.suffix);
    xml_.open("wsdl:binding", {{"name", name}, {"type", "tns:" + name}});
    xml_.empty("http:binding", {{"verb", verb.verb}});
    for (const Operation* operation : http_operations_) {
      xml_.open("wsdl:operation", {{"name", operation->name}});
      xml_.empty("http:operation", {{"location", join("/", operation->name)}});
      xml_.open("wsdl:input");
      if (&verb == &kGet)
        xml_.empty("http:urlEncoded");
      else
        xml_.empty("mime:content", {{"type", "application/x-www-form-urlencoded"}});
      xml_.close();
      xml_.open("wsdl:output");
      xml_.empty("mime:mimeXml", {{"part", "Body"}});
      xml_.close();
      xml_.close();
    }
    xml_.close();
  }

  void port(std::string_view suffix, std::string_view address_element) {
    const std::string name = join(service_.name, suffix);
    xml_.open("wsdl:port", {{"name", name}, {"binding", "tns:" + name}});
    xml_.empty(address_element, {{"location", address_}});
    xml_.close();
  }

  void ports() {
    xml_.open("wsdl:service", {{"name", service_.name}});
    port(kSoap11.suffix, "soap:address");
    port(kSoap12.suffix, "soap12:address");
    for (const HttpVerb* verb : verbs_) port(verb->suffix, "http:address");
    xml_.close();
  }

  const contract::Service& service_;
  std::string_view address_;
  Options options_;
  std::vector<const Operation*> operations_;
  std::vector<const Operation*> http_operations_;
  std::vector<const HttpVerb*> verbs_;
  IndentedXml xml_;
};

}  // namespace

std::string wsdl(const contract::Service& service, std::string_view address, const Options& options) {
  return WsdlWriter(service, address, options).write();
}

}  // namespace describe
