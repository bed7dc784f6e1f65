// EditCompany: changes what is given and leaves the rest as it is.
#include "services/company_management/data_centres.hpp"
#include "services/company_management/operations.hpp"
#include "services/company_management/rows.hpp"
#include "services/quotas.hpp"
#include "services/targets.hpp"

namespace services::company_management {
namespace {

struct EditCompanyRequest {
  static constexpr std::string_view kName = "EditCompanyRequest";
  std::int32_t company_entity_id = 0;
  std::optional<std::string> general_contact_person = {};
  std::optional<std::string> general_contact_email = {};
  std::optional<std::int32_t> disk_quota_gb = {};
  std::optional<bool> allow_upload_over_account_size = {};
  std::optional<std::string> data_center_country_code = {};
  std::optional<bool> auto_upgrade_client_app = {};

  static constexpr auto fields() {
    using Self = EditCompanyRequest;
    return fields_of(
        field<&Self::company_entity_id>("CompanyEntityId", {.min = 1, .doc = "The company to change."}),
        field<&Self::general_contact_person>("GeneralContactPerson",
                                             {.pattern = &contract::kPersonName, .doc = "Name of the contact person."}),
        field<&Self::general_contact_email>(
            "GeneralContactEmail", {.pattern = &contract::kEmail, .doc = "E-mail address of the contact person."}),
        field<&Self::disk_quota_gb>("DiskQuotaGB", {.min = 1, .doc = "Storage quota of the company in GB."}),
        field<&Self::allow_upload_over_account_size>("AllowUploadOverAccountSize",
                                                     {.doc = "Whether its accounts may exceed its quota."}),
        field<&Self::data_center_country_code>(
            "DataCenterCountryCodeIsoA2",
            {.doc = "Country of the data centre of new accounts; empty lets the service choose, missing changes "
                    "nothing."}),
        field<&Self::auto_upgrade_client_app>("AutoUpgradeClientApp",
                                              {.doc = "Whether the accounts' client software updates itself."}));
  }
};

struct EditCompanyResult {
  static constexpr std::string_view kName = "EditCompanyResult";
  Result result = {};

  static constexpr auto fields() { return fields_of(field<&EditCompanyResult::result>("Result")); }
};

// An empty text counts as not given.
std::optional<std::string> given(const std::optional<std::string>& text) {
  return text && !text->empty() ? text : std::nullopt;
}

Outcome<EditCompanyResult, kInTree, kIsCompany, kManaged, kActive, kAncestorsActive, kCountryExists, kDataCentreThere,
        kQuotaFits>
edit_company(Call& call, const EditCompanyRequest& in) {
  const auto company = writable_entity(call, in.company_entity_id);
  if (!company) return company;
  if (company->type != state::EntityType::company) return refuse<kIsCompany>;
  state::EntityChange change{.contact_person = given(in.general_contact_person),
                             .contact_email = given(in.general_contact_email),
                             .disk_quota_gb = in.disk_quota_gb,
                             .allow_upload_over_account_size = in.allow_upload_over_account_size,
                             .auto_upgrade_client_app = in.auto_upgrade_client_app};
  if (in.data_center_country_code) {
    const auto country = data_centre_country(call, *in.data_center_country_code);
    if (!country) return country;
    change.data_center_country = *country;
  }
  if (in.disk_quota_gb) {
    const auto parent = call.sandbox.entities.find(company->parent_id);
    if (!parent || !quota_fits(call, *company, *parent, *in.disk_quota_gb))
      return refuse<kQuotaFits>("DiskQuotaGB: exceeds the free space above or is less than what is allocated");
  }
  call.sandbox.entities.change(company->id, change);
  return EditCompanyResult{};
}

}  // namespace

Operation edit_company_operation() {
  return operation<edit_company>("EditCompany", {.doc = "Changes a company's contact, quota, data centre and flags.",
                                                 .question = "Q-table-shapes"});
}

}  // namespace services::company_management
