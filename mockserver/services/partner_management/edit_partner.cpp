// EditPartner: changes a partner's contact, quota and flags; what is missing stays as it is.
#include "contract/patterns.hpp"
#include "services/partner_management/operations.hpp"
#include "services/quotas.hpp"
#include "services/targets.hpp"

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
  Result result = {};

  static constexpr auto fields() { return fields_of(field<&EditPartnerResult::result>("Result")); }
};

constexpr Rule kPartner{"EditPartner/partner", Code::ObjectEntityMismatch, "The entity to change is a partner.",
                        Evidence::table};

// An empty text counts as a missing one.
std::optional<std::string> given(const std::optional<std::string>& text) {
  return text && !text->empty() ? text : std::nullopt;
}

Outcome<EditPartnerResult, kInTree, kPartner, kManaged, kActive, kAncestorsActive, kQuotaFits> edit_partner(
    Call& call, const EditPartnerRequest& in) {
  const auto partner = writable_entity(call, in.partner_entity_id);
  if (!partner) return partner;
  if (partner->type != state::EntityType::partner) return refuse<kPartner>;
  auto& entities = call.sandbox.entities;
  if (in.disk_quota_gb) {
    const auto distributor = entities.find(partner->parent_id).value();
    if (!quota_fits(call, *partner, distributor, *in.disk_quota_gb))
      return refuse<kQuotaFits>("DiskQuotaGB: exceeds the free space above or is less than what is allocated");
  }

  entities.change(partner->id, {.contact_person = given(in.general_contact_person),
                                .contact_email = given(in.general_contact_email),
                                .disk_quota_gb = in.disk_quota_gb,
                                .allow_upload_over_account_size = in.allow_upload_over_account_size,
                                .auto_upgrade_client_app = in.auto_upgrade_client_app});
  if (in.set_auto_upgrade_client_app_for_children.value_or(false))
    entities.set_auto_upgrade_of_companies(partner->id,
                                           in.auto_upgrade_client_app.value_or(partner->auto_upgrade_client_app));
  return EditPartnerResult{};
}

}  // namespace

Operation edit_partner_operation() {
  return operation<edit_partner>(
      "EditPartner", {.doc = "Changes a partner's contact, quota and flags.", .question = "Q-element-order"});
}

}  // namespace services::partner_management
