// The checks that stand in a field's row: required, range, list, length, pattern.
#pragma once
#include <optional>
#include <string>

#include "contract/profile.hpp"
#include "contract/schema.hpp"

namespace wire {

// The first row that is broken, in declaration order, depth first.
struct FieldError {
  const contract::FieldDesc* field = nullptr;
  std::string path;    // "DiskQuotaGB", "Filter.EntityId", "Items[2].Name"
  std::string reason;  // "must be >= 1"
};

// A pattern applies to any value that is not null; an optional empty string counts as not given unless its row says so.
// A row whose question the profile answers otherwise is checked as that answer says.
std::optional<FieldError> validate(const contract::TypeDesc& type, const void* message,
                                   const contract::Profile& profile = contract::assumed_profile());

}  // namespace wire
