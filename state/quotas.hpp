// Quota arithmetic (Q-quota-rule). A quota in GB reserves its space from the entity above; what an entity has free is
// its quota less the quotas of its children and the sizes of its own accounts, neither of which counts once cancelled.
// Since a limited entity has reserved all it may give, a fit is decided by the direct parent alone: a company is
// checked against its partner, a partner against its distributor when that has a quota.
#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <optional>

#include "state/entities.hpp"

namespace state {

// The sizes an account may be given, in GB (CreateAccountBySize).
inline constexpr std::array<std::int64_t, 20> kAccountSizesGb{1,  2,  3,  4,  5,   10,  20,  30,  40,  50,
                                                              60, 70, 80, 90, 100, 150, 200, 250, 300, 400};

bool is_account_size(std::int64_t size_mb);

// The largest allowed account size that fits a quota, in MB (Q-admin-size); the smallest there is when none fits.
std::int64_t largest_account_size_mb(std::int64_t quota_gb);

// GB taken by children and own accounts, the accounts' MB rounded up.
std::int64_t allocated_gb(const Entity& entity);

// GB left, negative when more is allocated than the quota allows; nothing when the quota is unlimited.
std::optional<std::int64_t> free_gb(const Entity& entity);

// Whether a new child with this quota fits. AllowUploadOverAccountSize does not lift this rule.
bool child_fits(const Entity& parent, std::int64_t quota_gb);

// Whether an account of this size fits; AllowUploadOverAccountSize of the entity lifts the rule. For an account that is
// already there, give its present size as `instead_of_mb`.
bool account_fits(const Entity& owner, std::int64_t size_mb, std::int64_t instead_of_mb = 0);

// Whether an entity's quota may become this one: more must fit what is free above, less must hold what is allocated.
// `parent` is the entity above.
bool quota_fits(const Entity& entity, const Entity& parent, std::int64_t quota_gb);

}  // namespace state
