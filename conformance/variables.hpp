// The variables of one scenario: what ${name} stands for.
#pragma once
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/json.hpp"

namespace conformance {

// A ${...} that stands for nothing, or for itself. `what()` names it and the nearest known name.
struct UnknownVariable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Names that stand for values: those of the target ("role.<name>.user|password|entity", "world.<name>"), those of the
// scenario's `vars`, and those kept from answers, the later hiding the earlier.
class Variables {
 public:
  // `target` holds {"role": {...}, "world": {...}}. `run_id` (letters and digits) makes ${unique:...} differ between
  // runs.
  Variables(Json target, std::string run_id);

  // Defines the scenario's own variables, in their order; each may use those before it. Throws UnknownVariable.
  void define(const Json& vars);
  void set(const std::string& name, Json value) { values_[name] = std::move(value); }

  // `value` with every ${...} in its strings replaced, keys of objects included. A string that is nothing but one
  // ${...} becomes the variable's value with its type. "$${" writes "${". Throws UnknownVariable.
  Json resolve(const Json& value);
  std::string resolve_text(std::string_view text);

 private:
  Json look_up(std::string_view name);
  Json resolve_string(std::string_view text);

  Json target_;
  std::string run_id_;
  int unique_ = 0;
  std::map<std::string, Json, std::less<>> values_;
};

// The ${...} names in a value's strings and keys, as written between the braces.
std::vector<std::string> names_in(const Json& value);

}  // namespace conformance
