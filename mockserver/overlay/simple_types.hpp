// The simple types of XML Schema among those of the contract.
#pragma once
#include <optional>
#include <string_view>

#include "contract/schema.hpp"

namespace overlay {

// How a value of a built-in type is read and written: as the contract's nearest kind. Nothing for types that have none
// here (anyType, hexBinary, NOTATION).
std::optional<contract::Kind> kind_of(std::string_view builtin);

// Whether a member of kind `stored` can be sent as `sent` by way of its text.
bool can_be_sent_as(contract::Kind stored, contract::Kind sent);

// "date" and "time" share their kind with dateTime, but not their form.
bool is_part_of_date_time(std::string_view builtin);

// FieldDesc::emplace for a member that no struct has: room to read a value into, one per thread.
void* (*forgotten_slot(contract::Kind kind))(void* message);

}  // namespace overlay
