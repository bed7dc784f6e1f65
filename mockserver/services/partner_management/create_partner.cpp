// CreatePartner: makes a partner below the calling distributor, with its first dashboard user.
#include "contract/patterns.hpp"
#include "services/partner_management/operations.hpp"
#include "services/partner_management/reset_link.hpp"
#include "services/quotas.hpp"
#include "services/targets.hpp"

namespace services::partner_management {
namespace {

struct CreatePartnerRequest {
  static constexpr std::string_view kName = "CreatePartnerRequest";
  std::string partner_name;
  std::string general_contact_person;
  std::string general_contact_email;
  std::int32_t disk_quota_gb = 0;
  bool allow_upload_over_account_size = false;
  std::optional<bool> auto_upgrade_client_app;
  std::optional<bool> send_reset_password_email;

  static constexpr auto fields() {
    using Self = CreatePartnerRequest;
    return fields_of(
        field<&Self::partner_name>("PartnerName", {.pattern = &contract::kEntityName,
                                                   .required = true,
                                                   .doc = "Name of the partner, at most 50 characters, not unique."}),
        field<&Self::general_contact_person>(
            "GeneralContactPerson",
            {.pattern = &contract::kPersonName, .required = true, .doc = "Name of the contact person."}),
        field<&Self::general_contact_email>(
            "GeneralContactEmail",
            {.pattern = &contract::kEmail, .required = true, .doc = "E-mail address of the contact person."}),
        field<&Self::disk_quota_gb>("DiskQuotaGB", {.min = 1, .doc = "Storage quota of the partner, in GB."}),
        field<&Self::allow_upload_over_account_size>("AllowUploadOverAccountSize",
                                                     {.doc = "Whether its accounts may exceed its quota."}),
        field<&Self::auto_upgrade_client_app>(
            "AutoUpgradeClientApp",
            {.doc = "Whether its accounts' client software upgrades itself; missing is false."}),
        field<&Self::send_reset_password_email>(
            "SendResetPasswordEmail",
            {.doc = "Whether to mail a link that sets the first password; missing is false."}));
  }
};

struct CreatePartnerResult {
  static constexpr std::string_view kName = "CreatePartnerResult";
  Result result = {};
  std::int32_t partner_entity_id = 0;
  std::optional<std::string> user_name = {};

  static constexpr auto fields() {
    using Self = CreatePartnerResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::partner_entity_id>("PartnerEntityId", {.doc = "Id of the new partner.",
                                                                         .evidence = Evidence::assumed,
                                                                         .question = "Q-response-names"}),
                     field<&Self::user_name>("UserName", {.doc = "Name of the partner's first dashboard user.",
                                                          .evidence = Evidence::assumed,
                                                          .question = "Q-response-names"}));
  }
};

constexpr Rule kByDistributor{"CreatePartner/by-a-distributor", Code::ObjectEntityMismatch,
                              "Only a distributor creates partners.", Evidence::assumed, "Q-partner-parent"};

Outcome<CreatePartnerResult, kByDistributor, kQuotaFits> create_partner(Call& call, const CreatePartnerRequest& in) {
  const auto& caller = call.caller;
  if (caller.type != state::EntityType::distributor) return refuse<kByDistributor>;
  if (quotas_hold(call) && !state::child_fits(caller, in.disk_quota_gb))
    return refuse<kQuotaFits>("DiskQuotaGB: exceeds the free space of the distributor");

  auto& entities = call.sandbox.entities;
  const auto id = entities.add({.type = state::EntityType::partner,
                                .parent_id = caller.id,
                                .name = in.partner_name,
                                .contact_person = in.general_contact_person,
                                .contact_email = in.general_contact_email,
                                .disk_quota_gb = in.disk_quota_gb,
                                .allow_upload_over_account_size = in.allow_upload_over_account_size,
                                .auto_upgrade_client_app = in.auto_upgrade_client_app.value_or(false),
                                .locale_id = caller.locale_id});
  const auto partner = entities.find(id).value();
  auto user = call.sandbox.users.add_administrator(partner);
  // A mail that cannot be sent does not take the new partner's id from the caller (Q-reset-mail).
  if (in.send_reset_password_email.value_or(false)) mail_reset_link(call, partner, user);
  return CreatePartnerResult{.partner_entity_id = id, .user_name = std::move(user.name)};
}

}  // namespace

Operation create_partner_operation() {
  return operation<create_partner>("CreatePartner",
                                   {.doc = "Creates a partner below the calling distributor, with a dashboard user.",
                                    .question = "Q-element-order"});
}

}  // namespace services::partner_management
