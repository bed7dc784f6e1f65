// UnsuspendAccount: lifts the suspension of a backup account.
#include "services/account_management/operations.hpp"
#include "services/account_management/target_account.hpp"

namespace services::account_management {
namespace {

struct UnsuspendAccountRequest {
  static constexpr std::string_view kName = "UnsuspendAccountRequest";
  std::string username;
  std::optional<std::string> reason = {};

  static constexpr auto fields() {
    using Self = UnsuspendAccountRequest;
    return fields_of(field<&Self::username>("Username", {.doc = "The backup account."}),
                     field<&Self::reason>("Reason", {.doc = "Why; optional."}));
  }
};

struct UnsuspendAccountResult {
  static constexpr std::string_view kName = "UnsuspendAccountResult";
  bool already_done = false;
  Result result = {};

  static constexpr auto fields() {
    using Self = UnsuspendAccountResult;
    return fields_of(field<&Self::already_done>("AlreadyDone", {.doc = "The account was not suspended."}),
                     field<&Self::result>("Result"));
  }
};

Outcome<UnsuspendAccountResult, kAccountKnown, kAccountInTree, kAccountManaged, kAccountEntityActive, kNotCancelled>
unsuspend_account(Call& call, const UnsuspendAccountRequest& in) {
  const auto target = writable_account(call, in.username);
  if (!target) return target;
  if (target->account.status == state::AccountStatus::cancelled) return refuse<kNotCancelled>;
  if (target->account.status != state::AccountStatus::suspended) return UnsuspendAccountResult{.already_done = true};
  call.sandbox.accounts.set_status(target->account.id, state::AccountStatus::active);
  return UnsuspendAccountResult{};
}

}  // namespace

Operation unsuspend_account_operation() {
  return operation<unsuspend_account>(
      "UnsuspendAccount", {.doc = "Lifts the suspension of a backup account.", .question = "Q-table-shapes"});
}

}  // namespace services::account_management
