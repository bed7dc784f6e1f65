// The variables of one scenario: what ${name} stands for.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/json.hpp"
#include "conformance/times.hpp"

namespace conformance {

// A ${...} that stands for nothing, or for itself. `what()` names it and the nearest known name.
struct UnknownVariable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Where generated values come from.
struct Generators {
  std::string mark = {};                             // letters and digits in every ${unique:...} name
  std::uint64_t seed = 0;                            // of ${uuid}
  std::function<std::int64_t()> now = machine_time;  // ticks, for ${now} and ${today}
};

// Names that stand for values: those of the target ("role.<name>.user|password|entity", "world.<name>"), those of the
// scenario's `vars`, and those kept from answers, the later hiding the earlier. Generated anew wherever they stand:
// "unique:Acme" (letters and digits that no other run uses), "uuid", "now" and "now:-3d" ("2024-05-06T07:08:09Z"),
// "today" and "today:+1d" ("2024-05-06").
class Variables {
 public:
  // `target` holds {"role": {...}, "world": {...}} and must outlive the variables.
  Variables(const Json& target, Generators generators);

  // Defines the scenario's own variables, in their order; each may use those before it. Throws UnknownVariable.
  void define(const Json& vars);
  void set(const std::string& name, Json value) { values_[name] = std::move(value); }

  // `value` with every ${...} in its strings replaced, keys of objects included. A string that is nothing but one
  // ${...} becomes the variable's value with its type. "$${" writes "${". Throws UnknownVariable.
  Json resolve(const Json& value);
  std::string resolve_text(std::string_view text);

 private:
  Json look_up(std::string_view name);
  std::optional<Json> generated(std::string_view name);
  std::string uuid();
  Json resolve_string(std::string_view text);

  const Json* target_;
  Generators generators_;
  std::mt19937_64 random_;
  int unique_ = 0;
  std::map<std::string, Json, std::less<>> values_;
};

// The ${...} names in a value's strings and keys, as written between the braces.
std::vector<std::string> names_in(const Json& value);

}  // namespace conformance
