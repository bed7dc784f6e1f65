// GetAccountPolicies: which policies an account follows.
#include "services/backup_policy_management/account_policy.hpp"
#include "services/backup_policy_management/operations.hpp"
#include "services/backup_policy_management/parameters.hpp"

namespace services::backup_policy_management {
namespace {

struct GetAccountPolicies {
  static constexpr std::string_view kName = "GetAccountPolicies";
  std::string account_name;
  std::optional<std::string> system_name = {};
  std::int32_t target_entity_id = 0;

  static constexpr auto fields() {
    using Self = GetAccountPolicies;
    return fields_of(
        field<&Self::account_name>("accountName", kAccountNameRules),
        field<&Self::system_name>("systemName", described(kSystemNameRules, "Only the policy for this very system.")),
        field<&Self::target_entity_id>("targetEntityId", kAccountTargetRules));
  }
};

struct AccountPoliciesResult {
  static constexpr std::string_view kName = "AccountPoliciesResult";
  Result result = {};
  std::optional<std::vector<AccountPolicy>> account_policies = {};

  static constexpr auto fields() {
    using Self = AccountPoliciesResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::account_policies>(
                         "AccountPolicies", {.doc = "The one for all systems first, then those for one, by its name.",
                                             .evidence = Evidence::assumed,
                                             .question = "Q-policy-response"}));
  }
};

Outcome<AccountPoliciesResult, kInTree, kAccountNamed, kAccountInTree, kAccountOfTarget, kAccountEntityActive>
get_account_policies(Call& call, const GetAccountPolicies& in) {
  const auto target = readable_account_of(call, in.account_name, in.target_entity_id);
  if (!target) return target;

  AccountPoliciesResult out;
  auto& listed = out.account_policies.emplace();
  if (in.system_name && !in.system_name->empty()) {
    auto one = call.sandbox.account_policies.find(target->account.id, *in.system_name);
    if (one) listed.push_back(on_the_wire(std::move(*one)));
    return out;
  }
  for (state::AccountPolicy& each : call.sandbox.account_policies.of(target->account.id))
    listed.push_back(on_the_wire(std::move(each)));
  return out;
}

}  // namespace

Operation get_account_policies_operation() {
  return operation<get_account_policies>("GetAccountPolicies",
                                         {.doc = "Lists the backup policies that an account follows.",
                                          .style = Style::mixed,
                                          .also_wrapped = true,
                                          .question = "Q-policy-response"});
}

}  // namespace services::backup_policy_management
