#include "state/licenses.hpp"

#include "state/subtree_sql.hpp"

namespace state {

std::int64_t Licenses::free(std::int32_t entity_id, LicenseType type) {
  return database_
      .one<std::int64_t>("SELECT free FROM license_pool WHERE entity_id = ?1 AND type = ?2", entity_id, type)
      .value_or(0);
}

void Licenses::add_free(std::int32_t entity_id, LicenseType type, std::int64_t count) {
  database_.run(
      "INSERT INTO license_pool(entity_id, type, free) VALUES (?1, ?2, ?3)"
      " ON CONFLICT(entity_id, type) DO UPDATE SET free = free + excluded.free",
      entity_id, type, count);
}

bool Licenses::take_free(std::int32_t entity_id, LicenseType type) {
  return database_.run("UPDATE license_pool SET free = free - 1 WHERE entity_id = ?1 AND type = ?2 AND free > 0",
                       entity_id, type) == 1;
}

std::optional<std::int32_t> Licenses::assign(const License& l) {
  const int added = database_.run(
      "INSERT INTO license(id, account_id, entity_id, type, provider_id, product_key, assigned_at)"
      " VALUES (nullif(?1, 0), ?2, (SELECT entity_id FROM account WHERE id = ?2), ?3, ?4, ?5, ?6)"
      " ON CONFLICT(account_id, type) DO NOTHING",
      l.id, l.account_id, l.type, l.provider_id, l.product_key, l.assigned_at ? *l.assigned_at : clock_.now());
  if (added == 0) return std::nullopt;
  return static_cast<std::int32_t>(database_.last_id());
}

std::optional<License> Licenses::find(std::int32_t account_id, LicenseType type) {
  return database_.one<License>(
      "SELECT id, account_id, type, provider_id, product_key, assigned_at FROM license"
      " WHERE account_id = ?1 AND type = ?2",
      account_id, type);
}

std::vector<License> Licenses::of(std::int32_t account_id) {
  return database_.all<License>(
      "SELECT id, account_id, type, provider_id, product_key, assigned_at FROM license WHERE account_id = ?1"
      " ORDER BY type",
      account_id);
}

void Licenses::remove(std::int32_t id) { database_.run("DELETE FROM license WHERE id = ?1", id); }

std::vector<AssignedLicense> Licenses::assigned(const Entity& root, bool own_accounts_only) {
  if (own_accounts_only)
    return database_.all<AssignedLicense>(
        "SELECT a.username, l.type FROM license l JOIN account a ON a.id = l.account_id WHERE l.entity_id = ?1"
        " ORDER BY a.username_key, l.type",
        root.id);
  const Subtree tree(root);
  return database_.all<AssignedLicense>(
      "SELECT a.username, l.type FROM entity e INDEXED BY entity_tree JOIN license l ON l.entity_id = e.id"
      " JOIN account a ON a.id = l.account_id WHERE " IN_SUBTREE(
          "e") " ORDER BY e.parent_id, e.id, a.username_key, l.type",
      tree.low[0], tree.low[1], tree.low[2], tree.high[0], tree.high[1], tree.high[2]);
}

std::int64_t Licenses::count(std::int32_t entity_id, LicenseType type) {
  return *database_.one<std::int64_t>(
      "SELECT coalesce((SELECT free FROM license_pool WHERE entity_id = ?1 AND type = ?2), 0)"
      "     + (SELECT count(*) FROM license WHERE entity_id = ?1 AND type = ?2)",
      entity_id, type);
}

}  // namespace state
