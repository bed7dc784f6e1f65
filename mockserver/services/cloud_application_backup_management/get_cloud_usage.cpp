// GetCloudUsage: what the entities of a hierarchy use of the backup of cloud applications, page by page.
#include "services/cloud_application_backup_management/operations.hpp"
#include "services/dates.hpp"
#include "services/targets.hpp"

namespace services::cloud_application_backup_management {
namespace {

struct GetCloudUsageRequest {
  static constexpr std::string_view kName = "GetCloudUsageRequest";
  std::int32_t target_entity_id = 0;
  std::int32_t page_number = 0;
  std::int32_t page_size = 1000;

  static constexpr auto fields() {
    using Self = GetCloudUsageRequest;
    return fields_of(
        field<&Self::target_entity_id>("TargetEntityID", {.min = 0,
                                                          .aliases = {"ForEntityID", "ForEntityId"},
                                                          .doc = "Root of the tree that is looked at; 0 is the caller.",
                                                          .question = "Q-cloud-target"}),
        field<&Self::page_number>("PageNumber", {.min = 1, .doc = "Number of the page, counted from 1."}),
        field<&Self::page_size>("PageSize", {.min = 1, .doc = "Companies of one page; 1000 when it is not sent."}));
  }
};

struct CloudApplicationBackupUsageLine {
  static constexpr std::string_view kName = "CloudApplicationBackupUsageLine";
  std::string icab_account_name;
  DateTime account_date_created;
  std::int32_t company_id = 0;
  std::string company_name;
  std::optional<DateTime> configured_date;
  std::optional<DateTime> last_backup_date;
  std::optional<std::int64_t> accounts;
  std::optional<std::int64_t> storage_bytes;
  std::string source;
  std::string service;

  static constexpr auto fields() {
    using Self = CloudApplicationBackupUsageLine;
    return fields_of(
        field<&Self::icab_account_name>("ICABAccountName", {.doc = "Login of the cloud account."}),
        field<&Self::account_date_created>("AccountDateCreated", {.doc = "When the account was made."}),
        field<&Self::company_id>("CompanyID", {.doc = "The entity that uses it."}),
        field<&Self::company_name>("CompanyName", {.doc = "The entity's name."}),
        field<&Self::configured_date>("ConfiguredDate",
                                      {.doc = "When the backup of the service was set up; nil: not yet."}),
        field<&Self::last_backup_date>("LastBackupDate", {.doc = "When it was last backed up; nil: never."}),
        field<&Self::accounts>("Accounts", {.doc = "Users, where the service is priced by users; nil otherwise."}),
        field<&Self::storage_bytes>("StorageBytes",
                                    {.doc = "Bytes, where the service is priced by storage; nil otherwise."}),
        field<&Self::source>("Source", {.doc = "The service's internal type.", .question = "Q-cloud-source"}),
        field<&Self::service>("Service", {.doc = "The service's name.", .question = "Q-cloud-source"}));
  }
};

struct GetCloudUsageResult {
  static constexpr std::string_view kName = "GetCloudUsageResult";
  Result result = {};
  std::optional<std::vector<CloudApplicationBackupUsageLine>> usage_lines = {};
  std::int32_t page_number = 0;
  std::int32_t number_of_pages = 0;
  std::int32_t total_count = 0;

  static constexpr auto fields() {
    using Self = GetCloudUsageResult;
    return fields_of(
        field<&Self::result>("Result"),
        field<&Self::usage_lines>("UsageLines", {.doc = "One line per company and service, by company and age."}),
        field<&Self::page_number>("PageNumber", {.doc = "Number of this page."}),
        field<&Self::number_of_pages>("NumberOfPages", {.doc = "Number of all pages.", .question = "Q-cloud-pages"}),
        field<&Self::total_count>("TotalCount",
                                  {.doc = "Companies on all pages together.", .question = "Q-cloud-pages"}));
  }
};

std::optional<DateTime> stored_date_or_nil(std::optional<state::Instant> at) {
  return at ? std::optional(stored_date(*at)) : std::nullopt;
}

CloudApplicationBackupUsageLine usage_line(const state::CloudCompany& company, const state::CloudUsage& usage) {
  return {.icab_account_name = company.account.login,
          .account_date_created = stored_date(company.account.created_at),
          .company_id = company.account.entity_id,
          .company_name = company.name,
          .configured_date = stored_date_or_nil(usage.configured_at),
          .last_backup_date = stored_date_or_nil(usage.last_backup),
          .accounts = usage.accounts,
          .storage_bytes = usage.storage_bytes,
          .source = usage.source,
          .service = usage.service};
}

Outcome<GetCloudUsageResult, kInTree, kActive, kAncestorsActive> get_cloud_usage(Call& call,
                                                                                 const GetCloudUsageRequest& in) {
  const auto target = readable_entity(call, or_caller(call, in.target_entity_id));
  if (!target) return target;

  const std::int64_t total = call.sandbox.cloud_backups.count(*target);
  const std::int64_t size = in.page_size;
  GetCloudUsageResult out{.usage_lines = {},
                          .page_number = in.page_number,
                          .number_of_pages = static_cast<std::int32_t>((total + size - 1) / size),
                          .total_count = static_cast<std::int32_t>(total)};
  auto& lines = out.usage_lines.emplace();
  for (const state::CloudCompany& company : call.sandbox.cloud_backups.page(*target, (in.page_number - 1) * size, size))
    for (const state::CloudUsage& usage : company.usage) lines.push_back(usage_line(company, usage));
  return out;
}

}  // namespace

Operation get_cloud_usage_operation() {
  return operation<get_cloud_usage>(
      "GetCloudUsage", {.doc = "Lists one page of what a hierarchy uses of the backup of cloud applications.",
                        .request = Evidence::example,
                        .response = Evidence::example});
}

}  // namespace services::cloud_application_backup_management
