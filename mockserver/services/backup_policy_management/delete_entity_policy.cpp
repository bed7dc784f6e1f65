// DeleteEntityPolicy: a policy goes, and if need be first off the accounts that follow it.
#include "contract/profile.hpp"
#include "services/backup_policy_management/entity_policy.hpp"
#include "services/backup_policy_management/operations.hpp"
#include "services/backup_policy_management/parameters.hpp"
#include "services/backup_policy_management/policy_target.hpp"

namespace services::backup_policy_management {
namespace {

struct DeleteEntityPolicy {
  static constexpr std::string_view kName = "DeleteEntityPolicy";
  std::int32_t entity_policy_id = 0;
  std::int32_t target_entity_id = 0;
  bool unassign_accounts = false;

  static constexpr auto fields() {
    using Self = DeleteEntityPolicy;
    return fields_of(field<&Self::entity_policy_id>("entityPolicyID", verified(kPolicyIdRules)),
                     field<&Self::target_entity_id>("targetEntityId", verified(kTargetEntityRules)),
                     field<&Self::unassign_accounts>(
                         "unassignAccounts", {.doc = "Whether it is first taken off the accounts that follow it.",
                                              .question = "Q-delete-assigned"}));
  }
};

constexpr Rule kNotAssigned{"DeleteEntityPolicy/not-assigned", Code::InvalidInputParameters,
                            "No account follows the policy, or it is to be taken off them.", Evidence::table,
                            "Q-delete-assigned"};

Outcome<EntityPolicyResult, kInTree, kManaged, kActive, kAncestorsActive, kPolicyOfTarget, kNotAssigned>
delete_entity_policy(Call& call, const DeleteEntityPolicy& in) {
  auto policy = writable_policy(call, in.entity_policy_id, in.target_entity_id);
  if (!policy) return policy;
  if (!in.unassign_accounts && !call.profile.is<"Q-delete-assigned", "unassigned">() &&
      call.sandbox.account_policies.any_of_policy(policy->id))
    return refuse<kNotAssigned>("unassignAccounts: must be true for a policy that accounts follow");

  call.sandbox.account_policies.unassign(policy->id);
  call.sandbox.policies.remove(policy->id);
  return EntityPolicyResult{.entity_policy = on_the_wire(std::move(*policy))};
}

}  // namespace

Operation delete_entity_policy_operation() {
  return operation<delete_entity_policy>("DeleteEntityPolicy", {.doc = "Deletes a backup policy and answers it.",
                                                                .style = Style::mixed,
                                                                .request = Evidence::verified,
                                                                .response = Evidence::verified,
                                                                .also_wrapped = true});
}

}  // namespace services::backup_policy_management
