// GetEntityPoliciesAll: every backup policy of an entity.
#include "services/backup_policy_management/entity_policy.hpp"
#include "services/backup_policy_management/operations.hpp"
#include "services/backup_policy_management/parameters.hpp"
#include "services/targets.hpp"

namespace services::backup_policy_management {
namespace {

struct GetEntityPoliciesAll {
  static constexpr std::string_view kName = "GetEntityPoliciesAll";
  std::int32_t target_entity_id = 0;

  static constexpr auto fields() {
    return fields_of(field<&GetEntityPoliciesAll::target_entity_id>("targetEntityId", kTargetEntityRules));
  }
};

Outcome<EntityPoliciesResult, kInTree, kActive, kAncestorsActive> get_entity_policies_all(
    Call& call, const GetEntityPoliciesAll& in) {
  const auto owner = readable_entity(call, or_caller(call, in.target_entity_id));
  if (!owner) return owner;
  return EntityPoliciesResult{.entity_policies = on_the_wire(call.sandbox.policies.of(owner->id))};
}

}  // namespace

Operation get_entity_policies_all_operation() {
  return operation<get_entity_policies_all>("GetEntityPoliciesAll", {.doc = "Lists the backup policies of an entity.",
                                                                     .style = Style::mixed,
                                                                     .also_wrapped = true,
                                                                     .question = "Q-policy-default"});
}

}  // namespace services::backup_policy_management
