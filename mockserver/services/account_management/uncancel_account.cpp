// UncancelAccount: turns a cancelled backup account active again.
#include "services/account_management/operations.hpp"
#include "services/account_management/target_account.hpp"

namespace services::account_management {
namespace {

struct UncancelAccountRequest {
  static constexpr std::string_view kName = "UncancelAccountRequest";
  std::string username;
  std::optional<std::string> uncancel_reason = {};
  bool send_email_to_customer = false;

  static constexpr auto fields() {
    using Self = UncancelAccountRequest;
    return fields_of(
        field<&Self::username>("Username", {.doc = "The backup account; its name is unique in the whole system."}),
        field<&Self::uncancel_reason>(
            "UncancelReason",
            {.aliases = {"UncanelReason"}, .doc = "Why; optional. The document's table spells it UncanelReason."}),
        field<&Self::send_email_to_customer>(
            "SendEmailToCustomer",
            {.doc = "Tells the customer by e-mail; needs a template with the code UMSUNCANCEL."}));
  }
};

struct UncancelAccountResult {
  static constexpr std::string_view kName = "UncancelAccountResult";
  Result result = {};

  static constexpr auto fields() {
    using Self = UncancelAccountResult;
    return fields_of(field<&Self::result>("Result"));
  }
};

constexpr Rule kCanceled{"UncancelAccount/canceled", Code::AccountIsNotCanceled, "The account is cancelled.",
                         Evidence::table};

Outcome<UncancelAccountResult, kAccountKnown, kAccountInTree, kAccountManaged, kAccountEntityActive, kCanceled,
        kMailSent>
uncancel_account(Call& call, const UncancelAccountRequest& in) {
  const auto target = writable_account(call, in.username);
  if (!target) return target;
  if (target->account.status != state::AccountStatus::cancelled) return refuse<kCanceled>;
  call.sandbox.accounts.set_status(target->account.id, state::AccountStatus::active);
  if (in.send_email_to_customer)
    if (const auto told = tell_customer(call, *target, "UMSUNCANCEL"); !told) return told;
  return UncancelAccountResult{};
}

}  // namespace

Operation uncancel_account_operation() {
  return operation<uncancel_account>(
      "UncancelAccount",
      {.doc = "Activates a cancelled backup account.", .request = Evidence::example, .response = Evidence::example});
}

}  // namespace services::account_management
