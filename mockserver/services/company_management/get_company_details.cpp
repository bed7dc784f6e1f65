// GetCompanyDetails: quota, use and settings of one company.
#include "contract/profile.hpp"
#include "services/company_management/operations.hpp"
#include "services/company_management/rows.hpp"
#include "services/targets.hpp"

namespace services::company_management {
namespace {

struct GetCompanyDetailsRequest {
  static constexpr std::string_view kName = "GetCompanyDetailsRequest";
  std::int32_t company_entity_id = 0;

  static constexpr auto fields() {
    return fields_of(field<&GetCompanyDetailsRequest::company_entity_id>(
        "CompanyEntityId", {.doc = "The company; 0 is the caller's own entity."}));
  }
};

struct GetCompanyDetailsResult {
  static constexpr std::string_view kName = "GetCompanyDetailsResult";
  Result result = {};
  std::int32_t company_entity_id = 0;
  std::optional<std::string> company_name = {};
  std::int64_t disk_quota_gb = 0;
  std::int64_t used_space_kb = 0;
  std::int64_t allocated_space_mb = 0;
  std::int32_t number_of_accounts = 0;
  std::int32_t number_of_licenses_shadow_protect_v5 = 0;
  bool allow_upload_over_account_size = false;
  std::optional<std::string> data_center_country_code = {};

  static constexpr auto fields() {
    using Self = GetCompanyDetailsResult;
    return fields_of(
        field<&Self::result>("Result"), field<&Self::company_entity_id>("CompanyEntityId", {.doc = "The company."}),
        field<&Self::company_name>("CompanyName", {.doc = "Its name."}),
        field<&Self::disk_quota_gb>("DiskQuotaGB", {.doc = "Its storage quota in GB."}),
        field<&Self::used_space_kb>("UsedSpaceKB", {.doc = "Space its accounts use, in KB."}),
        field<&Self::allocated_space_mb>("AllocatedSpaceMB", {.doc = "Space allocated to its accounts, in MB."}),
        field<&Self::number_of_accounts>("NumberOfAccounts",
                                         {.doc = "Number of its active accounts.", .question = "Q-company-count"}),
        field<&Self::number_of_licenses_shadow_protect_v5>("NumberOfLicensesShadowProtectV5",
                                                           {.doc = "ShadowProtect v5 licences the company owns."}),
        field<&Self::allow_upload_over_account_size>("AllowUploadOverAccountSize",
                                                     {.doc = "Whether its accounts may exceed its quota."}),
        field<&Self::data_center_country_code>(
            "DataCenterCountryCodeIsoA2",
            {.doc = "Country of the data centre where its accounts are created; absent when the service chooses."}));
  }
};

Outcome<GetCompanyDetailsResult, kInTree, kActive, kAncestorsActive, kIsCompany> get_company_details(
    Call& call, const GetCompanyDetailsRequest& in) {
  const auto company = readable_entity(call, or_caller(call, in.company_entity_id));
  if (!company) return company;
  if (company->type != state::EntityType::company) return refuse<kIsCompany>;
  GetCompanyDetailsResult answer{
      .company_entity_id = company->id,
      .company_name = company->name,
      .disk_quota_gb = company->disk_quota_gb.value_or(0),
      .used_space_kb = company->used_kb,
      .allocated_space_mb = company->allocated_mb,
      .number_of_accounts = static_cast<std::int32_t>(
          call.profile.is<"Q-company-count", "active">() ? company->active_accounts : company->open_accounts),
      .number_of_licenses_shadow_protect_v5 =
          static_cast<std::int32_t>(call.sandbox.licenses.count(company->id, state::LicenseType::skraft_disk_image_v5)),
      .allow_upload_over_account_size = company->allow_upload_over_account_size};
  if (!company->data_center_country.empty()) answer.data_center_country_code = company->data_center_country;
  return answer;
}

}  // namespace

Operation get_company_details_operation() {
  return operation<get_company_details>(
      "GetCompanyDetails", {.doc = "Retrieves detailed information about one company.", .question = "Q-table-shapes"});
}

}  // namespace services::company_management
