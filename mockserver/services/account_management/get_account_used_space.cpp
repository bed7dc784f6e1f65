// GetAccountUsedSpace: space taken by the files of a backup account.
#include <stdexcept>

#include "services/account_management/operations.hpp"
#include "services/account_management/rows.hpp"
#include "services/shared_rules.hpp"

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

Outcome<GetAccountUsedSpaceResponse, kAccountKnown, kAccountInTree> get_account_used_space(Call&,
                                                                                           const GetAccountUsedSpace&) {
  throw std::logic_error("the rules follow the tables");
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
