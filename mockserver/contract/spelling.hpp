// Names as people misspell them: the case of ASCII letters counts as nothing.
#pragma once
#include <cstddef>
#include <string_view>

namespace contract {

// Whether two names differ in letter case at most.
bool same_letters(std::string_view a, std::string_view b);

// How many letters have to be changed, added or removed to make one of the other (Levenshtein's distance). Takes time
// and memory by the product of the lengths: whoever asks bounds names from outside.
std::size_t edits(std::string_view a, std::string_view b);

}  // namespace contract
