// Single values of a message by the path of their elements, as the texts they are.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "contract/schema.hpp"

namespace wire {

// The values that stand at a path (contract/field_path.hpp): one, one for each item of an array, or none where the path
// leads nowhere or to nothing. Numbers, dates and the like are spelled as an answer spells them; texts are not escaped.
std::vector<std::string> values_at(const contract::TypeDesc& type, const void* message, std::string_view path);

}  // namespace wire
