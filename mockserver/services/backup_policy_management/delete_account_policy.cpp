// DeleteAccountPolicy: an account no longer follows a policy on one of its systems.
#include "services/backup_policy_management/account_policy.hpp"
#include "services/backup_policy_management/operations.hpp"
#include "services/backup_policy_management/parameters.hpp"

namespace services::backup_policy_management {
namespace {

struct DeleteAccountPolicy {
  static constexpr std::string_view kName = "DeleteAccountPolicy";
  std::string account_name;
  std::string system_name;
  std::int32_t target_entity_id = 0;

  static constexpr auto fields() {
    using Self = DeleteAccountPolicy;
    return fields_of(field<&Self::account_name>("accountName", verified(kAccountNameRules)),
                     field<&Self::system_name>("systemName", {.pattern = &contract::kSystemName,
                                                              .required = true,
                                                              .aliases = {"SystemName"},
                                                              .doc = "The system that it is assigned for.",
                                                              .question = "Q-policy-system"}),
                     field<&Self::target_entity_id>("targetEntityId", verified(kAccountTargetRules)));
  }
};

constexpr Rule kAssigned{"DeleteAccountPolicy/assigned", Code::ObjectEntityMismatch,
                         "The account follows a policy for that very system.", Evidence::assumed, "Q-policy-system"};

Outcome<AccountPolicyResult, kInTree, kAccountNamed, kAccountInTree, kAccountOfTarget, kAccountManaged,
        kAccountEntityActive, kAssigned>
delete_account_policy(Call& call, const DeleteAccountPolicy& in) {
  const auto target = writable_account_of(call, in.account_name, in.target_entity_id);
  if (!target) return target;
  auto policy = call.sandbox.account_policies.find(target->account.id, in.system_name);
  if (!policy) return refuse<kAssigned>;

  call.sandbox.account_policies.remove(policy->id);
  return AccountPolicyResult{.account_policy = on_the_wire(std::move(*policy))};
}

}  // namespace

Operation delete_account_policy_operation() {
  return operation<delete_account_policy>(
      "DeleteAccountPolicy", {.doc = "Takes a backup policy off one system of an account and answers the assignment.",
                              .style = Style::mixed,
                              .request = Evidence::verified,
                              .response = Evidence::verified,
                              .also_wrapped = true});
}

}  // namespace services::backup_policy_management
