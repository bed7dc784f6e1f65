// DeleteAccountPolicySilent: an assignment goes if it is there and the caller's; the answer does not tell.
#include "services/backup_policy_management/operations.hpp"
#include "services/backup_policy_management/parameters.hpp"
#include "services/backup_policy_management/policy_target.hpp"

namespace services::backup_policy_management {
namespace {

struct DeleteAccountPolicySilent {
  static constexpr std::string_view kName = "DeleteAccountPolicySilent";
  std::int32_t account_policy_id = 0;
  std::int32_t target_entity_id = 0;

  static constexpr auto fields() {
    using Self = DeleteAccountPolicySilent;
    return fields_of(field<&Self::account_policy_id>("accountPolicyID", {.min = 1,
                                                                         .aliases = {"AccountBackupPolicyID"},
                                                                         .doc = "The assignment.",
                                                                         .evidence = Evidence::assumed,
                                                                         .question = "Q-policy-silent"}),
                     field<&Self::target_entity_id>("targetEntityId", kAccountTargetRules));
  }
};

Outcome<PolicyResult> delete_account_policy_silent(Call& call, const DeleteAccountPolicySilent& in) {
  const auto policy = call.sandbox.account_policies.find(in.account_policy_id);
  if (policy && writable_account_of(call, policy->username, in.target_entity_id))
    call.sandbox.account_policies.remove(policy->id);
  return PolicyResult{};
}

}  // namespace

Operation delete_account_policy_silent_operation() {
  return operation<delete_account_policy_silent>(
      "DeleteAccountPolicySilent", {.doc = "Takes a backup policy off an account; succeeds when there is none, too.",
                                    .style = Style::mixed,
                                    .also_wrapped = true,
                                    .question = "Q-policy-silent"});
}

}  // namespace services::backup_policy_management
