// GetUsedSpaceForAllAccounts: used space of an entity's accounts, device by device.
#include "contract/profile.hpp"
#include "services/company_management/operations.hpp"
#include "services/shared/account_space.hpp"
#include "services/targets.hpp"

namespace services::company_management {
namespace {

struct GetUsedSpaceForAllAccountsRequest {
  static constexpr std::string_view kName = "GetUsedSpaceForAllAccountsRequest";
  std::int32_t entity_id = 0;
  bool child_accounts_only = false;

  static constexpr auto fields() {
    using Self = GetUsedSpaceForAllAccountsRequest;
    return fields_of(field<&Self::entity_id>("EntityId", {.doc = "The entity whose accounts are reported."}),
                     field<&Self::child_accounts_only>(
                         "ChildAccountsOnly",
                         {.doc = "true: the entity's own accounts only; false: those of everything below it, too."}));
  }
};

struct GetUsedSpaceForAllAccountsResult {
  static constexpr std::string_view kName = "GetUsedSpaceForAllAccountsResult";
  Result result = {};
  std::optional<std::vector<AccountSpace>> accounts_space = {};

  static constexpr auto fields() {
    using Self = GetUsedSpaceForAllAccountsResult;
    return fields_of(
        field<&Self::result>("Result"),
        field<&Self::accounts_space>("AccountsSpace", {.doc = "One row per account and device that holds data."}));
  }
};

Outcome<GetUsedSpaceForAllAccountsResult, kInTree, kActive, kAncestorsActive> get_used_space_for_all_accounts(
    Call& call, const GetUsedSpaceForAllAccountsRequest& in) {
  const bool zero_is_caller = call.profile.is<"Q-used-space-zero", "caller">();
  const auto entity = readable_entity(call, zero_is_caller ? or_caller(call, in.entity_id) : in.entity_id);
  if (!entity) return entity;
  auto spaces = account_spaces(call.sandbox.account_lists.used_space(*entity, in.child_accounts_only));
  if (call.profile.is<"Q-used-space-rows", "devices">())
    std::erase_if(spaces, [](const AccountSpace& space) { return !space.system_name; });
  return GetUsedSpaceForAllAccountsResult{.accounts_space = std::move(spaces)};
}

}  // namespace

Operation get_used_space_for_all_accounts_operation() {
  return operation<get_used_space_for_all_accounts>(
      "GetUsedSpaceForAllAccounts", {.doc = "Retrieves the disk space used by the accounts of an entity.",
                                     .request = Evidence::verified,
                                     .response = Evidence::verified,
                                     .question = "Q-used-space-zero"});
}

}  // namespace services::company_management
