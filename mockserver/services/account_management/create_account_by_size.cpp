// CreateAccountBySize: a backup account of a given size in a company, partner or distributor.
#include "services/account_management/operations.hpp"
#include "services/account_management/rows.hpp"
#include "services/shared/account_sizes.hpp"
#include "services/shared/create_account.hpp"
#include "services/targets.hpp"

namespace services::account_management {
namespace {

struct CreateAccountBySizeRequest {
  static constexpr std::string_view kName = "CreateAccountBySizeRequest";
  std::int32_t target_entity_id = 0;
  std::string username;
  std::string password;
  std::int64_t account_size_mb = 0;
  std::string full_name;
  std::string email;
  bool is_ultrasafe = false;
  std::string secret_question;
  std::string secret_answer;
  std::optional<bool> disable_emails_notification = {};

  static constexpr auto fields() {
    using Self = CreateAccountBySizeRequest;
    return fields_of(
        field<&Self::target_entity_id>("TargetEntityId",
                                       {.doc = "The company, partner or distributor the account will belong to."}),
        field<&Self::username>("Username", {.pattern = &contract::kAccountUserName,
                                            .required = true,
                                            .doc = "User name; unique in the whole system for ever."}),
        field<&Self::password>("Password", {.pattern = &contract::kPassword,
                                            .required = true,
                                            .secret = true,
                                            .doc = "Password of the account.",
                                            .question = "Q-account-required"}),
        field<&Self::account_size_mb>("AccountSizeMB",
                                      {.one_of = kAccountSizesMb, .doc = "Storage quota of the account in MB."}),
        field<&Self::full_name>("FullName", {.pattern = &contract::kFullName,
                                             .required = true,
                                             .doc = "Full name of the user.",
                                             .question = "Q-account-required"}),
        field<&Self::email>("Email", {.pattern = &contract::kEmail,
                                      .required = true,
                                      .doc = "E-mail address of the user.",
                                      .question = "Q-account-required"}),
        field<&Self::is_ultrasafe>("IsUltrasafe", {.doc = "UltraSafe instead of standard security."}),
        field<&Self::secret_question>("SecretQuestion",
                                      {.unlisted = true,
                                       .doc = "Question for a password reset; standard accounts only.",
                                       .evidence = Evidence::table}),
        field<&Self::secret_answer>("SecretAnswer", {.pattern = &contract::kSecretAnswer,
                                                     .secret = true,
                                                     .unlisted = true,
                                                     .doc = "Answer to the secret question; standard accounts only.",
                                                     .evidence = Evidence::table}),
        field<&Self::disable_emails_notification>(
            "DisableEmailsNotification", {.doc = "Switches off every e-mail to the account; false when missing."}));
  }
};

struct CreateAccountBySizeResult {
  static constexpr std::string_view kName = "CreateAccountBySizeResult";
  Result result = {};

  static constexpr auto fields() {
    using Self = CreateAccountBySizeResult;
    return fields_of(field<&Self::result>("Result"));
  }
};

Outcome<CreateAccountBySizeResult, kInTree, kManaged, kActive, kAncestorsActive, kUserNameFree, kAccountSizeFits,
        kWelcomed>
create_account_by_size(Call& call, const CreateAccountBySizeRequest& in) {
  const auto target = writable_entity(call, in.target_entity_id);
  if (!target) return target;
  const auto created = create_account_that_fits(call, *target,
                                                {.username = in.username,
                                                 .password = in.password,
                                                 .size_mb = in.account_size_mb,
                                                 .full_name = in.full_name,
                                                 .email = in.email,
                                                 .ultrasafe = in.is_ultrasafe,
                                                 .secret_question = in.secret_question,
                                                 .secret_answer = in.secret_answer,
                                                 .disable_emails = in.disable_emails_notification.value_or(false)});
  if (!created) return created;
  if (!created->welcomed) return done_but<kWelcomed>;
  return CreateAccountBySizeResult{};
}

}  // namespace

Operation create_account_by_size_operation() {
  return operation<create_account_by_size>("CreateAccountBySize", {.doc = "Creates a backup account of a given size.",
                                                                   .request = Evidence::verified,
                                                                   .response = Evidence::verified});
}

}  // namespace services::account_management
