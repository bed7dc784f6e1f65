#include "conformance/contradictions.hpp"

#include <array>
#include <string_view>

#include "conformance/scenario.hpp"

namespace conformance {
namespace {

class Finder {
 public:
  Contradictions in(const Json& expect, const std::string& path) {
    statuses(expect, path);
    if (const auto fields = expect.find("fields"); fields != expect.end()) parts_of_nothing(*fields, path + "/fields");
    values(expect, path);
    return std::move(found_);
  }

 private:
  void add(const std::string& path, const std::string& words) { found_.emplace_back(path, words); }

  // A service says its codes with status 200, and its faults with another one.
  void statuses(const Json& expect, const std::string& path) {
    for (const char* key : {"http", "status"}) {
      const auto status = expect.find(key);
      if (status == expect.end() || !status->is_number_integer()) continue;
      if (expect.contains("code") && *status != 200)
        add(path + "/" + key, "an answer with a code has the status 200, never " + status->dump());
      if (expect.contains("fault") && *status == 200) add(path + "/" + key, "a fault never has the status 200");
    }
  }

  // What is absent, nil or empty has no parts: neither members nor items.
  void parts_of_nothing(const Json& fields, const std::string& path) {
    for (const auto& [whole, value] : fields.items()) {
      const std::string word = word_for_nothing(value);
      if (word.empty()) continue;
      for (const auto& [part, expected] : fields.items()) {
        const bool inside = part.size() > whole.size() && part.starts_with(whole) &&
                            (part[whole.size()] == '.' || part[whole.size()] == '[');
        const bool none = part.ends_with(".count") && expected == Json(0) && word == "empty";
        if (inside && !none && word_for_nothing(expected) != "absent")
          add(path + "/" + pointer_token(part),
              "'" + whole + "' is expected to be " + word + ", so it has no such part");
      }
    }
  }

  static std::string word_for_nothing(const Json& value) {
    if (value.is_null()) return "nil";
    if (value.is_object() && is_matcher(value))
      for (const char* word : {"absent", "nil", "empty"})
        if (value.contains(word)) return word;
    return "";
  }

  void values(const Json& value, const std::string& path) {
    if (value.is_object() && is_matcher(value)) matchers(value, path);
    if (value.is_object())
      for (const auto& [key, inner] : value.items()) values(inner, path + "/" + pointer_token(key));
    if (value.is_array())
      for (std::size_t i = 0; i < value.size(); ++i) values(value[i], path + "/" + std::to_string(i));
  }

  // All matchers of one object must hold.
  void matchers(const Json& matcher, const std::string& path) {
    constexpr std::array<std::string_view, 3> kNothing{"absent", "nil", "empty"};
    constexpr std::array<std::string_view, 9> kSomething{"any",   "regex",    "type",      "min", "max",
                                                         "count", "contains", "unordered", "not"};
    std::string nothing;
    for (const std::string_view word : kNothing) {
      if (!matcher.contains(word)) continue;
      if (!nothing.empty()) add(path, "nothing is both " + nothing + " and " + std::string(word));
      nothing = word;
    }
    if (!nothing.empty())
      for (const std::string_view word : kSomething)
        if (matcher.contains(word) && !(nothing == "empty" && (word == "any" || word == "type" || word == "not")) &&
            !(nothing == "nil" && word == "any"))
          add(path, "what is " + nothing + " cannot meet '" + std::string(word) + "'");
    const auto least = matcher.find("min");
    const auto most = matcher.find("max");
    if (least != matcher.end() && most != matcher.end() && least->is_number() && most->is_number() && *least > *most)
      add(path, "no number is at least " + least->dump() + " and at most " + most->dump());
    const auto count = matcher.find("count");
    const auto items = matcher.find("unordered");
    if (count != matcher.end() && items != matcher.end() && count->is_number_integer() && items->is_array() &&
        *count != Json(items->size()))
      add(path, "'count' is " + count->dump() + ", and 'unordered' has " + std::to_string(items->size()) + " items");
  }

  Contradictions found_;
};

}  // namespace

Contradictions contradictions_in(const Json& expect, const std::string& path) { return Finder().in(expect, path); }

}  // namespace conformance
