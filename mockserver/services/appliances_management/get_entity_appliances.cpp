// GetEntityAppliances: the appliances of an entity and of everything below it, with their secondary ones.
#include "contract/profile.hpp"
#include "services/appliances_management/operations.hpp"
#include "services/appliances_management/rows.hpp"
#include "services/targets.hpp"

namespace services::appliances_management {
namespace {

struct GetEntityAppliancesRequest {
  static constexpr std::string_view kName = "GetEntityAppliancesRequest";
  std::int32_t entity_id = 0;
  std::optional<state::ApplianceType> appliance_type;

  static constexpr auto fields() {
    using Self = GetEntityAppliancesRequest;
    return fields_of(
        field<&Self::entity_id>("EntityId", {.doc = "Root of the tree that is looked at; 0 or none is the caller.",
                                             .question = "Q-appliance-scope"}),
        field<&Self::appliance_type>("ApplianceType", {.doc = "Only packs whose primary appliance is of this type.",
                                                       .question = "Q-appliance-filter"}));
  }
};

struct AppliancesPack {
  static constexpr std::string_view kName = "AppliancesPack";
  std::optional<ApplianceInfo> primary;
  std::optional<ApplianceInfo> secondary;
  std::optional<ReplicationInfo> replication_info;

  static constexpr auto fields() {
    using Self = AppliancesPack;
    return fields_of(
        field<&Self::primary>("Primary", {.doc = "The appliance on the customer's premises."}),
        field<&Self::secondary>("Secondary",
                                {.doc = "Its copy in the cloud; absent without.", .question = "Q-appliance-alone"}),
        field<&Self::replication_info>("ReplicationInfo", {.doc = "How the copying goes; absent without a copy.",
                                                           .question = "Q-appliance-alone"}));
  }
};

struct GetEntityAppliancesResult {
  static constexpr std::string_view kName = "GetEntityAppliancesResult";
  std::optional<std::vector<AppliancesPack>> appliances_packs = {};
  Result result = {};

  static constexpr auto fields() {
    using Self = GetEntityAppliancesResult;
    return fields_of(
        field<&Self::appliances_packs>("AppliancesPacks", {.doc = "The appliances, by parent entity, entity and age."}),
        field<&Self::result>("Result"));
  }
};

AppliancesPack appliances_pack(Call& call, const state::AppliancePack& pack) {
  auto& appliances = call.sandbox.appliances;
  const auto info = [&](const state::Appliance& appliance) {
    return appliance_info(appliance, appliances.messages(appliance.id, state::MessageOf::appliance), call.now);
  };
  AppliancesPack out{.primary = info(pack.primary), .secondary = {}, .replication_info = {}};
  if (pack.secondary) out.secondary = info(*pack.secondary);
  if (pack.replication)
    out.replication_info =
        replication_info(*pack.replication, appliances.messages(pack.primary.id, state::MessageOf::replication));
  return out;
}

// Of what the state finds: everything in the tree of the type that was asked for, or of unknown type.
bool asked_for(const Call& call, const GetEntityAppliancesRequest& in, const state::Entity& target,
               const state::Appliance& primary) {
  if (in.appliance_type && primary.type != *in.appliance_type && call.profile.is<"Q-appliance-filter", "dropped">())
    return false;
  return primary.entity_id == target.id || call.profile.is<"Q-appliance-scope", "tree">();
}

Outcome<GetEntityAppliancesResult, kInTree, kActive, kAncestorsActive> get_entity_appliances(
    Call& call, const GetEntityAppliancesRequest& in) {
  const auto target = readable_entity(call, or_caller(call, in.entity_id));
  if (!target) return target;

  GetEntityAppliancesResult out;
  auto& packs = out.appliances_packs.emplace();
  for (const state::AppliancePack& pack : call.sandbox.appliances.packs(*target, in.appliance_type))
    if (asked_for(call, in, *target, pack.primary)) packs.push_back(appliances_pack(call, pack));
  return out;
}

}  // namespace

Operation get_entity_appliances_operation() {
  return operation<get_entity_appliances>(
      "GetEntityAppliances",
      {.doc = "Lists the appliances of an entity and of the entities below it, with their state and replication.",
       .request = Evidence::example,
       .response = Evidence::example,
       .question = "Q-appliance-shapes"});
}

}  // namespace services::appliances_management
