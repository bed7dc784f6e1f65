#include "state/flows.hpp"

#include <tuple>
#include <vector>

// The entities of a subtree bound to parameters 1 to 6, as Subtree orders them.
#define SUBTREE                                                                                                        \
  "(distributor_id, partner_id, company_id) >= (?1, ?2, ?3) AND (distributor_id, partner_id, company_id) <= (?4, ?5, " \
  "?6)"
#define ENTITIES_OF_SUBTREE "(SELECT id FROM entity WHERE " SUBTREE ")"

namespace state {
namespace {

struct FreeLicenses {
  LicenseType type = LicenseType::skraft_disk_image_v5;
  std::int64_t count = 0;
  static constexpr auto columns() { return std::tuple(&FreeLicenses::type, &FreeLicenses::count); }
};

template <class Do>
auto within_tree(const Entity& root, Do&& run) {
  const Subtree tree(root);
  return run(tree.low[0], tree.low[1], tree.low[2], tree.high[0], tree.high[1], tree.high[2]);
}

}  // namespace

void Flows::suspend(const Entity& entity) { entities_.set_status(entity.id, EntityStatus::suspended); }
void Flows::activate(const Entity& entity) { entities_.set_status(entity.id, EntityStatus::active); }

void Flows::cancel(const Entity& entity, const Entity& caller, std::string_view reason) {
  release_licenses(entity, caller);
  const Instant purge = add_months(clock_.now(), kMonthsToFilePurge);
  within_tree(entity, [&](auto... range) {
    database_.run(
        "INSERT INTO due(at, kind, subject) SELECT ?7, ?8, id FROM account"
        " WHERE entity_id IN " ENTITIES_OF_SUBTREE " AND status <> 1 ORDER BY id",
        range..., purge, DueKind::purge_files);
    database_.run("UPDATE account SET status = 1 WHERE entity_id IN " ENTITIES_OF_SUBTREE " AND status <> 1", range...);
    database_.run("UPDATE entity SET status = 2, cancel_reason = iif(id = ?7, ?8, '') WHERE status <> 2 AND " SUBTREE,
                  range..., entity.id, reason);
  });
}

void Flows::release_licenses(const Entity& entity, const Entity& caller) {
  const auto v5 = LicenseType::skraft_disk_image_v5;
  within_tree(entity, [&](auto... range) {
    const auto pools = database_.all<FreeLicenses>(
        "SELECT type, sum(free) FROM license_pool WHERE entity_id IN " ENTITIES_OF_SUBTREE " GROUP BY type", range...);
    database_.run("DELETE FROM license_pool WHERE entity_id IN " ENTITIES_OF_SUBTREE, range...);
    for (const FreeLicenses& pool : pools)
      licenses_.add_free(pool.type == v5 ? caller.id : entity.parent_id, pool.type, pool.count);

    const int taken =
        database_.run("DELETE FROM license WHERE type = ?7 AND entity_id IN " ENTITIES_OF_SUBTREE, range..., v5);
    if (taken > 0) licenses_.add_free(caller.id, v5, taken);

    // Those of accounts cancelled before are waiting already.
    database_.run(
        "INSERT INTO due(at, kind, subject) SELECT ?7, ?8, l.id FROM license l JOIN account a ON a.id = l.account_id"
        " WHERE l.entity_id IN " ENTITIES_OF_SUBTREE " AND a.status <> 1 ORDER BY l.id",
        range..., clock_.now() + kDaysToLicenseEnd * kTicksPerDay, DueKind::deactivate_license);
  });
}

void Flows::uncancel(const Entity& entity) {
  entities_.set_status(entity.id, EntityStatus::active);
  if (entity.type != EntityType::company) return;
  const auto administrator = accounts_.administrator(entity.id);
  if (administrator && administrator->status == AccountStatus::cancelled) uncancel(*administrator);
}

void Flows::move(const Entity& company, const Entity& partner, bool raise_quota) {
  if (raise_quota)
    entities_.change(partner.id,
                     {.disk_quota_gb = partner.disk_quota_gb.value_or(0) + company.disk_quota_gb.value_or(0)});
  database_.run("UPDATE entity SET parent_id = ?2, partner_id = ?2, distributor_id = ?3 WHERE id = ?1", company.id,
                partner.id, partner.distributor_id);
}

void Flows::suspend(const Account& account) { accounts_.set_status(account.id, AccountStatus::suspended); }
void Flows::unsuspend(const Account& account) { accounts_.set_status(account.id, AccountStatus::active); }

void Flows::cancel(const Account& account) {
  accounts_.set_status(account.id, AccountStatus::cancelled);
  schedule_.add(add_months(clock_.now(), kMonthsToFilePurge), DueKind::purge_files, account.id);
  for (const License& license : licenses_.of(account.id))
    schedule_.add(clock_.now() + kDaysToLicenseEnd * kTicksPerDay, DueKind::deactivate_license, license.id);
}

void Flows::uncancel(const Account& account) {
  accounts_.set_status(account.id, AccountStatus::active);
  schedule_.drop(DueKind::purge_files, account.id);
  for (const License& license : licenses_.of(account.id)) schedule_.drop(DueKind::deactivate_license, license.id);
}

}  // namespace state
