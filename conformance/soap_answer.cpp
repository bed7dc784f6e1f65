// Envelope to typed tree, checking on the way that the answer is what the contract declares.
#include <algorithm>
#include <pugixml.hpp>

#include "conformance/nearest.hpp"
#include "conformance/soap_client.hpp"
#include "conformance/values.hpp"

namespace conformance {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::TypeDesc;

constexpr std::string_view kSoap11 = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr std::string_view kSoap12 = "http://www.w3.org/2003/05/soap-envelope";
constexpr std::string_view kInstance = "http://www.w3.org/2001/XMLSchema-instance";

std::string_view local_name(std::string_view qualified) {
  const auto colon = qualified.find(':');
  return colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
}

// The namespace bound to a prefix ("" = the default one) at a node.
std::string_view bound(pugi::xml_node node, std::string_view prefix) {
  const std::string attribute = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
  for (; node; node = node.parent())
    if (const auto found = node.attribute(attribute.c_str())) return found.value();
  return "";
}
std::string_view namespace_of(pugi::xml_node node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return bound(node, colon == std::string_view::npos ? "" : name.substr(0, colon));
}
bool is(pugi::xml_node node, std::string_view name_space, std::string_view name) {
  return local_name(node.name()) == name && namespace_of(node) == name_space;
}
pugi::xml_node child(pugi::xml_node parent, std::string_view name_space, std::string_view name) {
  for (const auto node : parent.children())
    if (node.type() == pugi::node_element && is(node, name_space, name)) return node;
  return {};
}
bool is_nil(pugi::xml_node node) {
  for (const auto attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    const auto colon = name.find(':');
    if (colon == std::string_view::npos || name.substr(colon + 1) != "nil") continue;
    if (bound(node, name.substr(0, colon)) != kInstance) continue;
    return std::string_view(attribute.value()) == "true" || std::string_view(attribute.value()) == "1";
  }
  return false;
}
// The text of an element, whatever pieces it came in.
std::string text_of(pugi::xml_node node) {
  std::string text;
  for (const auto piece : node.children())
    if (piece.type() == pugi::node_pcdata || piece.type() == pugi::node_cdata) text += piece.value();
  return text;
}

class Reader {
 public:
  explicit Reader(std::vector<std::string>& complaints) : complaints_(complaints) {}

  Json message(pugi::xml_node node, const TypeDesc& type, const std::string& path) {
    Json out = Json::object();
    std::size_t expected = 0;
    for (const auto element : node.children()) {
      if (element.type() != pugi::node_element) {
        if (element.type() == pugi::node_pcdata && !blank(element.value()))
          complain(path, "holds text between its elements");
        continue;
      }
      const std::string name(local_name(element.name()));
      const FieldDesc* field = find(type, name, path);
      if (!field) continue;
      if (namespace_of(element) != contract::kNamespace)
        complain(join(path, name), "is not in the service's namespace");
      if (out.contains(name)) {
        complain(join(path, name), "comes twice");
        continue;
      }
      const auto at = static_cast<std::size_t>(field - type.fields.data());
      if (at < expected) complain(join(path, name), "stands in another place than the contract's");
      expected = std::max(expected, at);
      out[name] = this->field(element, *field, join(path, name));
    }
    for (const FieldDesc& field : type.fields)
      if (!out.contains(std::string(field.name)) && always_written(field))
        complain(join(path, std::string(field.name)), "is missing");
    return out;
  }

 private:
  static bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }
  static std::string join(const std::string& path, const std::string& name) {
    return path.empty() ? name : path + "." + name;
  }
  // minOccurs="1" in the schema: a value, or xsi:nil.
  static bool always_written(const FieldDesc& field) {
    if (field.is_array()) return false;
    return !field.type->reference() || field.nil_when_null();
  }
  void complain(const std::string& path, const std::string& what) {
    complaints_.push_back((path.empty() ? "the result" : path) + " " + what);
  }

  const FieldDesc* find(const TypeDesc& type, const std::string& name, const std::string& path) {
    std::vector<std::string_view> known;
    for (const FieldDesc& field : type.fields) {
      if (field.name == name) return &field;
      known.push_back(field.name);
    }
    complain(join(path, name), "is not in the contract" + did_you_mean(name, known));
    return nullptr;
  }

  Json field(pugi::xml_node node, const FieldDesc& field, const std::string& path) {
    if (!field.is_array()) return value(node, *field.type, field.nil_when_null(), path);
    Json items = Json::array();
    for (const auto item : node.children()) {
      if (item.type() != pugi::node_element) continue;
      const std::string place = path + "[" + std::to_string(items.size()) + "]";
      if (!is(item, contract::kNamespace, field.item_name()))
        complain(place,
                 "is called " + std::string(local_name(item.name())) + ", not " + std::string(field.item_name()));
      items.push_back(value(item, *field.type, field.null_items, place));
    }
    return items;
  }

