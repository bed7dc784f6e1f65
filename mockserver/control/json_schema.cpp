// JSON in: a parser that says where, and a small interpreter of JSON Schema that says what was expected.
#include "control/json_schema.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "contract/spelling.hpp"

namespace control {
namespace {

using nlohmann::json;

constexpr std::size_t kMostProblems = 20;

std::string place(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, byte == 0 ? 0 : std::min(byte - 1, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto last = before.rfind('\n');
  const std::size_t column = before.size() - (last == std::string_view::npos ? 0 : last + 1) + 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

// nlohmann words its errors as "[json.exception...] parse error at line 1, column 2: <what>"; the rest is for people.
std::string reason(const char* what) {
  const std::string_view text = what;
  const auto at = text.find(": ");
  return std::string(at == std::string_view::npos ? text : text.substr(at + 2));
}

// Sees every property name while a document is read, and remembers those that come twice in one object.
class DuplicateFinder {
 public:
  explicit DuplicateFinder(std::vector<Problem>& problems) : problems_(problems) {}

  bool operator()(int, json::parse_event_t event, json& value) {
    if (event == json::parse_event_t::object_start) open_.emplace_back();
    if (event == json::parse_event_t::object_end) open_.pop_back();
    if (event == json::parse_event_t::key && !open_.back().insert(value.get<std::string>()).second) {
      problems_.push_back({"", "the property \"" + value.get<std::string>() + "\" stands twice in one object"});
    }
    return true;
  }

 private:
  std::vector<Problem>& problems_;
  std::vector<std::set<std::string>> open_;
};

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool has_type(const json& value, const json& types) {
  if (types.is_array()) return std::ranges::any_of(types, [&](const json& type) { return has_type(value, type); });
  const auto& type = types.get_ref<const std::string&>();
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "null") return value.is_null();
  throw std::logic_error("JSON Schema: unknown type " + type);
}

std::string with_article(const json& types) {
  if (types.is_array()) {
    std::string all;
    for (const json& type : types) all += (all.empty() ? "" : " or ") + with_article(type);
    return all;
  }
  const auto& type = types.get_ref<const std::string&>();
  if (type == "null") return type;
  if (type == "integer") return "a whole number";
  return (type == "object" || type == "array" ? "an " : "a ") + type;
}

class Checker {
 public:
  explicit Checker(const json& schema) : root_(schema) {}
  std::vector<Problem> problems;

  void check(const json& schema, const json& value, const std::string& path) {
    if (problems.size() == kMostProblems) return;
    const json* type = nullptr;
    for (const auto& [keyword, rule] : schema.items()) {
      if (keyword == "$ref") return check(definition(rule), value, path);
      if (keyword == "type") type = &rule;
    }
    if (type != nullptr && !has_type(value, *type)) {
      return fail(path, "must be " + with_article(*type));
    }
    for (const auto& [keyword, rule] : schema.items()) apply(keyword, rule, schema, value, path);
  }

 private:
  const json& definition(const json& reference) const {
    constexpr std::string_view kPrefix = "#/definitions/";
    const auto& name = reference.get_ref<const std::string&>();
    if (!name.starts_with(kPrefix)) throw std::logic_error("JSON Schema: unknown reference " + name);
    return root_.at("definitions").at(name.substr(kPrefix.size()));
  }

  void fail(const std::string& path, std::string message) {
    if (problems.size() < kMostProblems) problems.push_back({path, std::move(message)});
  }

  // A keyword about one type of values says nothing of the others.
  static bool concerns(std::string_view keyword, const json& value) {
    if (keyword == "properties" || keyword == "required") return value.is_object();
    if (keyword == "items" || keyword == "minItems") return value.is_array();
    if (keyword == "minLength" || keyword == "maxLength") return value.is_string();
    if (keyword == "minimum" || keyword == "maximum") return value.is_number();
    return true;
  }

  void apply(const std::string& keyword, const json& rule, const json& schema, const json& value,
             const std::string& path) {
    if (!concerns(keyword, value)) return;
    if (keyword == "properties") return check_properties(rule, schema, value, path);
    if (keyword == "required") return check_required(rule, value, path);
    if (keyword == "items") return check_items(rule, value, path);
    if (keyword == "enum") return check_enum(rule, value, path);
    if (keyword == "minimum" && value < rule) return fail(path, "must be >= " + rule.dump());
    if (keyword == "maximum" && value > rule) return fail(path, "must be <= " + rule.dump());
    if (keyword == "minItems" && value.size() < rule) return fail(path, "must have at least " + rule.dump() + " item");
    if (keyword == "minLength" && characters(value) < rule) {
      return fail(path, "must have at least " + rule.dump() + " characters");
    }
    if (keyword == "maxLength" && characters(value) > rule) {
      return fail(path, "must have at most " + rule.dump() + " characters");
    }
    constexpr std::array<std::string_view, 14> known = {"$schema",   "title",     "description", "default",
                                                        "type",      "minimum",   "maximum",     "minItems",
                                                        "minLength", "maxLength", "definitions", "additionalProperties",
                                                        "$id",       "$comment"};
    if (std::find(known.begin(), known.end(), keyword) == known.end()) {
      throw std::logic_error("JSON Schema: unknown keyword " + keyword);
    }
  }

  void check_properties(const json& rules, const json& schema, const json& value, const std::string& path) {
    for (const auto& [name, member] : value.items()) {
      if (const auto rule = rules.find(name); rule != rules.end()) {
        check(*rule, member, pointer(path, name));
      } else if (schema.contains("additionalProperties")) {
        fail(pointer(path, name), unknown(name, rules));
      }
    }
  }

  static std::string unknown(const std::string& name, const json& rules) {
    std::vector<std::string> names;
    for (const auto& [known, rule] : rules.items()) names.push_back(known);
    const std::string nearest = nearest_name(name, names);
    return "unknown property" + (nearest.empty() ? std::string() : "; did you mean \"" + nearest + "\"?");
  }

  void check_required(const json& names, const json& value, const std::string& path) {
    for (const json& name : names) {
      if (!value.contains(name)) fail(pointer(path, name.get_ref<const std::string&>()), "is required");
    }
  }

  void check_items(const json& rule, const json& value, const std::string& path) {
    for (std::size_t at = 0; at < value.size(); ++at) check(rule, value[at], pointer(path, at));
  }

  void check_enum(const json& values, const json& value, const std::string& path) {
    if (std::find(values.begin(), values.end(), value) != values.end()) return;
    std::string list;
    std::vector<std::string> names;
    for (const json& one : values) {
      list += (list.empty() ? "" : ", ") + one.dump();
      if (one.is_string()) names.push_back(one);
    }
    const std::string text = value.is_string() ? value.get<std::string>() : "";
    const std::string nearest = text.size() > 2 ? nearest_name(text, names) : "";
    fail(path, "must be one of " + list + (nearest.empty() ? std::string() : "; did you mean \"" + nearest + "\"?"));
  }

  const json& root_;
};

}  // namespace

json parse_json(std::string_view text, std::vector<Problem>& problems) {
  try {
    return json::parse(text, DuplicateFinder(problems));
  } catch (const json::parse_error& error) {
    problems.push_back({"", "is not JSON: " + place(text, error.byte) + ": " + reason(error.what())});
  } catch (const json::out_of_range& error) {
    problems.push_back({"", "is not JSON: " + reason(error.what())});
  }
  return nullptr;
}

std::vector<Problem> check_schema(const json& schema, const json& value) {
  Checker checker(schema);
  checker.check(schema, value, "");
  return std::move(checker.problems);
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  if (name.size() > 100) return {};
  std::string nearest;
  std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t apart = contract::edits(name, candidate);
    if (apart < least) {
      least = apart;
      nearest = candidate;
    }
  }
  return nearest;
}

std::string pointer(const std::string& parent, std::string_view name) {
  std::string out = parent + "/";
  for (const char c : name) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

std::string pointer(const std::string& parent, std::size_t index) { return parent + "/" + std::to_string(index); }

}  // namespace control
