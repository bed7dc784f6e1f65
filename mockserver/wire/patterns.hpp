// Does a value match a pattern of the contract, as .NET's Regex.IsMatch would say?
#pragma once
#include <string_view>

#include "contract/patterns.hpp"

namespace wire {

// Character classes are Unicode's, `$` also matches before a final newline. `text` is UTF-8; bytes that are not match
// nothing. Takes time linear in `text` for every pattern of contract/patterns.hpp. Patterns are compiled once and kept
// by the address of `pattern`, which must have static storage. Any thread.
// Throws std::logic_error if the pattern cannot be compiled or needs more backtracking than is allowed: a mistake in
// the pattern table, never an answer about the value.
bool matches(const contract::Pattern& pattern, std::string_view text);

}  // namespace wire
