// Rules that several operations share: whom a caller may see, whom it may change, and what fits a quota.
#pragma once
#include "services/vocabulary.hpp"

namespace services {

// One code for "not there" and "not yours", so that nothing leaks.
inline constexpr Rule kInTree{"shared/in-tree", Code::ObjectEntityMismatch,
                              "The entity exists and is the caller's own or below it.", Evidence::table};
inline constexpr Rule kManaged{"shared/managed", Code::ObjectEntityMismatch,
                               "Neither the entity nor one between it and the caller is unmanaged.", Evidence::assumed,
                               "Q-unmanaged-write"};
inline constexpr Rule kActive{"shared/active", Code::ObjectEntityMismatch, "The entity is active.", Evidence::table};
inline constexpr Rule kAncestorsActive{"shared/ancestors-active", Code::ObjectEntityMismatch,
                                       "Everything above the entity is active.", Evidence::assumed,
                                       "Q-suspended-ancestor"};
inline constexpr Rule kQuotaFits{"shared/quota-fits", Code::InvalidInputParameters,
                                 "A quota fits the free space of everything above it and covers what is allocated "
                                 "below it.",
                                 Evidence::assumed, "Q-quota-rule"};

}  // namespace services
