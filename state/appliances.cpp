#include "state/appliances.hpp"

#include "state/fold.hpp"
#include "state/subtree_sql.hpp"

#define APPLIANCE_COLUMNS                                                                                      \
  "a.id, a.entity_id, a.uuid, a.primary_id, a.type, a.model_name, a.model, a.name, a.status, a.up_since,"      \
  " a.space_used_bytes, a.space_total_bytes, a.protected_replicable_bytes, a.protected_bytes, a.vmware_hosts," \
  " a.remote_access"

namespace state {

std::optional<std::int32_t> Appliances::add(const Appliance& a) {
  const auto up_since = !is_up(a.status) ? std::nullopt : a.up_since ? a.up_since : std::optional(clock_.now());
  const int added = database_.run(
      "INSERT INTO appliance(id, entity_id, uuid, primary_id, type, model_name, model, name, status, up_since,"
      " space_used_bytes, space_total_bytes, protected_replicable_bytes, protected_bytes, vmware_hosts, remote_access)"
      " VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
      " ON CONFLICT(uuid) DO NOTHING",
      a.id, a.entity_id, fold(a.uuid), a.primary_id, a.type, a.model_name, a.model, a.name, a.status, up_since,
      a.space_used_bytes, a.space_total_bytes, a.protected_replicable_bytes, a.protected_bytes, a.vmware_hosts,
      a.remote_access);
  if (added == 0) return std::nullopt;
  return static_cast<std::int32_t>(database_.last_id());
}

std::optional<Appliance> Appliances::find(std::string_view uuid) {
  return database_.one<Appliance>("SELECT " APPLIANCE_COLUMNS " FROM appliance a WHERE a.uuid = ?1", fold(uuid));
}

std::optional<Appliance> Appliances::find(std::int32_t id) {
  return database_.one<Appliance>("SELECT " APPLIANCE_COLUMNS " FROM appliance a WHERE a.id = ?1", id);
}

std::optional<Appliance> Appliances::secondary_of(std::int32_t primary_id) {
  return database_.one<Appliance>("SELECT " APPLIANCE_COLUMNS " FROM appliance a WHERE a.primary_id = ?1", primary_id);
}

std::optional<Replication> Appliances::replication_of(std::int32_t primary_id) {
  return database_.one<Replication>(
      "SELECT status, bytes_per_second, bytes_remaining, seconds_remaining FROM replication WHERE primary_id = ?1",
      primary_id);
}

std::vector<StatusMessage> Appliances::messages(std::int32_t id, MessageOf of) {
  return database_.all<StatusMessage>(
      "SELECT severity, text FROM appliance_message WHERE appliance_id = ?1 AND about = ?2 ORDER BY position", id, of);
}

std::vector<AppliancePack> Appliances::packs(const Entity& root, std::optional<ApplianceType> type) {
  const Subtree tree(root);
  std::vector<AppliancePack> out;
  for (Appliance& primary : database_.all<Appliance>(
           "SELECT " APPLIANCE_COLUMNS " FROM entity e INDEXED BY entity_tree JOIN appliance a ON a.entity_id = e.id"
           " WHERE a.primary_id IS NULL AND (?7 IS NULL OR a.type IN (?7, ?8)) AND " IN_SUBTREE(
               "e") " ORDER BY e.parent_id, e.id, a.id",
           tree.low[0], tree.low[1], tree.low[2], tree.high[0], tree.high[1], tree.high[2], type,
           ApplianceType::unknown)) {
    AppliancePack& pack = out.emplace_back();
    pack.secondary = secondary_of(primary.id);
    pack.replication = replication_of(primary.id);
    pack.primary = std::move(primary);
  }
  return out;
}

void Appliances::set_status(std::int32_t id, ApplianceStatus status) {
  if (is_up(status))
    database_.run("UPDATE appliance SET status = ?2, up_since = coalesce(up_since, ?3) WHERE id = ?1", id, status,
                  clock_.now());
  else
    database_.run("UPDATE appliance SET status = ?2, up_since = NULL WHERE id = ?1", id, status);
}

void Appliances::set_remote_access(std::int32_t id, bool remote_access) {
  database_.run("UPDATE appliance SET remote_access = ?2 WHERE id = ?1", id, remote_access);
}

void Appliances::set_replication(std::int32_t primary_id, const Replication& replication) {
  database_.run(
      "INSERT INTO replication(primary_id, status, bytes_per_second, bytes_remaining, seconds_remaining)"
      " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT(primary_id) DO UPDATE SET status = excluded.status,"
      " bytes_per_second = excluded.bytes_per_second, bytes_remaining = excluded.bytes_remaining,"
      " seconds_remaining = excluded.seconds_remaining",
      primary_id, replication.status, replication.bytes_per_second, replication.bytes_remaining,
      replication.seconds_remaining);
}

void Appliances::set_messages(std::int32_t id, MessageOf of, const std::vector<StatusMessage>& messages) {
  database_.run("DELETE FROM appliance_message WHERE appliance_id = ?1 AND about = ?2", id, of);
  std::int64_t position = 0;
  for (const StatusMessage& message : messages)
    database_.run(
        "INSERT INTO appliance_message(appliance_id, about, position, severity, text) VALUES (?1, ?2, ?3, ?4, ?5)", id,
        of, position++, message.severity, message.text);
}

}  // namespace state
