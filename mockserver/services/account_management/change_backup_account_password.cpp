// ChangeBackupAccountPassword: a new password for a standard backup account.
#include "services/account_management/operations.hpp"
#include "services/account_management/target_account.hpp"

namespace services::account_management {
namespace {

struct ChangeBackupAccountPasswordRequest {
  static constexpr std::string_view kName = "ChangeBackupAccountPasswordRequest";
  std::string username;
  std::string new_password;
  bool send_email_to_customer = false;

  static constexpr auto fields() {
    using Self = ChangeBackupAccountPasswordRequest;
    return fields_of(
        field<&Self::username>("Username", {.required = true, .doc = "The backup account."}),
        field<&Self::new_password>("NewPassword", {.pattern = &contract::kPassword,
                                                   .required = true,
                                                   .secret = true,
                                                   .doc = "The new password.",
                                                   .question = "Q-password-pattern"}),
        field<&Self::send_email_to_customer>("SendEmailToCustomer", {.doc = "Tells the customer by e-mail."}));
  }
};

struct ChangeBackupAccountPasswordResult {
  static constexpr std::string_view kName = "ChangeBackupAccountPasswordResult";
  Result result = {};

  static constexpr auto fields() {
    using Self = ChangeBackupAccountPasswordResult;
    return fields_of(field<&Self::result>("Result"));
  }
};

constexpr Rule kNotUltraSafe{"ChangeBackupAccountPassword/not-ultrasafe", Code::InvalidInputParameters,
                             "Nobody but its user can change the password of an UltraSafe account.", Evidence::assumed,
                             "Q-ultrasafe-password"};

Outcome<ChangeBackupAccountPasswordResult, kAccountKnown, kAccountInTree, kAccountManaged, kAccountEntityActive,
        kNotCancelled, kNotUltraSafe, kMailSent>
change_backup_account_password(Call& call, const ChangeBackupAccountPasswordRequest& in) {
  const auto target = writable_account(call, in.username);
  if (!target) return target;
  if (target->account.status == state::AccountStatus::cancelled) return refuse<kNotCancelled>;
  if (target->account.ultrasafe) return refuse<kNotUltraSafe>("Username: is an UltraSafe account");
  call.sandbox.accounts.set_password(target->account.id, in.new_password);
  if (in.send_email_to_customer)
    if (const auto told = tell_customer(call, *target, "UMSCHANGEPWD"); !told) return told;
  return ChangeBackupAccountPasswordResult{};
}

}  // namespace

Operation change_backup_account_password_operation() {
  return operation<change_backup_account_password>(
      "ChangeBackupAccountPassword", {.doc = "Sets the password of a backup account that is not UltraSafe.",
                                      .request = Evidence::verified,
                                      .response = Evidence::verified});
}

}  // namespace services::account_management
