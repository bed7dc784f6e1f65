#include "http/request_fields.hpp"

#include <map>
#include <string>
#include <utility>

#include "http/form.hpp"
#include "wire/xml_reader.hpp"

namespace http {
namespace {

using wire::XmlDocument;
using wire::XmlNode;

constexpr std::size_t kMostFields = 10'000;

class FieldReader {
 public:
  explicit FieldReader(const XmlDocument& document) : document_(document) {}

  // The content of an element; repeated names get an index each, counted from 0. An explicit stack: requests may be as
  // deep as they like.
  std::vector<control::RequestField> run(const XmlNode& element) {
    struct Level {
      const XmlNode* next;
      std::string prefix;
      std::map<std::string_view, std::size_t> repeated;
    };
    std::vector<Level> levels{{document_.first_child(element), "", repeated(element)}};
    while (!levels.empty() && fields_.size() < kMostFields) {
      Level& level = levels.back();
      if (!level.next) {
        levels.pop_back();
        continue;
      }
      const XmlNode& node = *std::exchange(level.next, document_.next_sibling(*level.next));
      std::string path = level.prefix + std::string(node.name);
      if (const auto found = level.repeated.find(node.name); found != level.repeated.end())
        path += "[" + std::to_string(found->second++) + "]";
      const XmlNode* child = document_.first_child(node);
      if (child)
        levels.push_back({child, path + "/", repeated(node)});
      else
        fields_.push_back({.path = std::move(path), .value = std::string(node.text)});
    }
    return std::move(fields_);
  }

 private:
  std::map<std::string_view, std::size_t> repeated(const XmlNode& parent) const {
    std::map<std::string_view, std::size_t> count;
    for (const XmlNode* child = document_.first_child(parent); child; child = document_.next_sibling(*child))
      ++count[child->name];
    std::erase_if(count, [](const auto& one) { return one.second < 2; });
    for (auto& one : count) one.second = 0;
    return count;
  }

  const XmlDocument& document_;
  std::vector<control::RequestField> fields_;
};

// Body's first child, or the request object in it where the operation has one.
const XmlNode* request_of(const XmlDocument& document, const contract::Operation* operation) {
  const XmlNode* root = document.root();
  const XmlNode* part = root ? document.first_child(*root) : nullptr;
  while (part && part->name != "Body") part = document.next_sibling(*part);
  const XmlNode* wrapper = part ? document.first_child(*part) : nullptr;
  if (!wrapper) return nullptr;
  const std::string_view name = operation ? operation->request_element() : "request";
  for (const XmlNode* child = document.first_child(*wrapper); child; child = document.next_sibling(*child))
    if (child->name == name && document.first_child(*child)) return child;
  return wrapper;
}

}  // namespace

std::vector<control::RequestField> request_fields(const control::Call& call, const contract::Operation* operation) {
  if (call.routed_by == control::RoutedBy::address) {
    std::vector<control::RequestField> fields;
    const Form form(call.request);
    for (const auto& [name, value] : form.fields()) fields.push_back({.path = name, .value = value});
    return fields;
  }
  const XmlDocument document = wire::read_xml(call.request);
  const XmlNode* request = request_of(document, operation);
  if (!request) return {};
  return FieldReader(document).run(*request);
}

}  // namespace http
