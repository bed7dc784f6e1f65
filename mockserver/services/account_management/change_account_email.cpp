// ChangeAccountEmail: a new e-mail address for whoever knows the password.
#include "services/account_management/operations.hpp"
#include "services/account_management/target_account.hpp"
#include "state/fold.hpp"

namespace services::account_management {
namespace {

struct ChangeAccountEmail {
  static constexpr std::string_view kName = "ChangeAccountEmail";
  std::string user_name;
  std::string password;
  std::string email;

  static constexpr auto fields() {
    using Self = ChangeAccountEmail;
    return fields_of(field<&Self::user_name>("userName", {.required = true, .doc = "The backup account."}),
                     field<&Self::password>("password", {.required = true, .secret = true, .doc = "Its password."}),
                     field<&Self::email>("email", {.pattern = &contract::kEmail,
                                                   .required = true,
                                                   .doc = "The new address, which is told by e-mail.",
                                                   .question = "Q-old-checks"}));
  }
};

struct ChangeAccountEmailResponse {
  static constexpr std::string_view kName = "ChangeAccountEmailResponse";
  Result result = {};

  static constexpr auto fields() {
    using Self = ChangeAccountEmailResponse;
    return fields_of(field<&Self::result>("ChangeAccountEmailResult"));
  }
};

Outcome<ChangeAccountEmailResponse, kAccountKnown, kAccountInTree, kAccountManaged, kAccountEntityActive,
        kPasswordRight, kNotCancelled, kMailSent>
change_account_email(Call& call, const ChangeAccountEmail& in) {
  auto target = writable_account(call, in.user_name, "userName");
  if (!target) return target;
  if (!state::same_secret(target->account.password, in.password)) return refuse<kPasswordRight>;
  if (target->account.status == state::AccountStatus::cancelled) return refuse<kNotCancelled>;
  call.sandbox.accounts.set_email(target->account.id, in.email);
  target->account.email = in.email;
  if (const auto told = tell_customer(call, *target, "UMSCHANGEEMAIL"); !told) return told;
  return ChangeAccountEmailResponse{};
}

}  // namespace

Operation change_account_email_operation() {
  return operation<change_account_email>(
      "ChangeAccountEmail",
      {.doc =
           "Changes the e-mail address of a backup account and notifies the new address; use ChangeBackupAccountEmail.",
       .style = Style::legacy,
       .request = Evidence::verified,
       .response = Evidence::verified,
       .obsolete = true,
       .question = "Q-legacy-result"});
}

}  // namespace services::account_management
