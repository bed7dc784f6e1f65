#include "conformance/variables.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

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

Variables::Variables(const Json& target, Generators generators)
    : target_(&target), generators_(std::move(generators)), random_(generators_.seed) {}

void Variables::define(const Json& vars) {
  for (const auto& [name, value] : vars.items()) set(name, resolve(value));
}

std::string Variables::uuid() {
  const std::uint64_t high = (random_() & ~0xF000ULL) | 0x4000ULL;
  const std::uint64_t low = (random_() & ~(3ULL << 62)) | (1ULL << 63);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%08x-%04x-%04x-%04x-%012llx", static_cast<unsigned>(high >> 32),
                static_cast<unsigned>(high >> 16 & 0xFFFF), static_cast<unsigned>(high & 0xFFFF),
                static_cast<unsigned>(low >> 48), static_cast<unsigned long long>(low & 0xFFFF'FFFF'FFFF));
  return text.data();
}

std::optional<Json> Variables::generated(std::string_view name) {
  if (name == "uuid") return uuid();
  if (name.starts_with(kUnique)) {
    std::string made;
    for (const char c : name.substr(kUnique.size()))
      if (std::isalnum(static_cast<unsigned char>(c))) made += c;
    return made + generators_.mark + std::to_string(++unique_);
  }
  const std::string_view kind = name.substr(0, name.find(':'));
  if ((kind != "now" && kind != "today") || values_.contains(name)) return std::nullopt;
  std::int64_t at = generators_.now();
  if (kind.size() < name.size()) {
    const std::string_view offset = name.substr(kind.size() + 1);
    const auto seconds = read_duration(offset.substr(std::min<std::size_t>(1, offset.size())));
    if (!seconds || (offset.front() != '+' && offset.front() != '-'))
      throw UnknownVariable("'${" + std::string(name) + "}' needs an offset such as +2d or -1h30m after the colon");
    at += (offset.front() == '-' ? -*seconds : *seconds) * kTicksPerSecond;
  }
  return kind == "now" ? instant_text(at) : day_text(at);
}

Json Variables::look_up(std::string_view name) {
  if (auto made = generated(name)) return std::move(*made);
  if (const auto at = values_.find(name); at != values_.end()) return at->second;

  const Json* here = target_;
  std::string_view rest = name;
  std::vector<std::string_view> known;
  while (true) {
    const auto dot = rest.find('.');
    const std::string part(rest.substr(0, dot));
    known.clear();
    for (const auto& [key, value] : here->items()) known.push_back(key);
    if (!here->is_object() || !here->contains(part)) {
      if (here == target_)
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
