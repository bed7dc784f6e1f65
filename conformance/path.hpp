// Paths into an answer: "Entities[0].EntityID", "Entities[-1]", "Entities[EntityID=311].EntityName", "Accounts.count".
//
// Items of an array are addressed straight after the array's name; the element name of the item is not written. An
// index counts from 0, a negative one from the end; [Name=value] is the first item with that field. `count` after an
// array is the number of its items.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "conformance/json.hpp"
#include "conformance/values.hpp"

namespace conformance {

struct PathStep {
  struct Member {
    std::string name;
  };
  struct Index {
    long at = 0;
  };
  struct Where {
    std::string name;
    std::string value;
  };
  struct Count {};
  std::variant<Member, Index, Where, Count> what;
};

// Takes a path apart. Throws std::invalid_argument with words for people when it is malformed.
std::vector<PathStep> parse_path(std::string_view path);

// The shape of what the path leads to, from a message's type. Throws std::invalid_argument naming the nearest field.
Shape shape_at(std::string_view path, const contract::TypeDesc& message);

// The value at the path; nothing if it is absent. xsi:nil is a JSON null.
std::optional<Json> value_at(std::string_view path, const Json& root);

}  // namespace conformance
