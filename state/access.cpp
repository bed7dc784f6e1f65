#include "state/access.hpp"

namespace state {

bool within(const Entity& root, const Entity& entity) {
  switch (root.type) {
    case EntityType::infrascale:
      return true;
    case EntityType::distributor:
      return entity.distributor_id == root.id;
    case EntityType::partner:
      return entity.partner_id == root.id;
    default:
      return entity.id == root.id;
  }
}

bool managed_by(const Entity& caller, const Entity& entity) {
  if (caller.id == entity.id) return true;
  switch (caller.type) {
    case EntityType::infrascale:
      return entity.managed && entity.partner_managed && entity.distributor_managed;
    case EntityType::distributor:
      return entity.managed && entity.partner_managed;
    default:
      return entity.managed;
  }
}

std::optional<Entity> Access::visible(const Entity& caller, std::int32_t id) {
  auto entity = entities_.find(id == 0 ? caller.id : id);
  if (!entity || !within(caller, *entity)) return std::nullopt;
  return entity;
}

std::optional<Entity> Access::readable(const Entity& caller, std::int32_t id) {
  auto entity = visible(caller, id);
  if (!entity || !entity->usable()) return std::nullopt;
  return entity;
}

std::optional<Entity> Access::writable(const Entity& caller, std::int32_t id) {
  auto entity = readable(caller, id);
  if (!entity || !managed_by(caller, *entity)) return std::nullopt;
  return entity;
}

std::optional<Entity> Access::subordinate(const Entity& caller, std::int32_t id) {
  if (id == 0 || id == caller.id) return std::nullopt;
  auto entity = visible(caller, id);
  if (!entity || entity->type < EntityType::partner) return std::nullopt;
  if (!entity->ancestors_active || !managed_by(caller, *entity)) return std::nullopt;
  return entity;
}

}  // namespace state
