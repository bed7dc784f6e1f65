// GetEntityHierarchy: the entity and everything below it as flat rows, enough to build the tree.
#include "contract/profile.hpp"
#include "services/entity_management/operations.hpp"
#include "services/entity_management/rows.hpp"
#include "services/targets.hpp"

namespace services::entity_management {
namespace {

struct GetEntityHierarchyRequest {
  static constexpr std::string_view kName = "GetEntityHierarchyRequest";
  std::int32_t target_entity_id = 0;
  bool include_inactive = false;
  std::optional<std::int32_t> connectwise_integrator_entity_id;

  static constexpr auto fields() {
    using Self = GetEntityHierarchyRequest;
    return fields_of(
        field<&Self::target_entity_id>("TargetEntityID", {.min = 0, .doc = "Root of the tree; 0 is the caller."}),
        field<&Self::include_inactive>("IncludeInactive",
                                       {.doc = "Whether suspended, cancelled and expired entities are listed too."}),
        field<&Self::connectwise_integrator_entity_id>(
            "ConnectwiseIntegratorEntityID",
            {.min = 0, .doc = "Whose ConnectWise mapping fills the rows; missing or 0 is the target."}));
  }
};

struct EntityInHierarchy {
  static constexpr std::string_view kName = "EntityInHierarchy";
  std::int32_t distributor_entity_id = 0;
  std::int32_t partner_entity_id = 0;
  std::int32_t company_entity_id = 0;
  EntityType entity_type = EntityType::unknown;
  std::int32_t entity_id = 0;
  std::string entity_name;
  std::int32_t parent_entity_id = 0;
  bool is_active = false;
  std::optional<std::string> connectwise_ticketing_company_id;

  static constexpr auto fields() {
    using Self = EntityInHierarchy;
    constexpr auto kTable = Evidence::table;
    return fields_of(
        field<&Self::distributor_entity_id>("DistributorEntityID", {.doc = "Distributor above, or itself."}),
        field<&Self::partner_entity_id>(
            "PartnerEntityID", {.doc = "Partner above, or itself; 0 for a distributor and its own companies."}),
        field<&Self::company_entity_id>("CompanyEntityID", {.doc = "Itself when it is a company, otherwise 0."}),
        field<&Self::entity_type>("EntityType", {.doc = "What it is."}),
        field<&Self::entity_id>("EntityID", {.doc = "Its id.", .evidence = kTable, .question = "Q-element-order"}),
        field<&Self::entity_name>("EntityName", {.doc = "Its internal name.", .evidence = kTable}),
        field<&Self::parent_entity_id>("ParentEntityID", {.doc = "The entity directly above.", .evidence = kTable}),
        field<&Self::is_active>("IsActive",
                                {.doc = "Whether it and everything above it is active.", .evidence = kTable}),
        field<&Self::connectwise_ticketing_company_id>(
            "ConnectWiseTicketingCompanyId",
            {.doc = "Its company id in ConnectWise; absent when it has none.", .evidence = kTable}));
  }
};

struct GetEntityHierarchyResult {
  static constexpr std::string_view kName = "GetEntityHierarchyResult";
  Result result = {};
  std::optional<std::vector<EntityInHierarchy>> entities;

  static constexpr auto fields() {
    using Self = GetEntityHierarchyResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::entities>("Entities", {.doc = "The target first, then by partner and company id."}));
  }
};

constexpr Rule kIntegratorInTree{"GetEntityHierarchy/integrator-in-tree", Code::ObjectEntityMismatch,
                                 "The ConnectWise integrator is the caller or below it.", Evidence::assumed,
                                 "Q-connectwise-integrator"};

EntityInHierarchy in_hierarchy(state::HierarchyRow& row) {
  return {.distributor_entity_id = row.distributor_id,
          .partner_entity_id = row.partner_id,
          .company_entity_id = row.company_id,
          .entity_type = static_cast<EntityType>(row.type),
          .entity_id = row.id,
          .entity_name = std::move(row.name),
          .parent_entity_id = row.parent_id,
          .is_active = row.active,
          .connectwise_ticketing_company_id = std::move(row.connectwise_id)};
}

Outcome<GetEntityHierarchyResult, kInTree, kActive, kAncestorsActive, kIntegratorInTree> get_entity_hierarchy(
    Call& call, const GetEntityHierarchyRequest& in) {
  const auto target = readable_entity(call, or_caller(call, in.target_entity_id));
  if (!target) return target;
  std::int32_t integrator = in.connectwise_integrator_entity_id.value_or(0);
  if (integrator != 0 && !visible_entity(call, integrator)) {
    if (call.profile.is<"Q-connectwise-integrator", "refused">()) return refuse<kIntegratorInTree>;
    integrator = 0;
  }

  auto rows = call.sandbox.entities.hierarchy(*target, in.include_inactive, integrator == 0 ? target->id : integrator);
  GetEntityHierarchyResult out;
  auto& entities = out.entities.emplace();
  entities.reserve(rows.size());
  for (state::HierarchyRow& row : rows) entities.push_back(in_hierarchy(row));
  return out;
}

}  // namespace

Operation get_entity_hierarchy_operation() {
  return operation<get_entity_hierarchy>("GetEntityHierarchy",
                                         {.doc = "Lists an entity and everything below it, enough to build the tree.",
                                          .request = Evidence::verified,
                                          .response = Evidence::verified});
}

}  // namespace services::entity_management
