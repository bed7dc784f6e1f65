#include "services/targets.hpp"

namespace services {
namespace {

Outcome<state::Entity, kActive, kAncestorsActive> active_entity(state::Entity entity) {
  if (entity.status != state::EntityStatus::active) return refuse<kActive>;
  if (!entity.ancestors_active) return refuse<kAncestorsActive>;
  return entity;
}

}  // namespace

Outcome<state::Entity, kInTree> visible_entity(Call& call, std::int32_t id) {
  if (id == call.caller_id) return call.caller;
  auto entity = id == 0 ? std::nullopt : call.sandbox.access.visible(call.caller, id);
  if (!entity) return refuse<kInTree>;
  return std::move(*entity);
}

Outcome<state::Entity, kInTree, kActive, kAncestorsActive> readable_entity(Call& call, std::int32_t id) {
  auto entity = visible_entity(call, id);
  if (!entity) return entity;
  return active_entity(std::move(*entity));
}

Outcome<state::Entity, kInTree, kManaged, kActive, kAncestorsActive> writable_entity(Call& call, std::int32_t id) {
  auto entity = visible_entity(call, id);
  if (!entity) return entity;
  if (!state::managed_by(call.caller, *entity)) return refuse<kManaged>;
  return active_entity(std::move(*entity));
}

}  // namespace services
