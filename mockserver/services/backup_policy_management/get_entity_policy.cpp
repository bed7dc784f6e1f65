// GetEntityPolicy: one backup policy, whole.
#include "services/backup_policy_management/entity_policy.hpp"
#include "services/backup_policy_management/operations.hpp"
#include "services/backup_policy_management/parameters.hpp"
#include "services/backup_policy_management/policy_target.hpp"

namespace services::backup_policy_management {
namespace {

Outcome<EntityPolicyResult, kInTree, kActive, kAncestorsActive, kPolicyOfTarget> get_entity_policy(
    Call& call, const OnePolicy& in) {
  auto policy = readable_policy(call, in.entity_policy_id, in.target_entity_id);
  if (!policy) return policy;
  return EntityPolicyResult{.entity_policy = on_the_wire(std::move(*policy))};
}

}  // namespace

Operation get_entity_policy_operation() {
  return operation<get_entity_policy>("GetEntityPolicy", {.doc = "Retrieves a backup policy.",
                                                          .style = Style::mixed,
                                                          .response = Evidence::example,
                                                          .also_wrapped = true,
                                                          .question = "Q-policy-live-protect"});
}

}  // namespace services::backup_policy_management
