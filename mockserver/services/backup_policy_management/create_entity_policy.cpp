// CreateEntityPolicy: a new backup policy of an entity.
#include "services/backup_policy_management/operations.hpp"
#include "services/backup_policy_management/policy_rules.hpp"
#include "services/backup_policy_management/policy_target.hpp"

namespace services::backup_policy_management {
namespace {

struct CreateEntityPolicy {
  static constexpr std::string_view kName = "CreateEntityPolicy";
  std::optional<EntityPolicy> entity_policy = {};

  static constexpr auto fields() {
    return fields_of(field<&CreateEntityPolicy::entity_policy>("entityPolicy", {.required = true,
                                                                                .aliases = {"EntityPolicy"},
                                                                                .doc = "The new policy.",
                                                                                .evidence = Evidence::assumed,
                                                                                .question = "Q-policy-request"}));
  }
};

Outcome<EntityPolicyResult, kNotHourlyWithEnd, kDayOfTheMonth, kHoursBetweenRuns, kReportAddress, kRetentionReported,
        kRunAsGiven, kIncludeGiven, kExcludeGiven, kInTree, kManaged, kActive, kAncestorsActive, kNameFree>
create_entity_policy(Call& call, const CreateEntityPolicy& in) {
  const EntityPolicy& policy = in.entity_policy.value();
  if (const auto right = well_formed(call, policy); !right) return right;
  const auto owner = writable_entity(call, or_caller(call, policy.target_entity_id));
  if (!owner) return owner;

  const auto id = call.sandbox.policies.add(stored(policy, owner->id));
  if (!id) return refuse<kNameFree>("entityPolicy.PolicyName: is taken");
  return EntityPolicyResult{.entity_policy = on_the_wire(call.sandbox.policies.find(*id).value())};
}

}  // namespace

Operation create_entity_policy_operation() {
  return operation<create_entity_policy>("CreateEntityPolicy", {.doc = "Creates a backup policy of an entity.",
                                                                .style = Style::mixed,
                                                                .also_wrapped = true,
                                                                .question = "Q-policy-response"});
}

}  // namespace services::backup_policy_management
