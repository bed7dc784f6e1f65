#include "conformance/drift/sample_schema.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "contract/registry.hpp"

namespace conformance::drift {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::TypeDesc;
using pugi::xml_node;

// What samples show in the place of a value. "guid" is a type of Microsoft's; any other word is a value.
constexpr std::array<std::string_view, 19> kBuiltIn{
    "string",        "boolean",     "byte",         "short",  "int",          "long", "unsignedByte",
    "unsignedShort", "unsignedInt", "unsignedLong", "float",  "base64Binary", "date", "double",
    "time",          "decimal",     "dateTime",     "anyURI", "duration"};

std::vector<xml_node> elements_in(xml_node parent) {
  std::vector<xml_node> found;
  for (const xml_node child : parent.children())
    if (child.type() == pugi::node_element) found.push_back(child);
  return found;
}

bool same_name(xml_node a, xml_node b) { return std::string_view(a.name()) == b.name(); }

bool is_nil(xml_node sample) { return std::string_view(sample.attribute("xsi:nil").value()) == "true"; }

const FieldDesc* field_called(const TypeDesc* type, std::string_view name) {
  if (!type) return nullptr;
  const auto found = std::ranges::find_if(
      type->fields, [&](const FieldDesc& field) { return field.name == name && !field.rules.unlisted; });
  return found == type->fields.end() ? nullptr : &*found;
}

// Elements, types, messages and ports of one service.
class WsdlWriter {
 public:
  WsdlWriter(const contract::Service& ours, const std::string& address) : ours_(ours), address_(address) {
    root_ = document_->append_child("wsdl:definitions");
    const std::string space(contract::kNamespace);
    for (const auto& [name, value] : {std::pair{"xmlns:wsdl", "http://schemas.xmlsoap.org/wsdl/"},
                                      {"xmlns:s", "http://www.w3.org/2001/XMLSchema"},
                                      {"xmlns:soap", "http://schemas.xmlsoap.org/wsdl/soap/"},
                                      {"xmlns:soap12", "http://schemas.xmlsoap.org/wsdl/soap12/"},
                                      {"xmlns:http", "http://schemas.xmlsoap.org/wsdl/http/"},
                                      {"xmlns:g", "http://microsoft.com/wsdl/types/"},
                                      {"xmlns:tns", space.c_str()},
                                      {"targetNamespace", space.c_str()}})
      root_.append_attribute(name) = value;
    root_.append_child(pugi::node_comment)
        .set_value(" Made from the help pages: what their samples do not show is as the built-in contract has it. ");
    schema_ = root_.append_child("wsdl:types").append_child("s:schema");
    schema_.append_attribute("elementFormDefault") = "qualified";
    schema_.append_attribute("targetNamespace") = space.c_str();
  }

  std::unique_ptr<pugi::xml_document> write(const std::vector<SampledOperation>& operations) {
    for (const SampledOperation& operation : operations) {
      const contract::Operation* known = contract::Registry::find_operation(ours_, operation.name);
      const xml_node request = body_of(operation.request);
      const xml_node response = body_of(operation.response);
      body(request, known ? known->request : nullptr, known && !known->bare_request() ? known->request_element() : "");
      body(response, known ? known->response : nullptr,
           known && !known->bare_response() ? known->result_element() : "");
      message(operation.name + "SoapIn", request.name());
      message(operation.name + "SoapOut", response.name());
      if (const xml_node header = header_of(operation.request)) {
        if (header_.empty()) body(header, nullptr, "");
        header_ = header.name();
        message(operation.name + "Header", header_);
      }
    }
    const std::string type = std::string(ours_.name) + "Soap";
    xml_node port_type = named(root_, "wsdl:portType", type);
    for (const SampledOperation& operation : operations) {
      xml_node declared = named(port_type, "wsdl:operation", operation.name);
      declared.append_child("wsdl:input").append_attribute("message") = ("tns:" + operation.name + "SoapIn").c_str();
      declared.append_child("wsdl:output").append_attribute("message") = ("tns:" + operation.name + "SoapOut").c_str();
    }
    xml_node service = root_.append_child("wsdl:service");
    service.append_attribute("name") = std::string(ours_.name).c_str();
    const auto has = [&](bool SampledOperation::*what) { return std::ranges::any_of(operations, what); };
    soap_port(service, "soap", type, operations);
    if (has(&SampledOperation::soap12)) soap_port(service, "soap12", type, operations);
    if (has(&SampledOperation::http_get)) http_port(service, "GET", type);
    if (has(&SampledOperation::http_post)) http_port(service, "POST", type);
    return std::move(document_);
  }

