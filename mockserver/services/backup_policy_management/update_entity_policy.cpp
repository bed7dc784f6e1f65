// UpdateEntityPolicy: a policy is replaced, for all accounts that follow it.
#include "services/backup_policy_management/operations.hpp"
#include "services/backup_policy_management/policy_rules.hpp"
#include "services/backup_policy_management/policy_target.hpp"

namespace services::backup_policy_management {
namespace {

struct UpdateEntityPolicy {
  static constexpr std::string_view kName = "UpdateEntityPolicy";
  std::optional<EntityPolicy> entity_policy = {};

  static constexpr auto fields() {
    return fields_of(field<&UpdateEntityPolicy::entity_policy>(
        "entityPolicy", {.required = true,
                         .aliases = {"EntityPolicy"},
                         .doc = "The policy as it is from now on; its id and owner tell which.",
                         .evidence = Evidence::assumed,
                         .question = "Q-policy-request"}));
  }
};

constexpr Rule kIdGiven{"UpdateEntityPolicy/id-given", Code::InvalidInputParameters,
                        "The id of the policy is greater than 0.", Evidence::table};

Outcome<EntityPolicyResult, kIdGiven, kNotHourlyWithEnd, kDayOfTheMonth, kHoursBetweenRuns, kReportAddress,
        kRetentionReported, kRunAsGiven, kIncludeGiven, kExcludeGiven, kInTree, kManaged, kActive, kAncestorsActive,
        kPolicyOfTarget, kNameFree>
update_entity_policy(Call& call, const UpdateEntityPolicy& in) {
  const EntityPolicy& wanted = in.entity_policy.value();
  if (wanted.entity_backup_policy_id < 1) return refuse<kIdGiven>("entityPolicy.EntityBackupPolicyID: must be >= 1");
  if (const auto right = well_formed(call, wanted); !right) return right;
  const auto policy = writable_policy(call, wanted.entity_backup_policy_id, wanted.target_entity_id);
  if (!policy) return policy;

  if (!call.sandbox.policies.change(stored(wanted, policy->entity_id, policy->id)))
    return refuse<kNameFree>("entityPolicy.PolicyName: is taken");
  return EntityPolicyResult{.entity_policy = on_the_wire(call.sandbox.policies.find(policy->id).value())};
}

}  // namespace

Operation update_entity_policy_operation() {
  return operation<update_entity_policy>("UpdateEntityPolicy",
                                         {.doc = "Replaces a backup policy, for every account that follows it.",
                                          .style = Style::mixed,
                                          .also_wrapped = true,
                                          .question = "Q-policy-update"});
}

}  // namespace services::backup_policy_management
