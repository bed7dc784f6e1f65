#include "services/backup_policy_management/policy_target.hpp"

#include "contract/profile.hpp"

namespace services::backup_policy_management {
namespace {

Outcome<state::EntityPolicy, kPolicyOfTarget> policy_of(Call& call, std::int32_t policy_id,
                                                        const state::Entity& owner) {
  auto policy = call.sandbox.policies.find(policy_id);
  if (!policy || policy->entity_id != owner.id) return refuse<kPolicyOfTarget>;
  return std::move(*policy);
}

Outcome<TargetAccount, kInTree, kAccountNamed, kAccountInTree, kAccountOfTarget> account_of(
    Call& call, std::string_view account_name, std::int32_t target_entity_id) {
  const auto target = visible_entity(call, or_caller(call, target_entity_id));
  if (!target) return target;
  auto account = call.sandbox.accounts.find(account_name);
  if (!account && call.profile.is<"Q-policy-account", "InvalidParameterUserName">()) return refuse<kAccountNamed>;
  if (!account) return refuse<kAccountInTree>;
  auto entity = visible_entity(call, account->entity_id);
  if (!entity) return refuse<kAccountInTree>;
  if (!state::within(*target, *entity)) return refuse<kAccountOfTarget>;
  return TargetAccount{std::move(*account), std::move(*entity)};
}

}  // namespace

Outcome<state::EntityPolicy, kInTree, kActive, kAncestorsActive, kPolicyOfTarget> readable_policy(
    Call& call, std::int32_t policy_id, std::int32_t target_entity_id) {
  const auto owner = readable_entity(call, or_caller(call, target_entity_id));
  if (!owner) return owner;
  return policy_of(call, policy_id, *owner);
}

Outcome<state::EntityPolicy, kInTree, kManaged, kActive, kAncestorsActive, kPolicyOfTarget> writable_policy(
    Call& call, std::int32_t policy_id, std::int32_t target_entity_id) {
  const auto owner = writable_entity(call, or_caller(call, target_entity_id));
  if (!owner) return owner;
  return policy_of(call, policy_id, *owner);
}

Outcome<TargetAccount, kInTree, kAccountNamed, kAccountInTree, kAccountOfTarget, kAccountEntityActive>
readable_account_of(Call& call, std::string_view account_name, std::int32_t target_entity_id) {
  auto target = account_of(call, account_name, target_entity_id);
  if (!target) return target;
  if (!usable(call, target->entity)) return refuse<kAccountEntityActive>;
  return std::move(*target);
}

Outcome<TargetAccount, kInTree, kAccountNamed, kAccountInTree, kAccountOfTarget, kAccountManaged, kAccountEntityActive>
writable_account_of(Call& call, std::string_view account_name, std::int32_t target_entity_id) {
  auto target = account_of(call, account_name, target_entity_id);
  if (!target) return target;
  if (!managed(call, target->entity)) return refuse<kAccountManaged>;
  if (!usable(call, target->entity)) return refuse<kAccountEntityActive>;
  return std::move(*target);
}

}  // namespace services::backup_policy_management
