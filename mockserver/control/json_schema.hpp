// Reading of JSON that people wrote: syntax errors with line and column, schema errors with the path.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace control {

// One thing that is wrong in a document.
struct Problem {
  std::string path;     // JSON pointer, "/entities/3/diskQuotaGB"; empty for the document itself
  std::string message;  // "must be >= 1"
  std::string text() const { return std::string(path.empty() ? "/" : path).append(": ").append(message); }
};

// Parses UTF-8 JSON. A syntax error leaves `problems` with one entry that names line and column (both from 1, the
// column in bytes); a property named twice in one object is a problem as well.
nlohmann::json parse_json(std::string_view text, std::vector<Problem>& problems);

// Checks a value against a JSON Schema of draft 7, as far as the published schemas go: $ref into /definitions, type,
// properties, required, additionalProperties: false, items, minItems, enum, minimum, maximum, minLength, maxLength (in
// characters). Any other keyword of the schema but an annotation throws std::logic_error. Stops after 20 problems.
std::vector<Problem> check_schema(const nlohmann::json& schema, const nlohmann::json& value);

// The candidate that `name` may be a slip of, or empty.
std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);

// "/entities/3" + "name" with the escapes of JSON pointers.
std::string pointer(const std::string& parent, std::string_view name);
std::string pointer(const std::string& parent, std::size_t index);

}  // namespace control
