// What the handlers of the control surface share: refusals, query parameters, JSON bodies.
#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
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

// The parameters of a query, decoded. Each that a handler reads is ticked off; finish() refuses the others.
class Parameters {
 public:
  explicit Parameters(std::string_view query);

  std::optional<std::string> text(std::string_view name);  // the first of that name; an empty value counts as none
  // A whole number from `least` to `most`, else bad-value.
  std::optional<std::int64_t> number(std::string_view name, std::int64_t least, std::int64_t most);
  bool flag(std::string_view name);  // true, 1 or no value: true; false, 0 or missing: false; else bad-value
  void finish(const std::vector<std::string>& known) const;

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

// The number a text is, whole and not negative; nothing for any other text.
std::optional<std::int64_t> whole_number(std::string_view text);

// The body as a JSON object, an empty body being an empty object; its members must be among `known`.
nlohmann::json body_of(const ApiRequest& request, const std::vector<std::string>& known);

// A text member, or nothing when it is absent; bad-value when it is no text.
std::optional<std::string> text_member(const nlohmann::json& body, const char* name);

// A boolean member, or nothing when it is absent; bad-value when it is none.
std::optional<bool> flag_member(const nlohmann::json& body, const char* name);

// A member that holds an instant; bad-value when it holds none.
std::optional<state::Instant> instant_member(const nlohmann::json& body, const char* name);

}  // namespace control
