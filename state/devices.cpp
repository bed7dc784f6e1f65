#include "state/devices.hpp"

#include "state/fold.hpp"
#include "state/subtree_sql.hpp"

#define DEVICE_COLUMNS                                                                                       \
  "id, account_id, name, os, active, used_kb, installation_id, last_connection, registered_at, last_backup," \
  " product_version, os_name, clr_version, ip"

namespace state {

std::vector<Device> Devices::of(std::int32_t account_id) {
  return database_.all<Device>("SELECT " DEVICE_COLUMNS
                               " FROM device"
                               " WHERE account_id = ?1 ORDER BY name_key",
                               account_id);
}

std::optional<Device> Devices::find(std::int32_t account_id, std::string_view name) {
  return database_.one<Device>("SELECT " DEVICE_COLUMNS
                               " FROM device"
                               " WHERE account_id = ?1 AND name_key = ?2",
                               account_id, fold(name));
}

std::optional<std::int32_t> Devices::add(const Device& d) {
  const int added =
      database_.run("INSERT INTO device(" DEVICE_COLUMNS
                    ", name_key)"
                    " VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
                    " ON CONFLICT(account_id, name_key) DO NOTHING",
                    d.id, d.account_id, d.name, d.os, d.active, d.used_kb, d.installation_id, d.last_connection,
                    d.registered_at, d.last_backup, d.product_version, d.os_name, d.clr_version, d.ip, fold(d.name));
  if (added == 0) return std::nullopt;
  const auto id = static_cast<std::int32_t>(database_.last_id());
  schedule_.add(d.last_backup.value_or(d.registered_at) + kDaysToNoBackup1 * kTicksPerDay, DueKind::no_backup_1, id);
  return id;
}

std::vector<AccountOnDevice> Devices::on_installation(const Entity& root, std::string_view installation_id,
                                                      std::string_view system_name) {
  const Subtree tree(root);
  return database_.all<AccountOnDevice>(
      "SELECT d.id, a.username, d.name, d.ip, a.entity_id, a.status = 0, d.active, d.product_version, d.used_kb,"
      "       d.registered_at, d.last_backup, d.last_connection"
      " FROM device d JOIN account a ON a.id = d.account_id JOIN entity e ON e.id = a.entity_id"
      " WHERE d.installation_id = ?7 AND (?8 = '' OR d.name_key = ?8) AND " IN_SUBTREE(
          "e") " ORDER BY d.last_connection DESC, d.id DESC",
      tree.low[0], tree.low[1], tree.low[2], tree.high[0], tree.high[1], tree.high[2], installation_id,
      fold(system_name));
}

void Devices::set_used_kb(std::int32_t id, std::int64_t used_kb) {
  database_.run("UPDATE device SET used_kb = ?2 WHERE id = ?1", id, used_kb);
}

void Devices::set_active(std::int32_t id, bool active) {
  database_.run("UPDATE device SET active = ?2 WHERE id = ?1", id, active);
}

void Devices::connect(std::int32_t id) {
  database_.run("UPDATE device SET active = 1, last_connection = ?2 WHERE id = ?1", id, clock_.now());
}

}  // namespace state
