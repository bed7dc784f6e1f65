// The contract as text, for people: what `mockserver contract` and `mockserver questions` print.
#pragma once
#include <string>

#include "contract/registry.hpp"

namespace describe {

// Services, operations, their members with types, checks and evidence, rules and codes. Ends with a line end.
std::string contract_text(const contract::Registry& registry);

// Every open question with our answer, what would settle it, and what rests on it. Ends with a line end.
std::string questions_text(const contract::Registry& registry);

}  // namespace describe
