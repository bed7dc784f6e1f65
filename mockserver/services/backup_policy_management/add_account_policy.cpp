// AddAccountPolicy: an account follows a policy from now on, with credentials of its own if it brings any.
#include "services/backup_policy_management/account_policy.hpp"
#include "services/backup_policy_management/operations.hpp"

namespace services::backup_policy_management {
namespace {

struct AddAccountPolicy {
  static constexpr std::string_view kName = "AddAccountPolicy";
  std::optional<AccountPolicy> account_policy = {};

  static constexpr auto fields() {
    return fields_of(
        field<&AddAccountPolicy::account_policy>("accountPolicy", {.required = true,
                                                                   .aliases = {"AccountPolicy"},
                                                                   .doc = "Who follows which policy, and where.",
                                                                   .evidence = Evidence::assumed,
                                                                   .question = "Q-policy-request"}));
  }
};

Outcome<AccountPolicyResult, kInTree, kAccountNamed, kAccountInTree, kAccountOfTarget, kAccountManaged,
        kAccountEntityActive, kAccountNotCancelled, kPolicyAbove, kSystemOfAccount, kNoneYet>
add_account_policy(Call& call, const AddAccountPolicy& in) {
  return assign_policy(call, in.account_policy.value());
}

}  // namespace

Operation add_account_policy_operation() {
  return operation<add_account_policy>(
      "AddAccountPolicy", {.doc = "Assigns a backup policy to an account, on one of its systems or on all.",
                           .style = Style::mixed,
                           .also_wrapped = true,
                           .question = "Q-policy-replace"});
}

}  // namespace services::backup_policy_management
