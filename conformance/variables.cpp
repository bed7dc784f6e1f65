#include "conformance/variables.hpp"

#include <algorithm>
#include <cctype>

#include "conformance/nearest.hpp"

namespace conformance {
namespace {

constexpr std::string_view kUnique = "unique:";

// Splits a text at its ${...}: `plain` gets what stands between them, `name` each name.
template <class Plain, class Name>
void scan(std::string_view text, const Plain& plain, const Name& name) {
  while (!text.empty()) {
    const auto start = text.find("${");
    if (start == std::string_view::npos) return plain(text);
    if (start > 0 && text[start - 1] == '$') {
      plain(text.substr(0, start - 1));
      plain("${");
      text.remove_prefix(start + 2);
      continue;
    }
    plain(text.substr(0, start));
    const auto end = text.find('}', start);
    if (end == std::string_view::npos) throw UnknownVariable("'" + std::string(text.substr(start)) + "' has no '}'");
    name(text.substr(start + 2, end - start - 2));
    text.remove_prefix(end + 1);
  }
}

std::string as_text(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

void collect_names(const Json& value, std::vector<std::string>& names) {
  const auto add = [&](std::string_view name) { names.emplace_back(name); };
  if (value.is_string()) {
    scan(
        value.get_ref<const std::string&>(), [](std::string_view) {}, add);
  } else if (value.is_structured()) {
    for (const auto& [key, item] : value.items()) {
      if (value.is_object())
        scan(
            key, [](std::string_view) {}, add);
      collect_names(item, names);
    }
  }
}

}  // namespace

Variables::Variables(Json target, std::string run_id) : target_(std::move(target)), run_id_(std::move(run_id)) {}

void Variables::define(const Json& vars) {
  for (const auto& [name, value] : vars.items()) set(name, resolve(value));
}

Json Variables::look_up(std::string_view name) {
  if (name.starts_with(kUnique)) {
    std::string made;
    for (const char c : name.substr(kUnique.size()))
      if (std::isalnum(static_cast<unsigned char>(c))) made += c;
    return made + run_id_ + std::to_string(++unique_);
  }
  if (const auto at = values_.find(name); at != values_.end()) return at->second;

  const Json* here = &target_;
  std::string_view rest = name;
  std::vector<std::string_view> known;
  while (true) {
    const auto dot = rest.find('.');
    const std::string part(rest.substr(0, dot));
    known.clear();
    for (const auto& [key, value] : here->items()) known.push_back(key);
    if (!here->is_object() || !here->contains(part)) {
      if (here == &target_)
        for (const auto& [key, value] : values_) known.push_back(key);
      throw UnknownVariable("nothing is known as '${" + std::string(name) + "}'" + did_you_mean(part, known));
    }
    here = &here->at(part);
    if (dot == std::string_view::npos) return *here;
    rest.remove_prefix(dot + 1);
  }
}

Json Variables::resolve_string(std::string_view text) {
  std::string out;
  Json whole;
  bool typed = false;
  scan(
      text,
      [&](std::string_view plain) {
        if (plain.empty()) return;
        out += plain;
      },
      [&](std::string_view name) {
        const Json value = look_up(name);
        if (name.size() + 3 == text.size()) {
          typed = true;
          whole = value;
        }
        out += as_text(value);
      });
  return typed ? whole : Json(out);
}

Json Variables::resolve(const Json& value) {
  if (value.is_string()) return resolve_string(value.get_ref<const std::string&>());
  if (value.is_array()) {
    Json out = Json::array();
    for (const Json& item : value) out.push_back(resolve(item));
    return out;
  }
  if (value.is_object()) {
    Json out = Json::object();
    for (const auto& [key, item] : value.items()) out[resolve_text(key)] = resolve(item);
    return out;
  }
  return value;
}

std::string Variables::resolve_text(std::string_view text) { return as_text(resolve_string(text)); }

std::vector<std::string> names_in(const Json& value) {
  std::vector<std::string> names;
  collect_names(value, names);
  return names;
}

}  // namespace conformance
