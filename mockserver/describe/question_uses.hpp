// What in the contract rests on which open question.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "contract/registry.hpp"

namespace describe {

// Question id -> what names it, in the contract's order and each once: "operation Service.Operation",
// "row Service.Operation.request.Field", "rule Operation/words", "code Name".
using QuestionUses = std::map<std::string_view, std::vector<std::string>>;
QuestionUses question_uses(const contract::Registry& registry);

}  // namespace describe
