// Simple values by the contract's types: from the wire's text to JSON, and compared by what they mean.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "conformance/json.hpp"
#include "contract/schema.hpp"

namespace conformance {

// What stands at a place of an answer: a value of a contract type, or an array of them. Without a type (JSON of the
// control surface) values are compared as JSON.
struct Shape {
  const contract::TypeDesc* type = nullptr;
  bool array = false;
};

// The name a type has in messages: "int", "EntityType", "array of AccountInfo"; "value" without a type.
std::string name_of(Shape shape);

// The text as a JSON value: numbers for int16 to int64 and bytes, true and false for booleans, text for the rest (dates
// and decimals keep their spelling). Nothing if the text is none of the type's values as the host prints them.
std::optional<Json> read_value(std::string_view text, const contract::TypeDesc& type);

// Ticks of 100 ns since 0001-01-01 UTC of an xsd:dateTime; without a zone it is taken to be UTC. Nothing if it is none.
std::optional<std::int64_t> read_instant(std::string_view text);

// Whether two values mean the same: instants for dates, numbers for numbers and decimals, text otherwise.
bool same_value(const Json& left, const Json& right, const contract::TypeDesc* type);

// -1, 0 or 1 for two numbers or two dates; nothing if they cannot be ordered.
std::optional<int> order(const Json& left, const Json& right);

// Whether the value is of the type a matcher names: "int", "long", "boolean", "decimal", "dateTime", "guid", "string",
// "array", "object".
bool has_type(const Json& value, std::string_view type);

}  // namespace conformance
