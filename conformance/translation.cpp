#include "conformance/translation.hpp"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "conformance/seen_request.hpp"

namespace conformance {
namespace {

std::string text_of(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

}  // namespace

void Translation::learn(const contract::TypeDesc& type, const Json& recorded, const Json& now) {
  if (!recorded.is_object() || !now.is_object()) return;
  for (const contract::FieldDesc& field : type.fields) {
    const auto before = recorded.find(std::string(field.name));
    const auto after = now.find(std::string(field.name));
    if (before == recorded.end() || after == now.end()) continue;
    const auto one = [&](const Json& left, const Json& right) {
      if (field.type->kind == contract::Kind::object) return learn(*field.type, left, right);
      const auto kind = addressed_by(field.name);
      if (!kind || left.is_null() || right.is_null() || left == right || left == Json(0)) return;
      names_[{*kind, text_of(left)}] = text_of(right);
    };
    if (!before->is_array()) {
      one(*before, *after);
    } else if (after->is_array() && before->size() == after->size()) {
      for (std::size_t at = 0; at < before->size(); ++at) one((*before)[at], (*after)[at]);
    }
  }
}

std::string Translation::translated(const std::string& body) const {
  if (names_.empty()) return body;
  pugi::xml_document document;
  constexpr unsigned kFaithful = pugi::parse_full | pugi::parse_ws_pcdata;
  if (!document.load_buffer(body.data(), body.size(), kFaithful, pugi::encoding_utf8)) return body;
  struct Walker : pugi::xml_tree_walker {
    explicit Walker(const Translation& words) : translation(words) {}
    bool for_each(pugi::xml_node& node) override {
      if (node.type() != pugi::node_pcdata) return true;
      const auto kind = addressed_by(local_part(node.parent().name()));
      if (!kind) return true;
      const auto found = translation.names_.find({*kind, node.value()});
      if (found == translation.names_.end()) return true;
      node.set_value(found->second.c_str());
      has_changed = true;
      return true;
    }
    const Translation& translation;
    bool has_changed = false;
  } walker(*this);
  document.traverse(walker);
  if (!walker.has_changed) return body;
  std::ostringstream out;
  document.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return out.str();
}

void for_each_text(const Json& recorded, const Json& now,
                   const std::function<void(const std::string&, const std::string&)>& use) {
  if (recorded.is_string() && now.is_string())
    return use(recorded.get_ref<const std::string&>(), now.get_ref<const std::string&>());
  if (recorded.is_object() && now.is_object())
    for (const auto& [name, value] : recorded.items())
      if (const auto other = now.find(name); other != now.end()) for_each_text(value, *other, use);
  if (recorded.is_array() && now.is_array())
    for (std::size_t at = 0; at < std::min(recorded.size(), now.size()); ++at)
      for_each_text(recorded[at], now[at], use);
}

}  // namespace conformance
