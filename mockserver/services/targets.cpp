#include "services/targets.hpp"

#include "contract/profile.hpp"

namespace services {
namespace {

Outcome<state::Entity, kActive, kAncestorsActive> active_entity(const Call& call, state::Entity entity) {
  if (entity.status != state::EntityStatus::active) return refuse<kActive>;
  if (!below_active(call, entity)) return refuse<kAncestorsActive>;
  return entity;
}

Outcome<TargetAccount, kAccountInTree> account_in_tree(Call& call, std::string_view user_name) {
  auto account = call.sandbox.accounts.find(user_name);
  if (!account) return refuse<kAccountInTree>;
  auto entity = visible_entity(call, account->entity_id);
  if (!entity) return refuse<kAccountInTree>;
  return TargetAccount{std::move(*account), std::move(*entity)};
}

}  // namespace

bool below_active(const Call& call, const state::Entity& entity) {
  return entity.ancestors_active || call.profile.is<"Q-suspended-ancestor", "usable">();
}

bool usable(const Call& call, const state::Entity& entity) {
  return entity.status == state::EntityStatus::active && below_active(call, entity);
}

bool managed(const Call& call, const state::Entity& entity) {
  return state::managed_by(call.caller, entity) || call.profile.is<"Q-unmanaged-write", "accepted">();
}

Outcome<state::Entity, kInTree> visible_entity(Call& call, std::int32_t id) {
  if (id == call.caller_id) return call.caller;
  auto entity = id == 0 ? std::nullopt : call.sandbox.access.visible(call.caller, id);
  if (!entity) return refuse<kInTree>;
  return std::move(*entity);
}

Outcome<state::Entity, kInTree, kActive, kAncestorsActive> readable_entity(Call& call, std::int32_t id) {
  auto entity = visible_entity(call, id);
  if (!entity) return entity;
  return active_entity(call, std::move(*entity));
}

Outcome<state::Entity, kInTree, kManaged, kActive, kAncestorsActive> writable_entity(Call& call, std::int32_t id) {
  auto entity = visible_entity(call, id);
  if (!entity) return entity;
  if (!managed(call, *entity)) return refuse<kManaged>;
  return active_entity(call, std::move(*entity));
}

Outcome<TargetAccount, kAccountInTree, kAccountEntityActive> readable_account_in_tree(Call& call,
                                                                                      std::string_view user_name) {
  auto target = account_in_tree(call, user_name);
  if (!target) return target;
  if (!usable(call, target->entity)) return refuse<kAccountEntityActive>;
  return std::move(*target);
}

Outcome<TargetAccount, kAccountInTree, kAccountManaged, kAccountEntityActive> writable_account_in_tree(
    Call& call, std::string_view user_name) {
  auto target = account_in_tree(call, user_name);
  if (!target) return target;
  if (!managed(call, target->entity)) return refuse<kAccountManaged>;
  if (!usable(call, target->entity)) return refuse<kAccountEntityActive>;
  return std::move(*target);
}

}  // namespace services
