// GetAccountUsedSpaceBySystem: space taken by the files of a backup account, device by device.
#include "services/account_management/operations.hpp"
#include "services/account_management/target_account.hpp"
#include "services/shared/account_space.hpp"

namespace services::account_management {
namespace {

struct GetAccountUsedSpaceBySystemRequest {
  static constexpr std::string_view kName = "GetAccountUsedSpaceBySystemRequest";
  std::string username;

  static constexpr auto fields() {
    using Self = GetAccountUsedSpaceBySystemRequest;
    return fields_of(field<&Self::username>("Username", {.required = true, .doc = "The backup account."}));
  }
};

struct GetAccountUsedSpaceBySystemResult {
  static constexpr std::string_view kName = "GetAccountUsedSpaceBySystemResult";
  Result result = {};
  std::optional<std::vector<AccountSpace>> account_spaces = {};

  static constexpr auto fields() {
    using Self = GetAccountUsedSpaceBySystemResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::account_spaces>("AccountSpaces", {.doc = "One row per device that holds data."}));
  }
};

Outcome<GetAccountUsedSpaceBySystemResult, kAccountKnown, kAccountInTree, kAccountEntityActive>
get_account_used_space_by_system(Call& call, const GetAccountUsedSpaceBySystemRequest& in) {
  const auto target = readable_account(call, in.username);
  if (!target) return target;
  return GetAccountUsedSpaceBySystemResult{.account_spaces =
                                               account_spaces(call.sandbox.account_lists.used_space(target->account))};
}

}  // namespace

Operation get_account_used_space_by_system_operation() {
  return operation<get_account_used_space_by_system>(
      "GetAccountUsedSpaceBySystem", {.doc = "Retrieves the space used by a backup account, device by device.",
                                      .request = Evidence::verified,
                                      .response = Evidence::verified});
}

}  // namespace services::account_management
