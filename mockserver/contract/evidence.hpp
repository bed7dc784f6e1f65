// How well a part of the contract is known.
#pragma once
#include <cstdint>
#include <string_view>

namespace contract {

// Strongest first. `inherited` on a row means: as the operation it stands in. What is assumed names an open question
// (questions.hpp) by its id.
enum class Evidence : std::uint8_t {
  verified,  // the real service's own help page
  example,   // a captured message in the API document
  table,     // the document's tables
  assumed,   // ours; carries the id of an open question
  inherited,
};

// "verified", "example", "table" or "assumed".
std::string_view name_of(Evidence evidence);

}  // namespace contract
