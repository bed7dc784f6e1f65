// What the handlers of the control surface share: refusals, query parameters, JSON bodies.
#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "control/api.hpp"
#include "state/instant.hpp"

namespace control {

// Thrown by a handler, answered as {"error": {...}}.
struct ApiError {
  int status = 400;
  std::string code;
  std::string message;
  std::string path = {};
};

// One parameter of a route's query.
struct QueryParameter {
  enum class Kind : std::uint8_t { text, number, flag };
  std::string_view name = {};
  std::string_view says = {};  // what it selects
  Kind kind = Kind::text;
  std::int64_t least = 0;  // of a number
  std::int64_t most = INT64_MAX;
};

// The parameters of a query, decoded. Only those that a route knows can be there.
class Parameters {
 public:
  // Throws bad-value for a parameter that is not among `known`. `known` outlives this.
  Parameters(std::string_view query, std::span<const QueryParameter> known);

  std::optional<std::string> text(
      std::string_view name) const;  // the first of that name; an empty value counts as none
  std::optional<std::int64_t> number(std::string_view name) const;  // a whole number within its bounds, else bad-value
  bool flag(std::string_view name) const;  // true, 1 or no value: true; false, 0 or missing: false; else bad-value

 private:
  const QueryParameter& known(std::string_view name) const;

  std::span<const QueryParameter> known_;
  std::vector<std::pair<std::string, std::string>> values_;
};

// The number a text is, whole and not negative; nothing for any other text.
std::optional<std::int64_t> whole_number(std::string_view text);

// The body as JSON that fits `schema`, an empty body being an empty object; bad-json or bad-value for any other.
nlohmann::json body_of(const ApiRequest& request, const nlohmann::json& schema);

// A text member, or nothing when it is absent; bad-value when it is no text.
std::optional<std::string> text_member(const nlohmann::json& body, const char* name);

// A member that holds an instant; bad-value when it holds none.
std::optional<state::Instant> instant_member(const nlohmann::json& body, const char* name);

}  // namespace control
