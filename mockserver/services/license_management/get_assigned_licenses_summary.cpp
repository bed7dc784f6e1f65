// GetAssignedLicensesSummary: which accounts of an entity hold which licences.
#include "contract/profile.hpp"
#include "services/license_management/operations.hpp"
#include "services/license_management/rows.hpp"
#include "services/targets.hpp"

namespace services::license_management {
namespace {

struct GetAssignedLicensesSummaryRequest {
  static constexpr std::string_view kName = "GetAssignedLicensesSummaryRequest";
  std::int32_t entity_id = 0;
  bool child_accounts_only = false;

  static constexpr auto fields() {
    using Self = GetAssignedLicensesSummaryRequest;
    return fields_of(
        field<&Self::entity_id>("EntityId", {.doc = "Whose accounts.", .question = "Q-license-summary-entity"}),
        field<&Self::child_accounts_only>(
            "ChildAccountsOnly", {.doc = "Only the entity's own accounts, instead of all those below it as well."}));
  }
};

struct UserLicenseSummary {
  static constexpr std::string_view kName = "UserLicenseSummary";
  std::string username;
  LicenseType license_type = LicenseType::skraft_disk_image_v5;

  static constexpr auto fields() {
    using Self = UserLicenseSummary;
    return fields_of(field<&Self::username>("Username", {.doc = "The account that holds the licence."}),
                     field<&Self::license_type>("LicenseType", {.doc = "What is licensed.", .question = "Q-kroll"}));
  }
};

struct GetAssignedLicensesSummaryResult {
  static constexpr std::string_view kName = "GetAssignedLicensesSummaryResult";
  std::optional<std::vector<UserLicenseSummary>> users_licenses = {};
  Result result = {};

  static constexpr auto fields() {
    using Self = GetAssignedLicensesSummaryResult;
    return fields_of(
        field<&Self::users_licenses>("UsersLicenses", {.doc = "One row per licence, by entity, account and type."}),
        field<&Self::result>("Result", {.evidence = Evidence::assumed, .question = "Q-license-result-last"}));
  }
};

Outcome<GetAssignedLicensesSummaryResult, kInTree, kActive, kAncestorsActive> get_assigned_licenses_summary(
    Call& call, const GetAssignedLicensesSummaryRequest& in) {
  const bool zero_is_caller = call.profile.is<"Q-license-summary-entity", "caller">();
  const auto target = readable_entity(call, zero_is_caller ? or_caller(call, in.entity_id) : in.entity_id);
  if (!target) return target;

  GetAssignedLicensesSummaryResult out;
  auto& licenses = out.users_licenses.emplace();
  for (state::AssignedLicense& row : call.sandbox.licenses.assigned(*target, in.child_accounts_only))
    licenses.push_back({.username = std::move(row.username), .license_type = on_the_wire(row.type)});
  return out;
}

}  // namespace

Operation get_assigned_licenses_summary_operation() {
  return operation<get_assigned_licenses_summary>(
      "GetAssignedLicensesSummary", {.doc = "Lists the accounts of an entity that hold licences, licence by licence.",
                                     .request = Evidence::verified,
                                     .response = Evidence::verified});
}

}  // namespace services::license_management
