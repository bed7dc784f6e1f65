#include "services/backup_policy_management/account_policy.hpp"

#include <utility>

#include "contract/profile.hpp"
#include "services/dates.hpp"

namespace services::backup_policy_management {

AccountPolicy on_the_wire(state::AccountPolicy policy) {
  AccountPolicy out{.account_backup_policy_id = policy.id,
                    .target_entity_id = policy.target_entity_id,
                    .account_name = std::move(policy.username),
                    .entity_backup_policy_id = policy.policy_id,
                    .system_name = std::move(policy.system_name),
                    .policy_name = std::move(policy.policy_name),
                    .date_created = stored_date(policy.created_at.value_or(0))};
  if (policy.run_as) out.run_as = on_the_wire(std::move(*policy.run_as));
  return out;
}

Outcome<AccountPolicyResult, kInTree, kAccountNamed, kAccountInTree, kAccountOfTarget, kAccountManaged,
        kAccountEntityActive, kAccountNotCancelled, kPolicyAbove, kSystemOfAccount, kNoneYet>
assign_policy(Call& call, const AccountPolicy& wanted) {
  const auto target = writable_account_of(call, wanted.account_name, wanted.target_entity_id);
  if (!target) return target;
  if (target->account.status == state::AccountStatus::cancelled &&
      !call.profile.is<"Q-policy-cancelled-account", "assigned">())
    return refuse<kAccountNotCancelled>;
  const auto policy = call.sandbox.policies.find(wanted.entity_backup_policy_id);
  if (!policy) return refuse<kPolicyAbove>;
  const auto owner = visible_entity(call, policy->entity_id);
  if (!owner || !state::within(*owner, target->entity)) return refuse<kPolicyAbove>;

  const std::string system_name = wanted.system_name.value_or("");
  if (!system_name.empty() && call.profile.is<"Q-policy-system", "registered">() &&
      !call.sandbox.devices.find(target->account.id, system_name))
    return refuse<kSystemOfAccount>;

  auto& assigned = call.sandbox.account_policies;
  if (call.profile.is<"Q-policy-replace", "refused">() && assigned.find(target->account.id, system_name))
    return refuse<kNoneYet>;
  const std::int32_t id =
      assigned.assign({.account_id = target->account.id,
                       .target_entity_id = or_caller(call, wanted.target_entity_id),
                       .policy_id = policy->id,
                       .system_name = wanted.system_name,
                       .run_as = wanted.run_as ? std::optional(stored(*wanted.run_as)) : std::nullopt});
  return AccountPolicyResult{.account_policy = on_the_wire(assigned.find(id).value())};
}

}  // namespace services::backup_policy_management
