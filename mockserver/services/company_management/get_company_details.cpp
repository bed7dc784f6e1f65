// GetCompanyDetails: quota, use and settings of one company.
#include <stdexcept>

#include "services/company_management/data_centres.hpp"
#include "services/company_management/operations.hpp"
#include "services/shared_rules.hpp"

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
  std::optional<std::string> company_name;
  std::int64_t disk_quota_gb = 0;
  std::int64_t used_space_kb = 0;
  std::int64_t allocated_space_mb = 0;
  std::int32_t number_of_accounts = 0;
  std::int32_t number_of_licenses_shadow_protect_v5 = 0;
  bool allow_upload_over_account_size = false;
  std::optional<std::string> data_center_country_code;

  static constexpr auto fields() {
    using Self = GetCompanyDetailsResult;
    return fields_of(
        field<&Self::result>("Result"), field<&Self::company_entity_id>("CompanyEntityId", {.doc = "The company."}),
        field<&Self::company_name>("CompanyName", {.doc = "Its name."}),
        field<&Self::disk_quota_gb>("DiskQuotaGB", {.doc = "Its storage quota in GB."}),
        field<&Self::used_space_kb>("UsedSpaceKB", {.doc = "Space its accounts use, in KB."}),
        field<&Self::allocated_space_mb>("AllocatedSpaceMB", {.doc = "Space allocated to its accounts, in MB."}),
        field<&Self::number_of_accounts>("NumberOfAccounts", {.doc = "Number of its accounts."}),
        field<&Self::number_of_licenses_shadow_protect_v5>("NumberOfLicensesShadowProtectV5",
                                                           {.doc = "ShadowProtect v5 licences the company owns."}),
        field<&Self::allow_upload_over_account_size>("AllowUploadOverAccountSize",
                                                     {.doc = "Whether its accounts may exceed its quota."}),
        field<&Self::data_center_country_code>(
            "DataCenterCountryCodeIsoA2",
            {.doc = "Country of the data centre where its accounts are created; absent when the service chooses."}));
  }
};

Outcome<GetCompanyDetailsResult, kInTree, kIsCompany> get_company_details(Call&, const GetCompanyDetailsRequest&) {
  throw std::logic_error("the rules follow the tables");
}

}  // namespace

Operation get_company_details_operation() {
  return operation<get_company_details>(
      "GetCompanyDetails", {.doc = "Retrieves detailed information about one company.", .question = "Q-table-shapes"});
}

}  // namespace services::company_management
