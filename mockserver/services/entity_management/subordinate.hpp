// The entity whose status an operation changes: strictly below the caller, a partner or company, managed.
#pragma once
#include "services/targets.hpp"

namespace services::entity_management {

// Whatever its status and that of the entities above it. The first two rules are the operation's own.
template <const Rule& NotItself, const Rule& PartnerOrCompany>
Outcome<state::Entity, NotItself, kInTree, PartnerOrCompany, kManaged> subordinate(Call& call, std::int32_t id) {
  if (id == call.caller_id) return refuse<NotItself>;
  auto entity = visible_entity(call, id);
  if (!entity) return entity;
  if (entity->type < state::EntityType::partner) return refuse<PartnerOrCompany>;
  if (!managed(call, *entity)) return refuse<kManaged>;
  return std::move(*entity);
}

}  // namespace services::entity_management
