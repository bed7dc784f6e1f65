// ChangeAccountEmail: a new e-mail address for whoever knows the password.
#include <stdexcept>

#include "services/account_management/operations.hpp"
#include "services/account_management/rows.hpp"
#include "services/shared_rules.hpp"

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
change_account_email(Call&, const ChangeAccountEmail&) {
  throw std::logic_error("the rules follow the tables");
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
