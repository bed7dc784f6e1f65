// ChangeBackupAccountEmail: a new e-mail address for a backup account.
#include "services/account_management/operations.hpp"
#include "services/account_management/target_account.hpp"

namespace services::account_management {
namespace {

struct ChangeBackupAccountEmailRequest {
  static constexpr std::string_view kName = "ChangeBackupAccountEmailRequest";
  std::string username;
  std::string email;
  bool send_email_to_customer = false;

  static constexpr auto fields() {
    using Self = ChangeBackupAccountEmailRequest;
    return fields_of(
        field<&Self::username>("Username", {.required = true, .doc = "The backup account."}),
        field<&Self::email>("Email", {.pattern = &contract::kEmail,
                                      .required = true,
                                      .doc = "The new address.",
                                      .question = "Q-account-required"}),
        field<&Self::send_email_to_customer>("SendEmailToCustomer", {.doc = "Tells the customer by e-mail."}));
  }
};

struct ChangeBackupAccountEmailResult {
  static constexpr std::string_view kName = "ChangeBackupAccountEmailResult";
  Result result = {};

  static constexpr auto fields() {
    using Self = ChangeBackupAccountEmailResult;
    return fields_of(field<&Self::result>("Result"));
  }
};

Outcome<ChangeBackupAccountEmailResult, kAccountKnown, kAccountInTree, kAccountManaged, kAccountEntityActive,
        kNotCancelled, kMailSent>
change_backup_account_email(Call& call, const ChangeBackupAccountEmailRequest& in) {
  auto target = writable_account(call, in.username);
  if (!target) return target;
  if (target->account.status == state::AccountStatus::cancelled) return refuse<kNotCancelled>;
  call.sandbox.accounts.set_email(target->account.id, in.email);
  target->account.email = in.email;
  if (in.send_email_to_customer)
    if (const auto told = tell_customer(call, *target, "UMSCHANGEEMAIL"); !told) return told;
  return ChangeBackupAccountEmailResult{};
}

}  // namespace

Operation change_backup_account_email_operation() {
  return operation<change_backup_account_email>("ChangeBackupAccountEmail",
                                                {.doc = "Changes the e-mail address of a backup account.",
                                                 .request = Evidence::verified,
                                                 .response = Evidence::verified});
}

}  // namespace services::account_management