 private:
  static xml_node named(xml_node into, const char* element, const std::string& name) {
    xml_node made = into.append_child(element);
    made.append_attribute("name") = name.c_str();
    return made;
  }

  void message(const std::string& name, const std::string& element) {
    xml_node part = named(named(root_, "wsdl:message", name), "wsdl:part", "parameters");
    part.append_attribute("element") = ("tns:" + element).c_str();
  }

  void soap_port(xml_node service, const std::string& prefix, const std::string& type,
                 const std::vector<SampledOperation>& operations) {
    const std::string name = std::string(ours_.name) + (prefix == "soap" ? "Soap" : "Soap12");
    xml_node binding = binding_before(service, name, type);
    binding.append_child((prefix + ":binding").c_str()).append_attribute("transport") =
        "http://schemas.xmlsoap.org/soap/http";
    for (const SampledOperation& operation : operations) {
      xml_node bound = named(binding, "wsdl:operation", operation.name);
      bound.append_child((prefix + ":operation").c_str()).append_attribute("soapAction") = operation.action.c_str();
      xml_node input = bound.append_child("wsdl:input");
      input.append_child((prefix + ":body").c_str()).append_attribute("use") = "literal";
      if (header_of(operation.request)) {
        xml_node header = input.append_child((prefix + ":header").c_str());
        header.append_attribute("message") = ("tns:" + operation.name + "Header").c_str();
        header.append_attribute("part") = "parameters";
        header.append_attribute("use") = "literal";
      }
      bound.append_child("wsdl:output").append_child((prefix + ":body").c_str()).append_attribute("use") = "literal";
    }
    port(service, name, prefix);
  }

  void http_port(xml_node service, const std::string& verb, const std::string& type) {
    const std::string name = std::string(ours_.name) + (verb == "GET" ? "HttpGet" : "HttpPost");
    binding_before(service, name, type).append_child("http:binding").append_attribute("verb") = verb.c_str();
    port(service, name, "http");
  }

  xml_node binding_before(xml_node service, const std::string& name, const std::string& type) {
    xml_node binding = root_.insert_child_before("wsdl:binding", service);
    binding.append_attribute("name") = name.c_str();
    binding.append_attribute("type") = ("tns:" + type).c_str();
    return binding;
  }

  void port(xml_node service, const std::string& name, const std::string& prefix) {
    xml_node port = named(service, "wsdl:port", name);
    port.append_attribute("binding") = ("tns:" + name).c_str();
    port.append_child((prefix + ":address").c_str()).append_attribute("location") = address_.c_str();
  }

  // The global element of a message; `wrapper` is the one element inside of it that holds the members of `ours`.
  void body(xml_node sample, const TypeDesc* ours, std::string_view wrapper) {
    xml_node element = named(schema_, "s:element", sample.name());
    const std::vector<xml_node> content = elements_in(sample);
    if (content.size() != 1 || wrapper != content.front().name()) return members(element, sample, ours);
    xml_node inner = named(sequence_of(element), "s:element", content.front().name());
    inner.append_attribute("minOccurs") = "0";
    members(inner, content.front(), ours);
  }

  static xml_node sequence_of(xml_node element) {
    return element.append_child("s:complexType").append_child("s:sequence");
  }

  void members(xml_node element, xml_node sample, const TypeDesc* ours) {
    xml_node sequence = sequence_of(element);
    const std::vector<xml_node> content = elements_in(sample);
    for (std::size_t i = 0; i < content.size(); ++i) {
      if (i > 0 && same_name(content[i - 1], content[i])) continue;
      const bool repeated = i + 1 < content.size() && same_name(content[i], content[i + 1]);
      member(sequence, content[i], field_called(ours, content[i].name()), repeated);
    }
  }