  Json value(pugi::xml_node node, const TypeDesc& type, bool may_be_nil, const std::string& path) {
    if (is_nil(node)) {
      if (!may_be_nil) complain(path, "is xsi:nil, which its schema forbids");
      if (node.first_child()) complain(path, "is xsi:nil and has content");
      return nullptr;
    }
    if (type.kind == Kind::object) return message(node, type, path);
    for (const auto piece : node.children())
      if (piece.type() == pugi::node_element) complain(path, "holds an element where a value belongs");
    const std::string text = text_of(node);
    if (auto typed = read_value(text, type)) return std::move(*typed);
    complain(path, "is '" + text + "', which is no " + std::string(type.name));
    return text;
  }

  std::vector<std::string>& complaints_;
};

// The Result row of a response: an object of type Result, or an enumeration of codes in the old operations.
void read_result_code(const TypeDesc& response, Answer& answer) {
  for (const FieldDesc& field : response.fields) {
    const auto at = answer.result.find(std::string(field.name));
    if (at == answer.result.end()) continue;
    if (field.type == &contract::TypeOf<contract::Result>::desc && at->is_object()) {
      answer.code = at->value("Code", "");
      if (at->contains("Message") && at->at("Message").is_string())
        answer.message = at->at("Message").get<std::string>();
      const auto known = std::ranges::find(contract::codes(), answer.code, &contract::CodeInfo::name);
      if (known == contract::codes().end())
        answer.complaints.push_back(std::string(field.name) + ".Code is '" + answer.code + "', which is no known code");
      else if (at->value("Result", Json()) != Json(static_cast<std::int32_t>(known->code)))
        answer.complaints.push_back(std::string(field.name) + ".Result is " + at->value("Result", Json()).dump() +
                                    ", but " + answer.code + " has the number " +
                                    std::to_string(static_cast<std::int32_t>(known->code)));
      return;
    }
    if (field.name == "Result" && field.type->kind == Kind::enumeration && at->is_string())
      answer.code = at->get<std::string>();
  }
}

std::string fault_code(std::string_view qualified) {
  const std::string_view name = local_name(qualified);
  if (name == "Sender") return "Client";
  if (name == "Receiver") return "Server";
  return std::string(name);
}

SeenFault read_fault(pugi::xml_node fault, SoapVersion version) {
  if (version == SoapVersion::v11)
    return {fault_code(text_of(fault.child("faultcode"))), text_of(fault.child("faultstring"))};
  return {fault_code(text_of(child(child(fault, kSoap12, "Code"), kSoap12, "Value"))),
          text_of(child(child(fault, kSoap12, "Reason"), kSoap12, "Text"))};
}

const contract::Operation* answered(const contract::Service& service, std::string_view element) {
  for (const contract::Operation& operation : service.operations)
    if (element == std::string(operation.name) + "Response") return &operation;
  return nullptr;
}

}  // namespace

Answer read_answer(const contract::Service& service, const HttpResponse& response) {
  Answer answer;
  pugi::xml_document document;
  const auto parsed = document.load_buffer(response.body.data(), response.body.size(),
                                           pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (!parsed) return answer;
  const auto envelope = document.document_element();
  if (is(envelope, kSoap11, "Envelope"))
    answer.version = SoapVersion::v11;
  else if (is(envelope, kSoap12, "Envelope"))
    answer.version = SoapVersion::v12;
  else
    return answer;

  const bool v11 = answer.version == SoapVersion::v11;
  const std::string_view wanted = v11 ? "text/xml; charset=utf-8" : "application/soap+xml; charset=utf-8";
  const std::string* type = response.header("Content-Type");
  if (!type || *type != wanted)
    answer.complaints.push_back("Content-Type is '" + (type ? *type : "") + "', not '" + std::string(wanted) + "'");

  const auto body = child(envelope, v11 ? kSoap11 : kSoap12, "Body");
  if (const auto fault = child(body, v11 ? kSoap11 : kSoap12, "Fault")) {
    answer.fault = read_fault(fault, *answer.version);
    return answer;
  }
  pugi::xml_node content;
  for (const auto node : body.children())
    if (node.type() == pugi::node_element) content = node;
  answer.operation = answered(service, local_name(content.name()));
  if (!answer.operation) {
    answer.complaints.push_back("Body holds <" + std::string(content.name()) + ">, no response of " +
                                std::string(service.name));
    return answer;
  }
  if (namespace_of(content) != contract::kNamespace)
    answer.complaints.push_back(std::string(content.name()) + " is not in the service's namespace");
  const contract::Operation& operation = *answer.operation;
  if (!operation.bare_response()) {
    const std::string name = std::string(operation.name) + "Result";
    content = child(content, contract::kNamespace, name);
    if (!content) {
      answer.complaints.push_back(name + " is missing");
      return answer;
    }
  }
  answer.result = Reader(answer.complaints).message(content, *operation.response, "");
  read_result_code(*operation.response, answer);
  return answer;
}

}  // namespace conformance
