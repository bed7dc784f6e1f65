// Which quota rules hold: those of state/quotas.hpp, or what a profile says of them.
#pragma once
#include "contract/profile.hpp"
#include "services/call.hpp"
#include "state/quotas.hpp"

namespace services {

// Whether quotas are looked at where something is created or changed; MoveCompany always does (Q-quota-rule).
inline bool quotas_hold(const Call& call) { return call.profile.is<"Q-quota-rule", "checked">(); }

// Whether an entity's quota may become this one. `parent` is the entity above.
inline bool quota_fits(const Call& call, const state::Entity& entity, const state::Entity& parent,
                       std::int64_t quota_gb) {
  if (!quotas_hold(call) || state::quota_fits(entity, parent, quota_gb)) return true;
  const bool smaller = entity.disk_quota_gb && quota_gb < *entity.disk_quota_gb;
  return smaller && entity.allow_upload_over_account_size && quota_gb >= entity.children_quota_gb &&
         call.profile.is<"Q-shrink-quota-allow", "accepted">();
}

}  // namespace services
