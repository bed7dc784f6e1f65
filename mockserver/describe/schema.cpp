// Types into schema elements, in the host's order.
#include "describe/schema.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace describe {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::Operation;
using contract::TypeDesc;

constexpr std::string_view kGuidNamespace = "http://microsoft.com/wsdl/types/";

// What one schema holds so far, and the names of its array types.
class SchemaWriter {
 public:
  explicit SchemaWriter(IndentedXml& xml) : xml_(xml) {}

  void operation(const Operation& operation) {
    name_arrays(*operation.request);
    name_arrays(*operation.response);
    message(operation.name, operation.bare_request() ? nullptr : "request", *operation.request);
    const std::string answer(operation.name);
    const std::string result = answer + "Result";
    message(answer + "Response", operation.bare_response() ? nullptr : result.c_str(), *operation.response);
  }

  void auth_header() {
    xml_.empty("s:element", {{"name", "AuthHeader"}, {"type", "tns:AuthHeader"}});
    xml_.open("s:complexType", {{"name", "AuthHeader"}});
    xml_.open("s:sequence");
    element("UserName", "s:string", false, false);
    element("Password", "s:string", false, false);
    xml_.close();
    xml_.empty("s:anyAttribute");
    xml_.close();
  }

  // The root of an HTTP binding's answer, once per type.
  void http_answer(const Operation& operation) {
    const std::string_view name = http_answer_element(operation);
    if (!http_answers_.insert(name).second) return;
    const std::string type = "tns:" + std::string(name);
    xml_.empty("s:element", {{"name", name}, {"nillable", "true"}, {"type", type}});
  }

 private:
  struct Array {
    const TypeDesc* item;
    std::string_view item_name;
    bool null_items;
    friend auto operator<=>(const Array&, const Array&) = default;
  };

  // <name> with the content's members, or with one member `wrapper` of the content's type.
  void message(std::string_view name, const char* wrapper, const TypeDesc& content) {
    xml_.open("s:element", {{"name", name}});
    if (wrapper) {
      xml_.open("s:complexType");
      xml_.open("s:sequence");
      element(wrapper, reference(content), false, false);
      xml_.close();
      xml_.close();
      xml_.close();
      define(content);
    } else {
      complex_type_content("s:complexType", {}, content);
      xml_.close();
      for (const FieldDesc* field : listed(content)) define_type_of(*field);
    }
  }

  void complex_type_content(std::string_view tag, const IndentedXml::Attributes& attributes, const TypeDesc& type) {
    xml_.open(tag, attributes);
    if (!listed(type).empty()) {
      xml_.open("s:sequence");
      for (const FieldDesc* field : listed(type)) {
        if (field->is_array())
          element(field->name, "tns:" + array_name(array_of(*field)), false, false);
        else
          element(field->name, reference(*field->type), !field->type->reference(), field->nil_when_null());
      }
      xml_.close();
    }
    xml_.close();
  }

  void element(std::string_view name, std::string_view type, bool value_type, bool nillable) {
    IndentedXml::Attributes attributes{
        {"minOccurs", value_type || nillable ? "1" : "0"}, {"maxOccurs", "1"}, {"name", name}};
    if (nillable) attributes.push_back({"nillable", "true"});
    attributes.push_back({"type", type});
    xml_.empty("s:element", attributes);
  }

  void define_type_of(const FieldDesc& field) {
    if (field.is_array()) define_array(array_of(field));
    define(*field.type);
  }

  void define(const TypeDesc& type) {
    if (type.kind != Kind::object && type.kind != Kind::enumeration) return;
    if (!defined_.insert(std::string(type.name)).second) return;
    if (type.kind == Kind::enumeration) {
      xml_.open("s:simpleType", {{"name", type.name}});
      xml_.open("s:restriction", {{"base", "s:string"}});
      for (const std::string_view value : type.listed()) xml_.empty("s:enumeration", {{"value", value}});
      xml_.close();
      xml_.close();
      return;
    }
    complex_type_content("s:complexType", {{"name", type.name}}, type);
    for (const FieldDesc* field : listed(type)) define_type_of(*field);
  }

