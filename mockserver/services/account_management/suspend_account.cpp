// SuspendAccount: stops a backup account until it is unsuspended.
#include <stdexcept>

#include "services/account_management/operations.hpp"
#include "services/account_management/rows.hpp"
#include "services/shared_rules.hpp"

namespace services::account_management {
namespace {

struct SuspendAccountRequest {
  static constexpr std::string_view kName = "SuspendAccountRequest";
  std::string username;
  std::optional<std::string> reason;

  static constexpr auto fields() {
    using Self = SuspendAccountRequest;
    return fields_of(field<&Self::username>("Username", {.doc = "The backup account."}),
                     field<&Self::reason>("Reason", {.doc = "Why; optional."}));
  }
};

struct SuspendAccountResult {
  static constexpr std::string_view kName = "SuspendAccountResult";
  bool already_done = false;
  Result result = {};

  static constexpr auto fields() {
    using Self = SuspendAccountResult;
    return fields_of(field<&Self::already_done>("AlreadyDone", {.doc = "The account was suspended already."}),
                     field<&Self::result>("Result"));
  }
};

Outcome<SuspendAccountResult, kAccountKnown, kAccountInTree, kAccountManaged, kAccountEntityActive, kNotCancelled>
suspend_account(Call&, const SuspendAccountRequest&) {
  throw std::logic_error("the rules follow the tables");
}

}  // namespace

Operation suspend_account_operation() {
  return operation<suspend_account>(
      "SuspendAccount",
      {.doc = "Suspends a backup account.", .request = Evidence::example, .response = Evidence::example});
}

}  // namespace services::account_management
