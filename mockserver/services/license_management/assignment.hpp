// The account and the pool between which a licence moves.
#pragma once
#include "services/targets.hpp"

namespace services::license_management {

struct Assignment {
  state::Account account;
  state::Entity provider;  // whose pool it is: the account's entity or one above
};

inline constexpr Rule kAccountKnown{"shared/license-account-known", Code::ObjectEntityMismatch,
                                    "The user name belongs to a backup account.", Evidence::assumed,
                                    "Q-license-account"};
inline constexpr Rule kHierarchy{"shared/license-hierarchy", Code::EntityWrongHierarchy,
                                 "The caller is the licence provider or above it, and both are the account's entity or "
                                 "above it.",
                                 Evidence::table};

// A provider of 0 is the caller.
Outcome<Assignment, kAccountKnown, kHierarchy, kAccountManaged, kAccountEntityActive> assignment(
    Call& call, std::string_view user_name, std::int32_t provider_id);

}  // namespace services::license_management
