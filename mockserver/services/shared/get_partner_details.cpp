// GetPartnerDetails: quota and licences of one partner.
#include "services/shared/shared_operations.hpp"
#include "services/targets.hpp"

namespace services {
namespace {

struct GetPartnerDetailsRequest {
  static constexpr std::string_view kName = "GetPartnerDetailsRequest";
  std::int32_t partner_entity_id = 0;

  static constexpr auto fields() {
    return fields_of(field<&GetPartnerDetailsRequest::partner_entity_id>(
        "PartnerEntityId", {.doc = "The partner; 0 is the caller's own entity."}));
  }
};

struct GetPartnerDetailsResult {
  static constexpr std::string_view kName = "GetPartnerDetailsResult";
  Result result = {};
  std::int32_t partner_entity_id = 0;
  std::optional<std::string> partner_name = {};
  std::int64_t disk_quota_gb = 0;
  std::int32_t number_of_licenses_shadow_protect_v5 = 0;
  bool allow_upload_over_account_size = false;

  static constexpr auto fields() {
    using Self = GetPartnerDetailsResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::partner_entity_id>("PartnerEntityId", {.doc = "The partner."}),
                     field<&Self::partner_name>("PartnerName", {.doc = "Its name."}),
                     field<&Self::disk_quota_gb>("DiskQuotaGB", {.doc = "Its storage quota in GB."}),
                     field<&Self::number_of_licenses_shadow_protect_v5>(
                         "NumberOfLicensesShadowProtectV5", {.doc = "ShadowProtect v5 licences the partner owns."}),
                     field<&Self::allow_upload_over_account_size>(
                         "AllowUploadOverAccountSize", {.doc = "Whether its accounts may exceed its quota."}));
  }
};

constexpr Rule kIsPartner{"GetPartnerDetails/is-partner", Code::ObjectEntityMismatch, "The entity is a partner.",
                          Evidence::table};

Outcome<GetPartnerDetailsResult, kInTree, kActive, kAncestorsActive, kIsPartner> get_partner_details(
    Call& call, const GetPartnerDetailsRequest& in) {
  const auto partner = readable_entity(call, or_caller(call, in.partner_entity_id));
  if (!partner) return partner;
  if (partner->type != state::EntityType::partner) return refuse<kIsPartner>;
  return GetPartnerDetailsResult{
      .partner_entity_id = partner->id,
      .partner_name = partner->name,
      .disk_quota_gb = partner->disk_quota_gb.value_or(0),
      .number_of_licenses_shadow_protect_v5 =
          static_cast<std::int32_t>(call.sandbox.licenses.count(partner->id, state::LicenseType::skraft_disk_image_v5)),
      .allow_upload_over_account_size = partner->allow_upload_over_account_size};
}

}  // namespace

Operation get_partner_details_operation() {
  return operation<get_partner_details>(
      "GetPartnerDetails", {.doc = "Retrieves detailed information about one partner.", .available = false});
}

}  // namespace services
