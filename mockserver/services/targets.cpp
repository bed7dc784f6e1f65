#include "services/targets.hpp"

#include <stdexcept>

namespace services {
namespace {

Outcome<state::Entity, kActive, kAncestorsActive> active_entity(state::Entity entity) {
  if (entity.status != state::EntityStatus::active) return refuse<kActive>;
  if (!entity.ancestors_active) return refuse<kAncestorsActive>;
  return entity;
}

}  // namespace

state::Entity caller_entity(Call& call) {
  auto entity = call.sandbox.entities.find(call.caller_id);
  if (!entity) throw std::logic_error("the caller's entity is gone");
  return std::move(*entity);
}

Outcome<state::Entity, kInTree> visible_entity(Call& call, std::int32_t id) {
  auto caller = caller_entity(call);
  if (id == caller.id) return caller;
  auto entity = id == 0 ? std::nullopt : call.sandbox.access.visible(caller, id);
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
  if (!state::managed_by(caller_entity(call), *entity)) return refuse<kManaged>;
  return active_entity(std::move(*entity));
}

}  // namespace services
