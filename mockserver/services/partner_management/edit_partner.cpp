// EditPartner: changes a partner's contact, quota and flags; what is missing stays as it is.
#include "contract/patterns.hpp"
#include "services/partner_management/operations.hpp"
#include "services/shared_rules.hpp"

namespace services::partner_management {
namespace {

struct EditPartnerRequest {
  static constexpr std::string_view kName = "EditPartnerRequest";
  std::int32_t partner_entity_id = 0;
  std::optional<std::string> general_contact_person;
  std::optional<std::string> general_contact_email;
  std::optional<std::int32_t> disk_quota_gb;
  std::optional<bool> allow_upload_over_account_size;
  std::optional<bool> auto_upgrade_client_app;
  std::optional<bool> set_auto_upgrade_client_app_for_children;

  static constexpr auto fields() {
    using Self = EditPartnerRequest;
    return fields_of(
        field<&Self::partner_entity_id>("PartnerEntityId", {.min = 1, .doc = "The partner to change."}),
        field<&Self::general_contact_person>(
            "GeneralContactPerson",
            {.pattern = &contract::kPersonName, .doc = "Name of the contact person; missing or empty is unchanged."}),
        field<&Self::general_contact_email>(
            "GeneralContactEmail",
            {.pattern = &contract::kEmail, .doc = "E-mail address of the contact; missing or empty is unchanged."}),
        field<&Self::disk_quota_gb>("DiskQuotaGB", {.min = 1, .doc = "Storage quota in GB; missing is unchanged."}),
        field<&Self::allow_upload_over_account_size>(
            "AllowUploadOverAccountSize", {.doc = "Whether its accounts may exceed its quota; missing is unchanged."}),
        field<&Self::auto_upgrade_client_app>(
            "AutoUpgradeClientApp",
            {.doc = "Whether its accounts' client software upgrades itself; missing is unchanged."}),
        field<&Self::set_auto_upgrade_client_app_for_children>(
            "SetAutoUpgradeClientAppForChildren",
            {.doc = "Whether AutoUpgradeClientApp is set for its companies too; missing is false."}));
  }
};

struct EditPartnerResult {
  static constexpr std::string_view kName = "EditPartnerResult";
  Result result;

  static constexpr auto fields() { return fields_of(field<&EditPartnerResult::result>("Result")); }
};

constexpr Rule kPartner{"EditPartner/partner", Code::ObjectEntityMismatch, "The entity to change is a partner.",
                        Evidence::table};

Outcome<EditPartnerResult, kInTree, kPartner, kManaged, kActive, kAncestorsActive, kQuotaFits> edit_partner(
    [[maybe_unused]] Call& call, [[maybe_unused]] const EditPartnerRequest& in) {
  return EditPartnerResult{};
}

}  // namespace

Operation edit_partner_operation() {
  return operation<edit_partner>(
      "EditPartner", {.doc = "Changes a partner's contact, quota and flags.", .question = "Q-element-order"});
}

}  // namespace services::partner_management
