// GetCompaniesSummary: quota, use and numbers of each active company directly below a partner.
#include "services/partner_management/operations.hpp"
#include "services/targets.hpp"

namespace services::partner_management {
namespace {

struct GetCompaniesSummaryRequest {
  static constexpr std::string_view kName = "GetCompaniesSummaryRequest";
  std::int32_t partner_entity_id = 0;

  static constexpr auto fields() {
    return fields_of(field<&GetCompaniesSummaryRequest::partner_entity_id>(
        "PartnerEntityId", {.doc = "The partner whose companies are listed; 0 is the caller."}));
  }
};

struct CompanySummary {
  static constexpr std::string_view kName = "CompanySummary";
  std::int32_t company_entity_id = 0;
  std::string company_name;
  std::int64_t disk_quota_gb = 0;
  std::int64_t used_space_kb = 0;
  std::int64_t allocated_space_mb = 0;
  std::int32_t number_of_accounts = 0;
  std::int32_t number_of_licenses_shadow_protect_v5 = 0;
  std::optional<std::string> data_center_country_code_iso_a2;
  std::int32_t number_of_mobile_devices = 0;
  std::int32_t number_of_desktop_devices = 0;

  static constexpr auto fields() {
    using Self = CompanySummary;
    return fields_of(
        field<&Self::company_entity_id>("CompanyEntityId", {.doc = "Id of the company."}),
        field<&Self::company_name>("CompanyName", {.doc = "Name of the company."}),
        field<&Self::disk_quota_gb>("DiskQuotaGB", {.doc = "Its storage quota, in GB."}),
        field<&Self::used_space_kb>("UsedSpaceKB", {.doc = "Space its accounts use, in KB."}),
        field<&Self::allocated_space_mb>("AllocatedSpaceMB", {.doc = "Space allotted to its accounts, in MB."}),
        field<&Self::number_of_accounts>("NumberOfAccounts", {.doc = "Its active accounts."}),
        field<&Self::number_of_licenses_shadow_protect_v5>(
            "NumberOfLicensesShadowProtectV5", {.doc = "Its ShadowProtect v5 licences, free and assigned."}),
        field<&Self::data_center_country_code_iso_a2>(
            "DataCenterCountryCodeIsoA2",
            {.doc = "ISO 3166-1 alpha-2 code of the country where its accounts are created; absent when automatic."}),
        field<&Self::number_of_mobile_devices>("NumberOfMobileDevices",
                                               {.doc = "Mobile devices of its active accounts."}),
        field<&Self::number_of_desktop_devices>("NumberOfDesktopDevices",
                                                {.doc = "Desktop devices of its active accounts."}));
  }
};

struct GetCompaniesSummaryResult {
  static constexpr std::string_view kName = "GetCompaniesSummaryResult";
  Result result = {};
  std::optional<std::vector<CompanySummary>> companies;

  static constexpr auto fields() {
    using Self = GetCompaniesSummaryResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::companies>("Companies", {.doc = "The active companies, by id.",
                                                           .evidence = Evidence::assumed,
                                                           .question = "Q-response-names"}));
  }
};

constexpr Rule kPartner{"GetCompaniesSummary/partner", Code::ObjectEntityMismatch,
                        "Any entity named but the caller's own is a partner.", Evidence::table};

CompanySummary summary_of(state::CompanySummary& company) {
  return {.company_entity_id = company.id,
          .company_name = std::move(company.name),
          .disk_quota_gb = company.disk_quota_gb,
          .used_space_kb = company.used_kb,
          .allocated_space_mb = company.allocated_mb,
          .number_of_accounts = static_cast<std::int32_t>(company.active_accounts),
          .number_of_licenses_shadow_protect_v5 = static_cast<std::int32_t>(company.shadow_protect_v5_licenses),
          .data_center_country_code_iso_a2 = company.data_center_country.empty()
                                                 ? std::nullopt
                                                 : std::optional(std::move(company.data_center_country)),
          .number_of_mobile_devices = static_cast<std::int32_t>(company.mobile_devices),
          .number_of_desktop_devices = static_cast<std::int32_t>(company.desktop_devices)};
}

Outcome<GetCompaniesSummaryResult, kInTree, kActive, kAncestorsActive, kPartner> get_companies_summary(
    Call& call, const GetCompaniesSummaryRequest& in) {
  const auto target = readable_entity(call, or_caller(call, in.partner_entity_id));
  if (!target) return target;
  if (target->id != call.caller_id && target->type != state::EntityType::partner) return refuse<kPartner>;

  GetCompaniesSummaryResult out;
  auto& companies = out.companies.emplace();
  for (state::CompanySummary& company : call.sandbox.summaries.companies(*target))
    companies.push_back(summary_of(company));
  return out;
}

}  // namespace

Operation get_companies_summary_operation() {
  return operation<get_companies_summary>(
      "GetCompaniesSummary",
      {.doc = "Lists the quota, use and devices of each company of a partner.", .question = "Q-element-order"});
}

}  // namespace services::partner_management
