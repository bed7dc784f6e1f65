// Keeps passwords out of everything a person reads.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace conformance {

// The text with every known secret replaced, and with the content of every XML element, form field and JSON member
// whose name speaks of a password, token or secret answer. Works on any text, well-formed or not.
std::string masked(std::string_view text, const std::vector<std::string>& secrets);

}  // namespace conformance
