#include "conformance/matcher.hpp"

#include <algorithm>

#include "conformance/pattern.hpp"
#include "conformance/scenario.hpp"

namespace conformance {
namespace {

constexpr std::size_t kLongestShown = 300;

std::string show(const Json& value) {
  std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (text.size() > kLongestShown)
    text = text.substr(0, kLongestShown) + "... (" + std::to_string(text.size()) + " bytes)";
  return text;
}
std::string show(const std::optional<Json>& value) {
  if (!value) return "absent";
  return value->is_null() ? "xsi:nil" : show(*value);
}

std::string text_of(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

Shape member_shape(Shape shape, const std::string& name) {
  if (!shape.type) return {};
  for (const contract::FieldDesc& field : shape.type->fields)
    if (field.name == name) return {field.type, field.is_array()};
  return {};
}

class Matching {
 public:
  std::vector<Mismatch> mismatches;

  void match(const Json& expected, const std::optional<Json>& actual, Shape shape, const std::string& path) {
    if (is_matcher(expected)) {
      for (const auto& [word, argument] : expected.items()) match_word(word, argument, actual, shape, path);
      return;
    }
    if (!actual) return differ(path, expected.is_null() ? "xsi:nil" : show(expected), actual);
    if (expected.is_array()) return match_array(expected, *actual, shape, path);
    if (expected.is_object()) return match_object(expected, *actual, shape, path);
    if (!same_value(expected, *actual, shape.type)) {
      differ(path, expected.is_null() ? "xsi:nil" : show(expected), actual);
      if (expected.type() != actual->type() && text_of(expected) == text_of(*actual))
        mismatches.back().hint = "the field is of type " + name_of(shape) + ", the expectation is written as another";
    }
  }

 private:
  void differ(const std::string& path, std::string expected, const std::optional<Json>& actual) {
    mismatches.push_back({path, std::move(expected), show(actual)});
  }

  void match_array(const Json& expected, const Json& actual, Shape shape, const std::string& path) {
    if (!actual.is_array()) return differ(path, show(expected), actual);
    if (expected.size() != actual.size())
      differ(path + ".count", std::to_string(expected.size()) + " items", Json(actual.size()));
    for (std::size_t i = 0; i < std::min(expected.size(), actual.size()); ++i)
      match(expected[i], actual[i], {shape.type, false}, path + "[" + std::to_string(i) + "]");
  }

  void match_object(const Json& expected, const Json& actual, Shape shape, const std::string& path) {
    if (!actual.is_object()) return differ(path, show(expected), actual);
    for (const auto& [name, value] : expected.items()) {
      const auto at = actual.find(name);
      match(value, at == actual.end() ? std::nullopt : std::optional<Json>(*at), member_shape(shape, name),
            path + "." + name);
    }
  }

  static bool holds(const Json& expected, const std::optional<Json>& actual, Shape shape) {
    Matching other;
    other.match(expected, actual, shape, "");
    return other.mismatches.empty();
  }

  void match_word(const std::string& word, const Json& argument, const std::optional<Json>& actual, Shape shape,
                  const std::string& path) {
    const auto expect = [&](bool held, const std::string& words) {
      if (!held) differ(path, words, actual);
    };
    if (word == "absent") return expect(!actual, "absent");
    if (word == "any") return expect(actual.has_value(), "present");
    if (word == "nil") return expect(actual && actual->is_null(), "xsi:nil");
    if (word == "not") return expect(actual && !holds(argument, actual, shape), "present and not " + show(argument));

    const bool there = actual && !actual->is_null();
    if (word == "empty")
      return expect(there && ((actual->is_string() && actual->get_ref<const std::string&>().empty()) ||
                              (actual->is_array() && actual->empty())),
                    "empty");
    if (word == "type")
      return expect(there && has_type(*actual, argument.get<std::string>()), "of type " + text_of(argument));
    if (word == "regex")
      return expect(there && Pattern(text_of(argument)).found_in(text_of(*actual)),
                    "matching /" + text_of(argument) + "/");
    if (word == "min") {
      const auto relation = there ? order(*actual, argument) : std::nullopt;
      return expect(relation && *relation >= 0, ">= " + show(argument));
    }
    if (word == "max") {
      const auto relation = there ? order(*actual, argument) : std::nullopt;
      return expect(relation && *relation <= 0, "<= " + show(argument));
    }
    if (word == "count") {
      if (!there || !actual->is_array()) return expect(false, "an array of " + show(argument) + " items");
      return match(argument, Json(actual->size()), {}, path + ".count");
    }
    if (word == "contains") return expect(there && contains(argument, *actual, shape), "containing " + show(argument));
    if (word == "unordered") return match_unordered(argument, actual, shape, path);
    differ(path, "a matcher that is known, not '" + word + "'", actual);
  }

  static bool contains(const Json& part, const Json& whole, Shape shape) {
    if (whole.is_array())
      return std::ranges::any_of(whole, [&](const Json& item) { return holds(part, item, {shape.type, false}); });
    return whole.is_string() && part.is_string() &&
           whole.get_ref<const std::string&>().find(part.get_ref<const std::string&>()) != std::string::npos;
  }

  // Each expected item takes the first free one that matches it, so the more particular ones are best written first.
  void match_unordered(const Json& expected, const std::optional<Json>& actual, Shape shape, const std::string& path) {
    if (!actual || !actual->is_array()) return differ(path, show(expected) + " in any order", actual);
    std::vector<const Json*> free;
    for (const Json& item : *actual) free.push_back(&item);
    for (const Json& wanted : expected) {
      const auto at = std::ranges::find_if(free, [&](const Json* item) {
        return holds(wanted, *item, {shape.type, false});
      });
      if (at == free.end())
        differ(path, "an item " + show(wanted), actual);
      else
        free.erase(at);
    }
    if (expected.size() < actual->size())
      differ(path + ".count", std::to_string(expected.size()) + " items", Json(actual->size()));
  }
};

}  // namespace

std::vector<Mismatch> match(const Json& expected, const std::optional<Json>& actual, Shape shape,
                            const std::string& path) {
  Matching matching;
  matching.match(expected, actual, shape, path);
  return std::move(matching.mismatches);
}

}  // namespace conformance
