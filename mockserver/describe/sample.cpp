// Sample messages, as the host's documentation pages compose them.
#include "describe/sample.hpp"

#include "describe/indented_xml.hpp"
#include "describe/options.hpp"
#include "describe/schema.hpp"

namespace describe {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::Operation;
using contract::TypeDesc;

constexpr int kDeepest = 4;
constexpr int kItems = 2;

struct Envelope {
  std::string_view prefix;
  std::string_view xml_namespace;
  std::string_view content_type;
};
constexpr Envelope envelope(SoapVersion version) {
  if (version == SoapVersion::soap11) return {"soap", "http://schemas.xmlsoap.org/soap/envelope/", "text/xml"};
  return {"soap12", "http://www.w3.org/2003/05/soap-envelope", "application/soap+xml"};
}

// Collects the text of a sample and where its placeholders are.
class Lines {
 public:
  Lines& text(std::string_view text) {
    sample_.text += text;
    return *this;
  }
  Lines& placeholder(std::string_view name) {
    const std::size_t begin = sample_.text.size();
    sample_.text += name;
    sample_.placeholders.emplace_back(begin, sample_.text.size());
    return *this;
  }
  Lines& body_headers(std::string_view content_type) {
    text("Content-Type: ").text(content_type).text("; charset=utf-8\n");
    return text("Content-Length: ").placeholder("length").text("\n");
  }
  Lines& xml(const IndentedXml& xml) {
    const std::size_t start = sample_.text.size();
    sample_.text += xml.text();
    for (const auto& [begin, end] : xml.values()) sample_.placeholders.emplace_back(start + begin, start + end);
    return *this;
  }
  Sample take() { return std::move(sample_); }

 private:
  Sample sample_;
};

std::string placeholder_of(const TypeDesc& type) {
  if (type.kind != Kind::enumeration) return std::string(type.name);
  std::string values;
  for (const std::string_view value : type.listed()) values.append(values.empty() ? "" : " or ").append(value);
  return values;
}

void write_members(IndentedXml& xml, const TypeDesc& type, int depth);

// `depth` counts elements from the body's own, which is 0.
void write_value(IndentedXml& xml, std::string_view name, const TypeDesc& type, int depth) {
  if (type.kind != Kind::object) {
    xml.leaf(name, placeholder_of(type));
  } else if (depth >= kDeepest) {
    xml.empty(name, {{"xsi:nil", "true"}});
  } else {
    xml.open(name);
    write_members(xml, type, depth);
    xml.close();
  }
}

void write_members(IndentedXml& xml, const TypeDesc& type, int depth) {
  for (const FieldDesc* field : listed(type)) {
    if (field->flat) {
      for (int i = 0; i < kItems; ++i) write_value(xml, field->name, *field->type, depth + 1);
    } else if (!field->is_array()) {
      write_value(xml, field->name, *field->type, depth + 1);
    } else if (depth + 1 >= kDeepest) {
      xml.empty(field->name, {{"xsi:nil", "true"}});
    } else {
      xml.open(field->name);
      for (int i = 0; i < kItems; ++i) write_value(xml, field->item_name(), *field->type, depth + 2);
      xml.close();
    }
  }
}

// The body's element: <name xmlns="..."> with the content's members, or with one member `wrapper`.
void write_body_element(IndentedXml& xml, std::string_view name, std::string_view wrapper, const TypeDesc& content) {
  xml.open(name, {{"xmlns", contract::kNamespace}});
  if (wrapper.empty())
    write_members(xml, content, 0);
  else
    write_value(xml, wrapper, content, 1);
  xml.close();
}

void open_envelope(IndentedXml& xml, const Envelope& soap) {
  const std::string prefix(soap.prefix);
  xml.open(prefix + ":Envelope", {{"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
                                  {"xmlns:xsd", "http://www.w3.org/2001/XMLSchema"},
                                  {"xmlns:" + prefix, soap.xml_namespace}});
}

void request_headers(Lines& lines, const Target& target) {
  lines.text(target.path).text(" HTTP/1.1\nHost: ").text(target.host).text("\n");
}

void form_parameters(Lines& lines, const Operation& operation) {
  std::string_view separator = "";
  for (const FieldDesc* field : listed(*operation.request)) {
    lines.text(separator).text(field->name).text("=");
    lines.placeholder(field->type->kind == Kind::enumeration ? field->type->name : "string");
    separator = "&";
  }
}

}  // namespace

Sample soap_request(const Operation& operation, const Target& target, SoapVersion version) {
  const Envelope soap = envelope(version);
  const std::string prefix(soap.prefix);
  IndentedXml xml;
  open_envelope(xml, soap);
  xml.open(prefix + ":Header");
  xml.open("AuthHeader", {{"xmlns", contract::kNamespace}});
  xml.leaf("UserName", "string");
  xml.leaf("Password", "string");
  xml.close();
  xml.close();
  xml.open(prefix + ":Body");
  write_body_element(xml, operation.name, operation.bare_request() ? "" : operation.request_element(),
                     *operation.request);
  xml.close();
  xml.close();

  Lines lines;
  lines.text("POST ");
  request_headers(lines, target);
  lines.body_headers(soap.content_type);
  if (version == SoapVersion::soap11)
    lines.text("SOAPAction: \"").text(contract::kNamespace).text("/").text(operation.name).text("\"\n");
  return lines.text("\n").xml(xml).take();
}

Sample soap_response(const Operation& operation, SoapVersion version) {
  const Envelope soap = envelope(version);
  IndentedXml xml;
  open_envelope(xml, soap);
  xml.open(std::string(soap.prefix) + ":Body");
  write_body_element(xml, operation.response_element(), operation.bare_response() ? "" : operation.result_element(),
                     *operation.response);
  xml.close();
  xml.close();
  return Lines().text("HTTP/1.1 200 OK\n").body_headers(soap.content_type).text("\n").xml(xml).take();
}

Sample http_get_request(const Operation& operation, const Target& target) {
  Lines lines;
  lines.text("GET ").text(target.path).text("/").text(operation.name).text("?");
  form_parameters(lines, operation);
  return lines.text(" HTTP/1.1\nHost: ").text(target.host).text("\n").take();
}

Sample http_post_request(const Operation& operation, const Target& target) {
  Lines lines;
  const std::string path = std::string(target.path) + "/" + std::string(operation.name);
  lines.text("POST ");
  request_headers(lines, {target.host, path});
  lines.text("Content-Type: application/x-www-form-urlencoded\nContent-Length: ").placeholder("length").text("\n\n");
  form_parameters(lines, operation);
  return lines.take();
}

Sample http_response(const Operation& operation) {
  IndentedXml xml;
  const TypeDesc& content = operation.bare_response() ? *operation.response->fields.front().type : *operation.response;
  write_body_element(xml, http_answer_element(operation), {}, content);
  return Lines().text("HTTP/1.1 200 OK\n").body_headers("text/xml").text("\n").xml(xml).take();
}

}  // namespace describe
