#include "state/browse.hpp"

#include "state/fold.hpp"
#include "state/subtree_sql.hpp"

// The columns of TreeRow, in its order, of entity e; ?1 is now.
#define TREE_COLUMNS                                                                                           \
  "e.id, e.parent_id, e.type, e.name, CASE WHEN e.status <= 1 AND e.trial_end <= ?1 THEN 3 ELSE e.status END," \
  " e.managed, e.trial_end, e.disk_quota_gb, e.children_quota_gb, e.allocated_mb, e.used_kb, e.accounts,"      \
  " EXISTS (SELECT 1 FROM entity c WHERE c.parent_id = e.id)"

namespace state {

std::vector<TreeRow> Browse::children(std::int32_t parent_id, std::int32_t after, std::int64_t limit) {
  return database_.all<TreeRow>("SELECT " TREE_COLUMNS
                                " FROM entity e WHERE e.parent_id = ?2 AND e.id > ?3 ORDER BY e.id LIMIT ?4",
                                clock_.now(), parent_id, after, limit);
}

std::optional<TreeRow> Browse::row(std::int32_t id) {
  return database_.one<TreeRow>("SELECT " TREE_COLUMNS " FROM entity e WHERE e.id = ?2", clock_.now(), id);
}

// The names stand in the index of the tree; only rows that match are read.
std::vector<TreeRow> Browse::named(std::string_view text, std::int64_t limit) {
  return database_.all<TreeRow>("SELECT " TREE_COLUMNS
                                " FROM entity e WHERE e.id IN ("
                                "   SELECT n.id FROM entity n INDEXED BY entity_tree"
                                "    WHERE n.distributor_id >= 0 AND instr(lower(n.name), lower(?2)) > 0"
                                "    ORDER BY n.distributor_id, n.partner_id, n.company_id LIMIT ?3)"
                                " ORDER BY e.distributor_id, e.partner_id, e.company_id",
                                clock_.now(), text, limit);
}

std::vector<AccountName> Browse::accounts_named(std::string_view beginning, std::int64_t limit) {
  const std::string first = fold(beginning);
  return database_.all<AccountName>(
      "SELECT username, entity_id, status FROM account WHERE username_key >= ?1 AND username_key < ?2"
      " ORDER BY username_key LIMIT ?3",
      first, first + "\xf4\x8f\xbf\xbf", limit);  // U+10FFFF, behind every letter
}

SubtreeTotals Browse::totals(const Entity& root) {
  const Subtree tree(root);
  return database_
      .one<SubtreeTotals>(
          "SELECT count(*), coalesce(sum(e.accounts), 0), coalesce(sum(e.used_kb), 0)"
          " FROM entity e INDEXED BY entity_tree WHERE " IN_SUBTREE("e"),
          tree.low[0], tree.low[1], tree.low[2], tree.high[0], tree.high[1], tree.high[2])
      .value();
}

std::vector<std::string> Browse::api_logins(std::int32_t entity_id, std::int64_t limit) {
  return database_.all<std::string>("SELECT login FROM api_user WHERE entity_id = ?1 ORDER BY id LIMIT ?2", entity_id,
                                    limit);
}

std::vector<DashboardLogin> Browse::dashboard_logins(std::int32_t entity_id, std::int64_t limit) {
  return database_.all<DashboardLogin>(
      "SELECT name, active FROM dashboard_user WHERE entity_id = ?1 ORDER BY id LIMIT ?2", entity_id, limit);
}

std::vector<LicenseCount> Browse::licenses(std::int32_t entity_id) {
  std::vector<LicenseCount> counts;
  for (const LicenseType type : {LicenseType::skraft_disk_image_v5, LicenseType::sql_backup,
                                 LicenseType::exchange_backup, LicenseType::kroll_exchange_recovery}) {
    const auto count = database_.one<LicenseCount>(
        "SELECT ?2, coalesce((SELECT free FROM license_pool WHERE entity_id = ?1 AND type = ?2), 0),"
        " (SELECT count(*) FROM license WHERE entity_id = ?1 AND type = ?2)",
        entity_id, type);
    if (count->free + count->held > 0) counts.push_back(*count);
  }
  return counts;
}

std::vector<AppliancePack> Browse::appliances(std::int32_t entity_id, std::int64_t limit) {
  std::vector<AppliancePack> packs;
  for (const std::int32_t id : database_.all<std::int32_t>(
           "SELECT id FROM appliance WHERE entity_id = ?1 AND primary_id IS NULL ORDER BY id LIMIT ?2", entity_id,
           limit))
    packs.push_back({.primary = appliances_.find(id).value(),
                     .secondary = appliances_.secondary_of(id),
                     .replication = appliances_.replication_of(id)});
  return packs;
}

}  // namespace state
