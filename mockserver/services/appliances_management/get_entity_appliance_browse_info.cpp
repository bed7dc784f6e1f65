// GetEntityApplianceBrowseInfo: a link to the console of one appliance.
#include "contract/profile.hpp"
#include "services/appliances_management/operations.hpp"
#include "services/targets.hpp"

namespace services::appliances_management {
namespace {

struct GetEntityApplianceBrowseInfoRequest {
  static constexpr std::string_view kName = "GetEntityApplianceBrowseInfoRequest";
  std::string uuid;

  static constexpr auto fields() {
    using Self = GetEntityApplianceBrowseInfoRequest;
    return fields_of(field<&Self::uuid>(
        "Uuid", {.required = true, .doc = "The appliance, primary or secondary.", .question = "Q-browse-codes"}));
  }
};

struct GetEntityApplianceBrowseInfoResult {
  static constexpr std::string_view kName = "GetEntityApplianceBrowseInfoResult";
  std::optional<std::string> url = {};
  Result result = {};

  static constexpr auto fields() {
    using Self = GetEntityApplianceBrowseInfoResult;
    return fields_of(field<&Self::url>("Url", {.doc = "Opens the appliance's console, once and within a day.",
                                               .question = "Q-browse-url"}),
                     field<&Self::result>("Result"));
  }
};

constexpr Rule kApplianceKnown{"GetEntityApplianceBrowseInfo/appliance-known", Code::ObjectEntityMismatch,
                               "The appliance exists.", Evidence::assumed, "Q-browse-codes"};
constexpr Rule kRemoteAccess{"GetEntityApplianceBrowseInfo/remote-access", Code::InvalidInputParameters,
                             "The appliance has remote access.", Evidence::assumed, "Q-browse-no-access"};

Outcome<GetEntityApplianceBrowseInfoResult, kApplianceKnown, kInTree, kActive, kAncestorsActive, kRemoteAccess>
get_entity_appliance_browse_info(Call& call, const GetEntityApplianceBrowseInfoRequest& in) {
  const auto appliance = call.sandbox.appliances.find(in.uuid);
  if (!appliance) return refuse<kApplianceKnown>;
  if (const auto owner = readable_entity(call, appliance->entity_id); !owner) return owner;
  if (!appliance->remote_access && !call.profile.is<"Q-browse-no-access", "link">())
    return refuse<kRemoteAccess>("Uuid: the appliance has no remote access");

  const auto token = call.sandbox.tokens.issue(state::TokenKind::appliance_browse, appliance->id);
  return GetEntityApplianceBrowseInfoResult{.url = std::string(call.base_url) + "/Appliances/Browse?authtoken=" +
                                                   appliance->uuid + "/" + token.value + "&top=Jobs&sub=History"};
}

}  // namespace

Operation get_entity_appliance_browse_info_operation() {
  return operation<get_entity_appliance_browse_info>("GetEntityApplianceBrowseInfo",
                                                     {.doc = "Gives a link to the console of an appliance.",
                                                      .request = Evidence::example,
                                                      .response = Evidence::example});
}

}  // namespace services::appliances_management
