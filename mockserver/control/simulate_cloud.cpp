// simulate/cloud-usage: the cloud service counts what an account uses.
#include <algorithm>

#include "control/simulation.hpp"
#include "control/world_values.hpp"

namespace control {
namespace {

using nlohmann::json;

json look(const state::CloudUsage& usage) {
  return {{"configured", printed(usage.configured_at)},
          {"lastBackup", printed(usage.last_backup)},
          {"accounts", usage.accounts ? json(*usage.accounts) : json()},
          {"storageBytes", usage.storage_bytes ? json(*usage.storage_bytes) : json()}};
}

}  // namespace

json simulate_cloud_usage(state::Sandbox& state, const json& body) {
  const state::Entity entity = entity_of(state, body);
  const auto account = state.cloud_backups.of(entity.id);
  if (!account) {
    refuse_member("entityId", "entity " + std::to_string(entity.id) + " is not signed up for cloud backup");
  }
  if (body.contains("accounts") == body.contains("storageBytes"))
    throw ApiError{.code = "bad-value", .message = "needs either \"accounts\" or \"storageBytes\""};
  state::CloudUsage usage{.source = text_of(body, "source"), .service = text_of(body, "service")};
  json before;
  if (const auto known = state.cloud_backups.usage(account->id, usage.source, usage.service)) {
    before = look(*known);
    usage = *known;
  }
  if (const auto at = moment_of(state, body, "configured")) usage.configured_at = at;
  if (const auto at = moment_of(state, body, "lastBackup")) usage.last_backup = at;
  usage.accounts = optional_of<std::int64_t>(body, "accounts");
  usage.storage_bytes = optional_of<std::int64_t>(body, "storageBytes");
  state.cloud_backups.record(account->id, usage);

  Changes changes;
  changes.compare("usage of " + usage.service + " by entity " + std::to_string(entity.id), before, look(usage));
  return {{"changed", changes.list()}};
}

}  // namespace control
