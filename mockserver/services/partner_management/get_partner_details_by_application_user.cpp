// GetPartnerDetailsByApplicationUser: a partner's details for its own dashboard administrator.
#include "services/partner_management/operations.hpp"
#include "services/targets.hpp"

namespace services::partner_management {
namespace {

struct GetPartnerDetailsByApplicationUserRequest {
  static constexpr std::string_view kName = "GetPartnerDetailsByApplicationUserRequest";

  static constexpr auto fields() { return fields_of(); }
};

struct GetPartnerDetailsByApplicationUserResult {
  static constexpr std::string_view kName = "GetPartnerDetailsByApplicationUserResult";
  Result result = {};
  std::int32_t partner_entity_id = 0;
  std::optional<std::string> partner_name = {};
  std::int64_t disk_quota_gb = 0;
  std::int32_t number_of_licenses_shadow_protect_v5 = 0;
  bool allow_upload_over_account_size = false;

  static constexpr auto fields() {
    using Self = GetPartnerDetailsByApplicationUserResult;
    return fields_of(
        field<&Self::result>("Result"),
        field<&Self::partner_entity_id>("PartnerEntityId", {.doc = "Id of the partner."}),
        field<&Self::partner_name>("PartnerName", {.doc = "Name of the partner."}),
        field<&Self::disk_quota_gb>("DiskQuotaGB", {.doc = "Its storage quota, in GB."}),
        field<&Self::number_of_licenses_shadow_protect_v5>(
            "NumberOfLicensesShadowProtectV5", {.doc = "Its ShadowProtect v5 licences, free and assigned."}),
        field<&Self::allow_upload_over_account_size>("AllowUploadOverAccountSize",
                                                     {.doc = "Whether its accounts may exceed its quota."}));
  }
};

constexpr Rule kOfPartner{"GetPartnerDetailsByApplicationUser/of-a-partner", Code::InvalidSoapCredentials,
                          "The AuthHeader carries a dashboard administrator of a partner.", Evidence::table};

Outcome<GetPartnerDetailsByApplicationUserResult, kOfPartner> get_partner_details_by_application_user(
    Call& call, const GetPartnerDetailsByApplicationUserRequest&) {
  auto partner = call.caller;
  if (partner.type != state::EntityType::partner) return refuse<kOfPartner>;

  return GetPartnerDetailsByApplicationUserResult{
      .partner_entity_id = partner.id,
      .partner_name = std::move(partner.name),
      .disk_quota_gb = partner.disk_quota_gb.value_or(0),
      .number_of_licenses_shadow_protect_v5 =
          static_cast<std::int32_t>(call.sandbox.licenses.count(partner.id, state::LicenseType::skraft_disk_image_v5)),
      .allow_upload_over_account_size = partner.allow_upload_over_account_size};
}

}  // namespace

Operation get_partner_details_by_application_user_operation() {
  return operation<get_partner_details_by_application_user>(
      "GetPartnerDetailsByApplicationUser",
      {.doc = "Tells a dashboard administrator the name, quota and licences of the own partner.",
       .request = Evidence::example,
       .response = Evidence::example,
       .caller = Caller::dashboard_administrator});
}

}  // namespace services::partner_management
