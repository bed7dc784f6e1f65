// Expectations that nothing can meet: two demands of one step that exclude each other.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "conformance/json.hpp"

namespace conformance {

// A place (a JSON pointer) and what is wrong there, in words.
using Contradictions = std::vector<std::pair<std::string, std::string>>;

// Of one step's `expect`, which stands at `path`.
Contradictions contradictions_in(const Json& expect, const std::string& path);

}  // namespace conformance
