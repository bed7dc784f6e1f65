// SuspendAccount: stops a backup account until it is unsuspended.
#include "services/account_management/operations.hpp"
#include "services/account_management/target_account.hpp"

namespace services::account_management {
namespace {

struct SuspendAccountRequest {
  static constexpr std::string_view kName = "SuspendAccountRequest";
  std::string username;
  std::optional<std::string> reason = {};

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
suspend_account(Call& call, const SuspendAccountRequest& in) {
  const auto target = writable_account(call, in.username);
  if (!target) return target;
  if (target->account.status == state::AccountStatus::cancelled) return refuse<kNotCancelled>;
  const bool already_done = target->account.status == state::AccountStatus::suspended;
  call.sandbox.accounts.set_status(target->account.id, state::AccountStatus::suspended);
  return SuspendAccountResult{.already_done = already_done};
}

}  // namespace

Operation suspend_account_operation() {
  return operation<suspend_account>(
      "SuspendAccount",
      {.doc = "Suspends a backup account.", .request = Evidence::example, .response = Evidence::example});
}

}  // namespace services::account_management
