// Paths of element names into a message: "CompanyName", "Filter/PageIndex", "Limits/Limit/MaxSize".
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "contract/schema.hpp"

namespace contract {

// The rows that a path leads through, from the message to the element it ends at; empty when it leads nowhere. An
// array's element is followed by its items', which have no row of their own. Names are matched exactly; a row's aliases
// count. The rows are those of `type` and live as long as it does.
std::vector<const FieldDesc*> rows_of(const TypeDesc& type, std::string_view path);

// Every path that ends at a simple value, but at no secret, in declaration order.
std::vector<std::string> value_paths(const TypeDesc& type);

}  // namespace contract
