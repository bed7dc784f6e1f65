// simulate/entity and simulate/account: what the vendor decides.
#include <map>

#include "control/api_names.hpp"
#include "control/simulation.hpp"
#include "control/world_values.hpp"

namespace control {
namespace {

using nlohmann::json;
using state::AccountStatus;
using state::EntityStatus;

void set_status(state::Sandbox& state, const state::Entity& entity, EntityStatus wanted) {
  if (entity.status == wanted) return;
  if (wanted == EntityStatus::cancelled)
    return state.flows.cancel(entity, state.entities.find(entity.parent_id).value(), "simulated");
  if (entity.status == EntityStatus::cancelled) state.flows.uncancel(entity);
  state.entities.set_status(entity.id, wanted);
}

void set_status(state::Sandbox& state, const state::Account& account, AccountStatus wanted) {
  if (account.status == wanted) return;
  if (wanted == AccountStatus::cancelled) return state.flows.cancel(account);
  if (account.status == AccountStatus::cancelled) state.flows.uncancel(account);
  state.accounts.set_status(account.id, wanted);
}

// An entity, and everything below it.
std::map<std::int32_t, json> look_below(state::Sandbox& state, const state::Entity& entity) {
  std::map<std::int32_t, json> out;
  for (const std::int32_t id : state.entities.below(entity)) out[id] = look(state.entities.find(id).value());
  return out;
}

}  // namespace

json simulate_entity(state::Sandbox& state, const json& body) {
  const state::Entity entity = entity_of(state, body);
  if (entity.id == state::kInfrascale) refuse_member("entityId", "the root always is active, managed and no trial");
  if (body.contains("trialEnd") && body.contains("trial")) refuse_member("trial", "contradicts \"trialEnd\"");
  const auto trial_end = moment_of(state, body, "trialEnd");
  const auto before = look_below(state, entity);

  if (body.contains("status")) set_status(state, entity, enum_of(body, "status", kEntityStatuses, entity.status));
  if (trial_end) state.entities.set_trial_end(entity.id, *trial_end);
  if (body.contains("trial")) state.entities.set_trial_end(entity.id, state::kNever);
  if (body.contains("managed")) state.entities.set_managed(entity.id, body.at("managed").get<bool>());

  Changes changes;
  for (const auto& [id, after] : look_below(state, entity))
    changes.compare("entity " + std::to_string(id), before.at(id), after);
  return {{"changed", changes.list()}};
}

json simulate_account(state::Sandbox& state, const json& body) {
  const state::Account account = account_of(state, body);
  if (body.contains("status")) set_status(state, account, enum_of(body, "status", kAccountStatuses, account.status));

  Changes changes;
  changes.compare("account " + account.username, look(account), look(state.accounts.find(account.id).value()));
  return {{"changed", changes.list()}};
}

}  // namespace control
