// AddAccountPolicySimple: as AddAccountPolicy, without credentials.
#include "services/backup_policy_management/account_policy.hpp"
#include "services/backup_policy_management/operations.hpp"
#include "services/backup_policy_management/parameters.hpp"

namespace services::backup_policy_management {
namespace {

struct AddAccountPolicySimple {
  static constexpr std::string_view kName = "AddAccountPolicySimple";
  std::string account_name;
  std::int32_t entity_policy_id = 0;
  std::optional<std::string> system_name = {};
  std::int32_t target_entity_id = 0;

  static constexpr auto fields() {
    using Self = AddAccountPolicySimple;
    return fields_of(field<&Self::account_name>("accountName", kAccountNameRules),
                     field<&Self::entity_policy_id>("entityPolicyID", kPolicyIdRules),
                     field<&Self::system_name>("systemName", kSystemNameRules),
                     field<&Self::target_entity_id>("targetEntityId", kAccountTargetRules));
  }
};

Outcome<AccountPolicyResult, kInTree, kAccountNamed, kAccountInTree, kAccountOfTarget, kAccountManaged,
        kAccountEntityActive, kAccountNotCancelled, kPolicyAbove, kSystemOfAccount, kNoneYet>
add_account_policy_simple(Call& call, const AddAccountPolicySimple& in) {
  return assign_policy(call, {.target_entity_id = in.target_entity_id,
                              .account_name = in.account_name,
                              .entity_backup_policy_id = in.entity_policy_id,
                              .system_name = in.system_name});
}

}  // namespace

Operation add_account_policy_simple_operation() {
  return operation<add_account_policy_simple>(
      "AddAccountPolicySimple",
      {.doc = "Assigns a backup policy to an account, on one of its systems or on all, without credentials.",
       .style = Style::mixed,
       .also_wrapped = true,
       .question = "Q-policy-replace"});
}

}  // namespace services::backup_policy_management