  void member(xml_node sequence, xml_node sample, const FieldDesc* ours, bool repeated) {
    if (ours && (is_nil(sample) || !sample.first_child())) return declare(sequence, *ours);
    xml_node element = named(sequence, "s:element", sample.name());
    const std::vector<xml_node> content = elements_in(sample);
    const bool array = content.size() > 1 &&
                       std::ranges::all_of(content, [&](xml_node item) { return same_name(item, content.front()); });
    const bool value = content.empty();
    const bool like_ours = value && ours && !ours->is_array() && ours->type->kind != Kind::object;
    const bool nillable = like_ours ? ours->nil_when_null() : is_nil(sample);
    const bool optional =
        repeated || (like_ours ? ours->type->reference() && !nillable : !value || is_reference(sample));
    occurs(element, optional, repeated, nillable);
    const TypeDesc* type = ours ? ours->type : nullptr;
    if (!array) return content_of(element, sample, ours && !ours->is_array() ? type : nullptr);
    xml_node item = named(sequence_of(element), "s:element", content.front().name());
    occurs(item, true, true, false);
    content_of(item, content.front(), ours && ours->is_array() ? type : nullptr);
  }

  // The type of an element: of a value, or of a class.
  void content_of(xml_node element, xml_node sample, const TypeDesc* ours) {
    if (!elements_in(sample).empty()) return members(element, sample, ours);
    if (is_nil(sample) || !sample.first_child()) {
      if (ours) return declare_type(element, *ours);
      if (is_nil(sample)) return type(element, "string");
      element.append_child("s:complexType");
      return;
    }
    const std::string_view shown = sample.child_value();
    if (shown == "guid" || std::ranges::count(kBuiltIn, shown) != 0) return type(element, shown);
    std::vector<std::string> values;
    for (std::size_t at = 0; at <= shown.size();) {
      const auto end = std::min(shown.find(" or ", at), shown.size());
      values.emplace_back(shown.substr(at, end - at));
      at = end + std::string_view(" or ").size();
    }
    enumeration(element, values);
  }

  static bool is_reference(xml_node sample) {
    const std::string_view shown = sample.child_value();
    return shown == "string" || shown == "base64Binary" || shown.empty();
  }

  static void occurs(xml_node element, bool optional, bool repeated, bool nillable) {
    element.append_attribute("minOccurs") = optional ? "0" : "1";
    element.append_attribute("maxOccurs") = repeated ? "unbounded" : "1";
    if (nillable) element.append_attribute("nillable") = "true";
  }

  static void type(xml_node element, std::string_view name) {
    element.append_attribute("type") = ((name == "guid" ? "g:" : "s:") + std::string(name)).c_str();
  }

  template <class Values>
  static void enumeration(xml_node element, const Values& values) {
    xml_node restriction = element.append_child("s:simpleType").append_child("s:restriction");
    restriction.append_attribute("base") = "s:string";
    for (const auto& value : values)
      restriction.append_child("s:enumeration").append_attribute("value") = std::string(value).c_str();
  }

  // As the contract has it.
  void declare(xml_node sequence, const FieldDesc& ours) {
    xml_node element = named(sequence, "s:element", std::string(ours.name));
    const bool nillable = ours.nil_when_null();
    occurs(element, ours.is_array() || (ours.type->reference() && !nillable), false, nillable);
    if (!ours.is_array()) return declare_type(element, *ours.type);
    xml_node item = named(sequence_of(element), "s:element", std::string(ours.item_name()));
    occurs(item, true, true, false);
    declare_type(item, *ours.type);
  }

  void declare_type(xml_node element, const TypeDesc& ours) {
    if (ours.kind == Kind::enumeration) return enumeration(element, ours.listed());
    if (ours.kind != Kind::object) return type(element, ours.name);
    xml_node sequence = sequence_of(element);
    for (const FieldDesc& field : ours.fields)
      if (!field.rules.unlisted) declare(sequence, field);
  }

  const contract::Service& ours_;
  const std::string& address_;
  std::unique_ptr<pugi::xml_document> document_ = std::make_unique<pugi::xml_document>();
  xml_node root_;
  xml_node schema_;
  std::string header_;
};

}  // namespace

std::unique_ptr<pugi::xml_document> schema_of_samples(const contract::Service& ours,
                                                      const std::vector<SampledOperation>& operations,
                                                      const std::string& address) {
  return WsdlWriter(ours, address).write(operations);
}

}  // namespace conformance::drift
