#include "state/license_keys.hpp"

#include "state/fold.hpp"

namespace state {

bool LicenseKeys::add_partner_key(std::int32_t entity_id, std::string_view value) {
  return database_.run("INSERT OR IGNORE INTO partner_license_key(value_key, entity_id) VALUES (?1, ?2)", fold(value),
                       entity_id) == 1;
}

bool LicenseKeys::add(const LicenseKey& key) {
  return database_.run(
             "INSERT OR IGNORE INTO license_key(value_key, value, entity_id, size_mb, account_id)"
             " VALUES (?1, ?2, ?3, ?4, ?5)",
             fold(key.value), key.value, key.entity_id, key.size_mb, key.account_id) == 1;
}

std::optional<std::int32_t> LicenseKeys::owner(std::string_view partner_key) {
  return database_.one<std::int32_t>("SELECT entity_id FROM partner_license_key WHERE value_key = ?1",
                                     fold(partner_key));
}

std::optional<LicenseKey> LicenseKeys::unused(std::int32_t entity_id, std::string_view value) {
  return database_.one<LicenseKey>(
      "SELECT value, entity_id, size_mb, account_id FROM license_key"
      " WHERE value_key = ?1 AND entity_id = ?2 AND account_id IS NULL",
      fold(value), entity_id);
}

void LicenseKeys::use(std::string_view value, std::int32_t account_id) {
  database_.run("UPDATE license_key SET account_id = ?2 WHERE value_key = ?1", fold(value), account_id);
}

}  // namespace state
