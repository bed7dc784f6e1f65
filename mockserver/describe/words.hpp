// How the contract's dumps name things.
#pragma once
#include <string>
#include <string_view>

#include "contract/operation.hpp"

namespace describe {

std::string_view name_of(contract::Style style);    // "wrapped", "legacy", "mixed"
std::string_view name_of(contract::Caller caller);  // "api_user", "dashboard_administrator"

// The type of a member in one word: "int", "int?" when null is written as nil, "Shelf[]", "Shelf[]?" when a null array
// is left out.
std::string type_of(const contract::FieldDesc& field);

}  // namespace describe
