#include "services/targets.hpp"

namespace services {
namespace {

Outcome<state::Entity, kActive, kAncestorsActive> active_entity(state::Entity entity) {
  if (entity.status != state::EntityStatus::active) return refuse<kActive>;
  if (!entity.ancestors_active) return refuse<kAncestorsActive>;
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

Outcome<TargetAccount, kAccountInTree, kAccountEntityActive> readable_account_in_tree(Call& call,
                                                                                      std::string_view user_name) {
  auto target = account_in_tree(call, user_name);
  if (!target) return target;
  if (!target->entity.usable()) return refuse<kAccountEntityActive>;
  return std::move(*target);
}

Outcome<TargetAccount, kAccountInTree, kAccountManaged, kAccountEntityActive> writable_account_in_tree(
    Call& call, std::string_view user_name) {
  auto target = account_in_tree(call, user_name);
  if (!target) return target;
  if (!state::managed_by(call.caller, target->entity)) return refuse<kAccountManaged>;
  if (!target->entity.usable()) return refuse<kAccountEntityActive>;
  return std::move(*target);
}

}  // namespace services
