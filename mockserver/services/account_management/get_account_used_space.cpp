// GetAccountUsedSpace: space taken by the files of a backup account.
#include "services/account_management/operations.hpp"
#include "services/account_management/target_account.hpp"

namespace services::account_management {
namespace {

struct GetAccountUsedSpace {
  static constexpr std::string_view kName = "GetAccountUsedSpace";
  std::string user_name;

  static constexpr auto fields() {
    using Self = GetAccountUsedSpace;
    return fields_of(
        field<&Self::user_name>("userName", {.required = true, .aliases = {"Username"}, .doc = "The backup account."}));
  }
};

struct GetAccountUsedSpaceResponse {
  static constexpr std::string_view kName = "GetAccountUsedSpaceResponse";
  Result result = {};
  std::int64_t used_space_in_kb = 0;

  static constexpr auto fields() {
    using Self = GetAccountUsedSpaceResponse;
    return fields_of(field<&Self::result>("GetAccountUsedSpaceResult"),
                     field<&Self::used_space_in_kb>("usedSpaceInKB", {.doc = "Space used on all devices, in KB."}));
  }
};

Outcome<GetAccountUsedSpaceResponse, kAccountKnown, kAccountInTree, kAccountEntityActive> get_account_used_space(
    Call& call, const GetAccountUsedSpace& in) {
  const auto target = readable_account(call, in.user_name, "userName");
  if (!target) return target;
  return GetAccountUsedSpaceResponse{.used_space_in_kb = target->account.used_kb};
}

}  // namespace

Operation get_account_used_space_operation() {
  return operation<get_account_used_space>("GetAccountUsedSpace",
                                           {.doc = "Retrieves the space used by a backup account.",
                                            .style = Style::legacy,
                                            .request = Evidence::verified,
                                            .response = Evidence::verified,
                                            .question = "Q-legacy-result"});
}

}  // namespace services::account_management
