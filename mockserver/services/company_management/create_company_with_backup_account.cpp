// CreateCompanyWithBackupAccount: a company and the backup account of its administrator.
#include "contract/profile.hpp"
#include "services/company_management/data_centres.hpp"
#include "services/company_management/new_company.hpp"
#include "services/company_management/operations.hpp"
#include "services/company_management/rows.hpp"
#include "services/shared/create_account.hpp"
#include "services/targets.hpp"
#include "state/quotas.hpp"

namespace services::company_management {
namespace {

struct CreateCompanyWithBackupAccountRequest {
  static constexpr std::string_view kName = "CreateCompanyWithBackupAccountRequest";
  std::string company_name;
  std::int32_t target_entity_id = 0;
  std::int32_t disk_quota_gb = 0;
  std::string user_full_name;
  std::string user_name;
  std::string password;
  bool is_ultrasafe = false;
  std::string email;
  bool allow_upload_over_account_size = false;
  std::string data_center_country_code;
  std::optional<bool> auto_upgrade_client_app = {};
  std::optional<bool> disable_emails_notification = {};

  static constexpr auto fields() {
    using Self = CreateCompanyWithBackupAccountRequest;
    return fields_of(
        field<&Self::company_name>(
            "CompanyName",
            {.pattern = &contract::kEntityName, .required = true, .doc = "Name of the company; need not be unique."}),
        field<&Self::target_entity_id>("TargetEntityId",
                                       {.min = 1, .doc = "The partner or distributor the company will belong to."}),
        field<&Self::disk_quota_gb>("DiskQuotaGB", {.min = 1, .doc = "Storage quota of the company in GB."}),
        field<&Self::user_full_name>(
            "BackupAccountUserFullName",
            {.pattern = &contract::kFullName, .required = true, .doc = "Full name of the administrator."}),
        field<&Self::user_name>("BackupAccountUserName", {.pattern = &contract::kAccountUserName,
                                                          .required = true,
                                                          .doc = "User name of the administrator's backup account."}),
        field<&Self::password>("BackupAccountPassword", {.pattern = &contract::kPassword,
                                                         .required = true,
                                                         .secret = true,
                                                         .doc = "Password of the backup account."}),
        field<&Self::is_ultrasafe>("IsBackupAccountUltraSafe", {.doc = "UltraSafe instead of standard security."}),
        field<&Self::email>(
            "BackupAccountEmail",
            {.pattern = &contract::kEmail, .required = true, .doc = "E-mail address of the administrator."}),
        field<&Self::allow_upload_over_account_size>("AllowUploadOverAccountSize",
                                                     {.doc = "Whether its accounts may exceed its quota."}),
        field<&Self::data_center_country_code>("DataCenterCountryCodeIsoA2", {.doc = kDataCentreDoc}),
        field<&Self::auto_upgrade_client_app>(
            "AutoUpgradeClientApp",
            {.doc = "Whether the accounts' client software updates itself; false when missing."}),
        field<&Self::disable_emails_notification>(
            "DisableEmailsNotification", {.doc = "Switches off every e-mail to the company; false when missing."}));
  }
};

struct CreateCompanyWithBackupAccountResult {
  static constexpr std::string_view kName = "CreateCompanyWithBackupAccountResult";
  Result result = {};
  std::int32_t company_entity_id = 0;

  static constexpr auto fields() {
    using Self = CreateCompanyWithBackupAccountResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::company_entity_id>("CompanyEntityId", {.doc = "The new company.",
                                                                         .evidence = Evidence::assumed,
                                                                         .question = "Q-company-id-element"}));
  }
};

Outcome<CreateCompanyWithBackupAccountResult, kInTree, kManaged, kActive, kAncestorsActive, kTakesCompanies,
        kCountryExists, kDataCentreThere, kQuotaFits, kUserNameFree, kWelcomed>
create_company_with_backup_account(Call& call, const CreateCompanyWithBackupAccountRequest& in) {
  const auto company = add_company(call, in.target_entity_id, in.data_center_country_code,
                                   {.name = in.company_name,
                                    .contact_person = in.user_full_name,
                                    .contact_email = in.email,
                                    .disk_quota_gb = in.disk_quota_gb,
                                    .allow_upload_over_account_size = in.allow_upload_over_account_size,
                                    .auto_upgrade_client_app = in.auto_upgrade_client_app.value_or(false),
                                    .disable_emails = in.disable_emails_notification.value_or(false)});
  if (!company) return company;
  const auto account = create_account(
      call, *company,
      {.username = in.user_name,
       .password = in.password,
       .size_mb = call.profile.is<"Q-admin-size", "largest">() ? state::largest_account_size_mb(in.disk_quota_gb)
                                                               : state::kAccountSizesGb.front() * 1024,
       .full_name = in.user_full_name,
       .email = in.email,
       .ultrasafe = in.is_ultrasafe,
       .entity_admin = true},
      {.user_name = "BackupAccountUserName"});
  if (!account) return account;
  if (!account->welcomed) return done_but<kWelcomed>;
  return CreateCompanyWithBackupAccountResult{.company_entity_id = company->id};
}

}  // namespace

Operation create_company_with_backup_account_operation() {
  return operation<create_company_with_backup_account>(
      "CreateCompanyWithBackupAccount", {.doc = "Creates a company and the backup account of its administrator.",
                                         .request = Evidence::verified,
                                         .response = Evidence::verified});
}

}  // namespace services::company_management
