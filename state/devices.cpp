#include "state/devices.hpp"

#include "state/fold.hpp"

namespace state {

std::vector<Device> Devices::of(std::int32_t account_id) {
  return database_.all<Device>(
      "SELECT id, account_id, name, os, active, used_kb, installation_id, last_connection FROM device"
      " WHERE account_id = ?1 ORDER BY name_key",
      account_id);
}

std::optional<Device> Devices::find(std::int32_t account_id, std::string_view name) {
  return database_.one<Device>(
      "SELECT id, account_id, name, os, active, used_kb, installation_id, last_connection FROM device"
      " WHERE account_id = ?1 AND name_key = ?2",
      account_id, fold(name));
}

std::optional<std::int32_t> Devices::add(const Device& d) {
  const int added = database_.run(
      "INSERT INTO device(id, account_id, name, name_key, os, active, used_kb, installation_id, last_connection)"
      " VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(account_id, name_key) DO NOTHING",
      d.id, d.account_id, d.name, fold(d.name), d.os, d.active, d.used_kb, d.installation_id, d.last_connection);
  if (added == 0) return std::nullopt;
  return static_cast<std::int32_t>(database_.last_id());
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
