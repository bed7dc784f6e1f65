// Expectations against what came: values compared by type, and the matchers of the scenario language.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "conformance/json.hpp"
#include "conformance/values.hpp"

namespace conformance {

// One difference between what was expected and what came.
struct Mismatch {
  std::string path;      // "Entities[1].EntityName", "Result.Message", "http"
  std::string expected;  // in words or JSON
  std::string actual;
  std::string hint = {};  // what may be behind it
};

// Compares what came (nothing = absent; JSON null = xsi:nil) with a value or an object of matchers.
//   scalar:  equal by the shape's type; null = xsi:nil
//   array:   as many items, each matching the expected one, in order
//   object:  every named field matches; fields that are not named are not looked at
//   matcher: every word of it holds
// A nested path grows from `path`. Empty when all is as expected.
std::vector<Mismatch> match(const Json& expected, const std::optional<Json>& actual, Shape shape,
                            const std::string& path);

}  // namespace conformance
