// How well a part of the contract is known, and the register of what is only assumed.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace contract {

// Strongest first. `inherited` on a row means: as the operation it stands in.
enum class Evidence : std::uint8_t {
  verified,  // the real service's own help page
  example,   // a captured message in the API document
  table,     // the document's tables
  assumed,   // ours; carries the id of an open question
  inherited,
};

// "verified", "example", "table" or "assumed".
std::string_view name_of(Evidence evidence);

// Something no source settles. Rows, rules and codes name it by its id; the scenario would settle it on the real
// sandbox.
struct Question {
  std::string_view id;        // "Q-quota-code"
  std::string_view question;  // what is not known
  std::string_view answer;    // what the sandbox does
  std::string_view probe;     // id of the scenario that would settle it, or how to look
};

// Every open question, by id in alphabetical order.
std::span<const Question> questions();

// The question with this id, or nullptr. Rows may only name ids that exist (a test checks it).
const Question* find_question(std::string_view id);

}  // namespace contract
