// CreateAccountByPartnerLicenseKey: a backup account paid for by a licence key of its partner.
#include "services/account_management/operations.hpp"
#include "services/account_management/rows.hpp"
#include "services/shared/create_account.hpp"
#include "services/targets.hpp"

namespace services::account_management {
namespace {

struct CreateAccountByPartnerLicenseKey {
  static constexpr std::string_view kName = "CreateAccountByPartnerLicenseKey";
  std::string first_name;
  std::string user_name;
  std::string password;
  std::string email;
  std::string license_key;
  std::string partner_license_key;
  std::string locale_code;
  bool is_ultrasafe = false;
  std::string secret_question;
  std::string answer;

  static constexpr auto fields() {
    using Self = CreateAccountByPartnerLicenseKey;
    return fields_of(
        field<&Self::first_name>("firstName", {.pattern = &contract::kFullName,
                                               .required = true,
                                               .doc = "Name of the user.",
                                               .question = "Q-old-checks"}),
        field<&Self::user_name>("userName", {.pattern = &contract::kAccountUserName,
                                             .required = true,
                                             .doc = "User name; unique in the whole system for ever.",
                                             .question = "Q-old-checks"}),
        field<&Self::password>("password", {.pattern = &contract::kPassword,
                                            .required = true,
                                            .secret = true,
                                            .doc = "Password of the account.",
                                            .question = "Q-old-checks"}),
        field<&Self::email>("email", {.pattern = &contract::kEmail,
                                      .required = true,
                                      .doc = "E-mail address of the user.",
                                      .question = "Q-old-checks"}),
        field<&Self::license_key>("licenseKey",
                                  {.required = true,
                                   .doc = "An unused licence key of the partner; it says how large the account is.",
                                   .question = "Q-licence-keys"}),
        field<&Self::partner_license_key>("partnerLicenseKey",
                                          {.required = true,
                                           .doc = "The key of the partner or company the account will belong to.",
                                           .question = "Q-licence-keys"}),
        field<&Self::locale_code>(
            "localeCode",
            {.doc = "Language of the user, such as en_US; the entity's when missing.", .question = "Q-licence-keys"}),
        field<&Self::is_ultrasafe>("isUltraSafe", {.doc = "UltraSafe instead of standard security."}),
        field<&Self::secret_question>("secretQuestion",
                                      {.doc = "Question for a password reset; standard accounts only."}),
        field<&Self::answer>("answer", {.pattern = &contract::kSecretAnswer,
                                        .secret = true,
                                        .doc = "Answer to the secret question; standard accounts only.",
                                        .question = "Q-old-checks"}));
  }
};

struct CreateAccountByPartnerLicenseKeyResponse {
  static constexpr std::string_view kName = "CreateAccountByPartnerLicenseKeyResponse";
  Result result = {};

  static constexpr auto fields() {
    using Self = CreateAccountByPartnerLicenseKeyResponse;
    return fields_of(field<&Self::result>("CreateAccountByPartnerLicenseKeyResult"));
  }
};

constexpr Rule kPartnerKeyKnown{"CreateAccountByPartnerLicenseKey/partner-key-known", Code::InvalidInputParameters,
                                "The partner licence key belongs to an entity.", Evidence::assumed, "Q-licence-keys"};
constexpr Rule kLicenceKeyUnused{"CreateAccountByPartnerLicenseKey/licence-key-unused", Code::InvalidInputParameters,
                                 "The licence key is one of that entity's and not used yet.", Evidence::assumed,
                                 "Q-licence-keys"};
constexpr Rule kLocaleKnown{"CreateAccountByPartnerLicenseKey/locale-known", Code::InvalidInputParameters,
                            "The locale is one that e-mails are written in.", Evidence::assumed, "Q-licence-keys"};

// The locales e-mails are written in.
std::optional<std::int32_t> locale_id(std::string_view code) {
  static constexpr std::pair<std::string_view, std::int32_t> kLocales[] = {{"en_US", 1},  {"nl_NL", 4}, {"de_DE", 5},
                                                                           {"es_ES", 6},  {"fr_FR", 7}, {"pt_BR", 11},
                                                                           {"da_DK", 12}, {"sv_SE", 13}};
  for (const auto& [name, id] : kLocales)
    if (name == code) return id;
  return std::nullopt;
}

Outcome<CreateAccountByPartnerLicenseKeyResponse, kPartnerKeyKnown, kInTree, kManaged, kActive, kAncestorsActive,
        kLicenceKeyUnused, kLocaleKnown, kUserNameFree, kAccountSizeFits, kWelcomed>
create_account_by_partner_license_key(Call& call, const CreateAccountByPartnerLicenseKey& in) {
  const auto owner_id = call.sandbox.license_keys.owner(in.partner_license_key);
  if (!owner_id) return refuse<kPartnerKeyKnown>("partnerLicenseKey: is not known");
  const auto owner = writable_entity(call, *owner_id);
  if (!owner) return owner;
  const auto key = call.sandbox.license_keys.unused(owner->id, in.license_key);
  if (!key) return refuse<kLicenceKeyUnused>("licenseKey: is not known or used already");
  const auto locale = in.locale_code.empty() ? std::optional(owner->locale_id) : locale_id(in.locale_code);
  if (!locale) return refuse<kLocaleKnown>("localeCode: is not known");
  const auto account = create_account_that_fits(call, *owner,
                                                {.username = in.user_name,
                                                 .password = in.password,
                                                 .size_mb = key->size_mb,
                                                 .full_name = in.first_name,
                                                 .email = in.email,
                                                 .ultrasafe = in.is_ultrasafe,
                                                 .secret_question = in.secret_question,
                                                 .secret_answer = in.answer,
                                                 .locale_id = locale},
                                                {.user_name = "userName", .size = "licenseKey"});
  if (!account) return account;
  call.sandbox.license_keys.use(key->value, account->id);
  if (!account->welcomed) return done_but<kWelcomed>;
  return CreateAccountByPartnerLicenseKeyResponse{};
}

}  // namespace

Operation create_account_by_partner_license_key_operation() {
  return operation<create_account_by_partner_license_key>(
      "CreateAccountByPartnerLicenseKey", {.doc = "Creates a backup account from a licence key of a partner.",
                                           .style = Style::legacy,
                                           .request = Evidence::verified,
                                           .response = Evidence::verified,
                                           .question = "Q-licence-keys"});
}

}  // namespace services::account_management
