// CreateCompany: a company without accounts below a partner or distributor.
#include "services/company_management/data_centres.hpp"
#include "services/company_management/new_company.hpp"
#include "services/company_management/operations.hpp"
#include "services/company_management/rows.hpp"
#include "services/targets.hpp"

namespace services::company_management {
namespace {

struct CreateCompanyRequest {
  static constexpr std::string_view kName = "CreateCompanyRequest";
  std::string company_name;
  std::int32_t target_entity_id = 0;
  std::int32_t disk_quota_gb = 0;
  bool allow_upload_over_account_size = false;
  std::string general_contact_email;
  std::string general_contact_person;
  std::string data_center_country_code;
  std::optional<bool> auto_upgrade_client_app = {};
  std::optional<bool> disable_emails_notification = {};

  static constexpr auto fields() {
    using Self = CreateCompanyRequest;
    return fields_of(
        field<&Self::company_name>(
            "CompanyName",
            {.pattern = &contract::kEntityName, .required = true, .doc = "Name of the company; need not be unique."}),
        field<&Self::target_entity_id>("TargetEntityId",
                                       {.min = 1, .doc = "The partner or distributor the company will belong to."}),
        field<&Self::disk_quota_gb>("DiskQuotaGB", {.min = 1, .doc = "Storage quota of the company in GB."}),
        field<&Self::allow_upload_over_account_size>("AllowUploadOverAccountSize",
                                                     {.doc = "Whether its accounts may exceed its quota."}),
        field<&Self::general_contact_email>(
            "GeneralContactEmail",
            {.pattern = &contract::kEmail, .required = true, .doc = "E-mail address of the contact person."}),
        field<&Self::general_contact_person>(
            "GeneralContactPerson",
            {.pattern = &contract::kPersonName, .required = true, .doc = "Name of the contact person."}),
        field<&Self::data_center_country_code>("DataCenterCountryCodeIsoA2", {.doc = kDataCentreDoc}),
        field<&Self::auto_upgrade_client_app>(
            "AutoUpgradeClientApp",
            {.doc = "Whether the accounts' client software updates itself; false when missing."}),
        field<&Self::disable_emails_notification>(
            "DisableEmailsNotification", {.doc = "Switches off every e-mail to the company; false when missing."}));
  }
};

struct CreateCompanyResult {
  static constexpr std::string_view kName = "CreateCompanyResult";
  Result result = {};
  std::int32_t company_entity_id = 0;

  static constexpr auto fields() {
    using Self = CreateCompanyResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::company_entity_id>("CompanyEntityId", {.doc = "The new company.",
                                                                         .evidence = Evidence::assumed,
                                                                         .question = "Q-company-id-element"}));
  }
};

Outcome<CreateCompanyResult, kInTree, kManaged, kActive, kAncestorsActive, kTakesCompanies, kCountryExists,
        kDataCentreThere, kQuotaFits>
create_company(Call& call, const CreateCompanyRequest& in) {
  const auto company = add_company(call, in.target_entity_id, in.data_center_country_code,
                                   {.name = in.company_name,
                                    .contact_person = in.general_contact_person,
                                    .contact_email = in.general_contact_email,
                                    .disk_quota_gb = in.disk_quota_gb,
                                    .allow_upload_over_account_size = in.allow_upload_over_account_size,
                                    .auto_upgrade_client_app = in.auto_upgrade_client_app.value_or(false),
                                    .disable_emails = in.disable_emails_notification.value_or(false)});
  if (!company) return company;
  return CreateCompanyResult{.company_entity_id = company->id};
}

}  // namespace

Operation create_company_operation() {
  return operation<create_company>(
      "CreateCompany",
      {.doc = "Creates a company without accounts.", .request = Evidence::verified, .response = Evidence::verified});
}

}  // namespace services::company_management
