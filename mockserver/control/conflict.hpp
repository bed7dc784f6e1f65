// A wish that the present state of things refuses.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

namespace control {

// Nothing was changed; what() is for people. The control surface answers 409 with the code.
struct Conflict : std::runtime_error {
  // `stable_code`: a literal.
  Conflict(std::string_view stable_code, const std::string& message) : std::runtime_error(message), code(stable_code) {}
  std::string_view code;  // "sandbox-exists", "too-many-snapshots", ...
};

}  // namespace control
