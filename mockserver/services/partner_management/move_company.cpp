// MoveCompany: a distributor moves a company with all it holds from one of its partners to another.
#include "services/partner_management/operations.hpp"
#include "services/targets.hpp"
#include "state/quotas.hpp"

namespace services::partner_management {
namespace {

struct MoveCompanyRequest {
  static constexpr std::string_view kName = "MoveCompanyRequest";
  std::int32_t company_entity_id = 0;
  std::int32_t from_partner_entity_id = 0;
  std::int32_t to_partner_entity_id = 0;
  std::optional<bool> increase_quota_of_destination_partner;

  static constexpr auto fields() {
    using Self = MoveCompanyRequest;
    return fields_of(
        field<&Self::company_entity_id>("CompanyEntityId", {.min = 1, .doc = "The company to move."}),
        field<&Self::from_partner_entity_id>("FromPartnerEntityId", {.min = 1, .doc = "The partner that holds it."}),
        field<&Self::to_partner_entity_id>("ToPartnerEntityId", {.min = 1, .doc = "The partner that is to hold it."}),
        field<&Self::increase_quota_of_destination_partner>(
            "IncreaseQoutaOfDestinationPartner",  // the document's spelling
            {.doc = "Whether the new partner's quota grows by the company's; missing is false: it must have that much "
                    "free."}));
  }
};

struct MoveCompanyResult {
  static constexpr std::string_view kName = "MoveCompanyResult";
  Result result = {};

  static constexpr auto fields() { return fields_of(field<&MoveCompanyResult::result>("Result")); }
};

constexpr Rule kByDistributor{"MoveCompany/by-a-distributor", Code::ObjectEntityMismatch,
                              "Only a distributor moves companies.", Evidence::table};
constexpr Rule kDifferentPartners{"MoveCompany/different-partners", Code::InvalidInputParameters,
                                  "The two partners differ.", Evidence::assumed, "Q-move-same-partner"};
constexpr Rule kChildPartners{"MoveCompany/child-partners", Code::ObjectEntityMismatch,
                              "Both partners are directly below the caller.", Evidence::table};
constexpr Rule kChildCompany{"MoveCompany/child-company", Code::ObjectEntityMismatch,
                             "The company is directly below the partner that it leaves.", Evidence::table};

Outcome<MoveCompanyResult, kByDistributor, kDifferentPartners, kInTree, kManaged, kActive, kAncestorsActive,
        kChildPartners, kChildCompany, kQuotaFits>
move_company(Call& call, const MoveCompanyRequest& in) {
  const auto& caller = call.caller;
  if (caller.type != state::EntityType::distributor) return refuse<kByDistributor>;
  if (in.from_partner_entity_id == in.to_partner_entity_id)
    return refuse<kDifferentPartners>("ToPartnerEntityId: must differ from FromPartnerEntityId");
  const auto company = writable_entity(call, in.company_entity_id);
  if (!company) return company;
  const auto from = writable_entity(call, in.from_partner_entity_id);
  if (!from) return from;
  const auto to = writable_entity(call, in.to_partner_entity_id);
  if (!to) return to;
  if (from->type != state::EntityType::partner || to->type != state::EntityType::partner) return refuse<kChildPartners>;
  if (company->type != state::EntityType::company || company->parent_id != from->id) return refuse<kChildCompany>;

  const bool raise_quota = in.increase_quota_of_destination_partner.value_or(false);
  const std::int64_t quota_gb = company->disk_quota_gb.value_or(0);
  if (raise_quota && !state::quota_fits(*to, caller, to->disk_quota_gb.value_or(0) + quota_gb))
    return refuse<kQuotaFits>("IncreaseQoutaOfDestinationPartner: the quota exceeds the free space of the distributor");
  if (!raise_quota && !state::child_fits(*to, quota_gb))
    return refuse<kQuotaFits>("ToPartnerEntityId: the company's DiskQuotaGB exceeds the free space of the partner");

  call.sandbox.flows.move(*company, *to, raise_quota);
  return MoveCompanyResult{};
}

}  // namespace

Operation move_company_operation() {
  return operation<move_company>(
      "MoveCompany",
      {.doc = "Moves a company with its accounts and licences to another partner.", .question = "Q-element-order"});
}

}  // namespace services::partner_management
