// ChangeAccountPassword: a new password for whoever knows the old one.
#include "services/account_management/operations.hpp"
#include "services/account_management/target_account.hpp"
#include "state/fold.hpp"

namespace services::account_management {
namespace {

struct ChangeAccountPassword {
  static constexpr std::string_view kName = "ChangeAccountPassword";
  std::string user_name;
  std::string password;
  std::string new_password;

  static constexpr auto fields() {
    using Self = ChangeAccountPassword;
    return fields_of(
        field<&Self::user_name>("userName", {.required = true, .doc = "The backup account."}),
        field<&Self::password>("password", {.required = true, .secret = true, .doc = "Its present password."}),
        field<&Self::new_password>("newPassword", {.pattern = &contract::kPassword,
                                                   .required = true,
                                                   .secret = true,
                                                   .doc = "The new password.",
                                                   .question = "Q-old-checks"}));
  }
};

struct ChangeAccountPasswordResponse {
  static constexpr std::string_view kName = "ChangeAccountPasswordResponse";
  Result result = {};

  static constexpr auto fields() {
    using Self = ChangeAccountPasswordResponse;
    return fields_of(field<&Self::result>("ChangeAccountPasswordResult"));
  }
};

Outcome<ChangeAccountPasswordResponse, kAccountKnown, kAccountInTree, kAccountManaged, kAccountEntityActive,
        kPasswordRight, kNotCancelled, kMailSent>
change_account_password(Call& call, const ChangeAccountPassword& in) {
  const auto target = writable_account(call, in.user_name, "userName");
  if (!target) return target;
  if (!state::same_secret(target->account.password, in.password)) return refuse<kPasswordRight>;
  if (target->account.status == state::AccountStatus::cancelled) return refuse<kNotCancelled>;
  call.sandbox.accounts.set_password(target->account.id, in.new_password);
  if (const auto told = tell_customer(call, *target, "UMSCHANGEPWD"); !told) return told;
  return ChangeAccountPasswordResponse{};
}

}  // namespace

Operation change_account_password_operation() {
  return operation<change_account_password>(
      "ChangeAccountPassword", {.doc = "Changes the password of a backup account and notifies its user by e-mail.",
                                .style = Style::legacy,
                                .request = Evidence::verified,
                                .response = Evidence::verified,
                                .question = "Q-legacy-result"});
}

}  // namespace services::account_management