  void define_array(const Array& array) {
    const std::string name = array_name(array);
    if (!defined_.insert(name).second) return;
    xml_.open("s:complexType", {{"name", name}});
    xml_.open("s:sequence");
    IndentedXml::Attributes attributes{{"minOccurs", "0"}, {"maxOccurs", "unbounded"}, {"name", array.item_name}};
    if (array.null_items) attributes.push_back({"nillable", "true"});
    const std::string type = reference(*array.item);
    attributes.push_back({"type", type});
    xml_.empty("s:element", attributes);
    xml_.close();
    xml_.close();
  }

  static Array array_of(const FieldDesc& field) {
    return {field.type, field.item_name(), field.type->reference() || field.null_items};
  }

  // "ArrayOfString"; arrays that differ in their items' names or nullability are told apart by a number. Names are
  // given in the host's order: the arrays inside of an item before the array itself.
  void name_arrays(const TypeDesc& type) {
    if (!searched_.insert(&type).second) return;
    for (const FieldDesc* field : listed(type)) {
      name_arrays(*field->type);
      if (!field->is_array() || arrays_.contains(array_of(*field))) continue;
      std::string base = "ArrayOf" + std::string(field->type->name);
      char& first = base[std::string_view("ArrayOf").size()];
      if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
      std::string name = base;
      for (int n = 1; !array_names_.insert(name).second; ++n) name = base + std::to_string(n);
      arrays_.emplace(array_of(*field), name);
    }
  }
  const std::string& array_name(const Array& array) const { return arrays_.at(array); }

  static std::string reference(const TypeDesc& type) {
    const bool ours = type.kind == Kind::object || type.kind == Kind::enumeration;
    return (ours ? "tns:" : type.kind == Kind::guid ? "s1:" : "s:") + std::string(type.name);
  }

  IndentedXml& xml_;
  std::set<std::string> defined_;
  std::map<Array, std::string> arrays_;
  std::set<std::string> array_names_;
  std::set<const TypeDesc*> searched_;
  std::set<std::string_view> http_answers_;
};

bool holds_guid(const TypeDesc& type, std::set<const TypeDesc*>& seen) {
  if (type.kind == Kind::guid) return true;
  if (!seen.insert(&type).second) return false;
  return std::ranges::any_of(listed(type), [&](const FieldDesc* field) { return holds_guid(*field->type, seen); });
}

void write_guid_schema(IndentedXml& xml) {
  xml.open("s:schema", {{"elementFormDefault", "qualified"}, {"targetNamespace", kGuidNamespace}});
  xml.open("s:simpleType", {{"name", "guid"}});
  xml.open("s:restriction", {{"base", "s:string"}});
  xml.empty("s:pattern", {{"value", "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"}});
  xml.close();
  xml.close();
  xml.close();
}

}  // namespace

bool uses_guids(const contract::Service& service, const Options& options) {
  std::set<const TypeDesc*> seen;
  return std::ranges::any_of(listed(service, options), [&](const Operation* operation) {
    return holds_guid(*operation->request, seen) || holds_guid(*operation->response, seen);
  });
}

std::string_view http_answer_element(const Operation& operation) {
  return operation.bare_response() ? operation.response->fields.front().type->name : operation.response->name;
}

void write_types(IndentedXml& xml, const contract::Service& service, const Options& options) {
  const bool guids = uses_guids(service, options);
  xml.open("wsdl:types");
  xml.open("s:schema", {{"elementFormDefault", "qualified"}, {"targetNamespace", contract::kNamespace}});
  if (guids) xml.empty("s:import", {{"namespace", kGuidNamespace}});
  SchemaWriter schema(xml);
  bool first = true;
  for (const Operation* operation : listed(service, options)) {
    schema.operation(*operation);
    if (std::exchange(first, false)) schema.auth_header();
  }
  if (options.http_get || options.http_post)
    for (const Operation* operation : listed(service, options))
      if (has_http_binding(*operation)) schema.http_answer(*operation);
  xml.close();
  if (guids) write_guid_schema(xml);
  xml.close();
}

}  // namespace describe
