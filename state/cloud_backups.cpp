#include "state/cloud_backups.hpp"

#include "state/subtree_sql.hpp"

namespace state {
namespace {

struct Named {
  std::int32_t entity_id = 0;
  std::string name = {};
  static constexpr auto columns() { return std::tuple(&Named::entity_id, &Named::name); }
};

}  // namespace

std::optional<CloudAccount> CloudBackups::of(std::int32_t entity_id) {
  return database_.one<CloudAccount>(
      "SELECT id, entity_id, login, region, created_at FROM cloud_account WHERE entity_id = ?1", entity_id);
}

std::optional<std::int32_t> CloudBackups::enable(std::int32_t entity_id, std::string_view login, CloudRegion region,
                                                 std::optional<Instant> created_at, std::int32_t id) {
  const int added = database_.run(
      "INSERT INTO cloud_account(entity_id, login, region, created_at, id) VALUES (?1, ?2, ?3, ?4, nullif(?5, 0))"
      " ON CONFLICT(entity_id) DO NOTHING",
      entity_id, login, region, created_at ? *created_at : clock_.now(), id);
  if (added == 0) return std::nullopt;
  return static_cast<std::int32_t>(database_.last_id());
}

void CloudBackups::disable(const CloudAccount& account) {
  database_.run("DELETE FROM cloud_usage WHERE account_id = ?1", account.id);
  database_.run("DELETE FROM cloud_account WHERE id = ?1", account.id);
}

void CloudBackups::record(std::int32_t account_id, const CloudUsage& usage) {
  database_.run(
      "INSERT INTO cloud_usage(account_id, source, service, configured_at, last_backup, accounts, storage_bytes, id)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif(?8, 0)) ON CONFLICT(account_id, source, service) DO UPDATE SET"
      " configured_at = excluded.configured_at, last_backup = excluded.last_backup, accounts = excluded.accounts,"
      " storage_bytes = excluded.storage_bytes",
      account_id, usage.source, usage.service, usage.configured_at, usage.last_backup, usage.accounts,
      usage.storage_bytes, usage.id);
}

std::optional<CloudUsage> CloudBackups::usage(std::int32_t account_id, std::string_view source,
                                              std::string_view service) {
  return database_.one<CloudUsage>(
      "SELECT id, source, service, configured_at, last_backup, accounts, storage_bytes FROM cloud_usage"
      " WHERE account_id = ?1 AND source = ?2 AND service = ?3",
      account_id, source, service);
}

std::vector<CloudUsage> CloudBackups::usage(std::int32_t account_id) {
  return database_.all<CloudUsage>(
      "SELECT id, source, service, configured_at, last_backup, accounts, storage_bytes FROM cloud_usage"
      " WHERE account_id = ?1 ORDER BY id",
      account_id);
}

std::int64_t CloudBackups::count(const Entity& root) {
  const Subtree tree(root);
  return *database_.one<std::int64_t>(
      "SELECT count(*) FROM entity e INDEXED BY entity_tree JOIN cloud_account c ON c.entity_id = e.id "
      "WHERE " IN_SUBTREE("e"),
      tree.low[0], tree.low[1], tree.low[2], tree.high[0], tree.high[1], tree.high[2]);
}

std::vector<CloudCompany> CloudBackups::page(const Entity& root, std::int64_t offset, std::int64_t size) {
  const Subtree tree(root);
  std::vector<CloudCompany> out;
  for (Named& entity : database_.all<Named>(
           "SELECT e.id, e.name FROM entity e INDEXED BY entity_tree JOIN cloud_account c ON c.entity_id = e.id"
           " WHERE " IN_SUBTREE("e") " ORDER BY e.id LIMIT ?7 OFFSET ?8",
           tree.low[0], tree.low[1], tree.low[2], tree.high[0], tree.high[1], tree.high[2], size, offset)) {
    CloudCompany& company = out.emplace_back();
    company.account = of(entity.entity_id).value();
    company.name = std::move(entity.name);
    company.usage = usage(company.account.id);
  }
  return out;
}

}  // namespace state
