#include "state/flows.hpp"

#include <tuple>
#include <vector>

namespace state {
namespace {

struct FreeLicenses {
  LicenseType type = LicenseType::skraft_disk_image_v5;
  std::int64_t count = 0;
  static constexpr auto columns() { return std::tuple(&FreeLicenses::type, &FreeLicenses::count); }
};

constexpr auto kShadowProtectV5 = LicenseType::skraft_disk_image_v5;

}  // namespace

void Flows::suspend(const Entity& entity) { entities_.set_status(entity.id, EntityStatus::suspended); }
void Flows::activate(const Entity& entity) { entities_.set_status(entity.id, EntityStatus::active); }

void Flows::cancel(const Entity& entity, const Entity& caller, std::string_view reason) {
  for (const std::int32_t id : entities_.below(entity)) {
    release_licenses(id, caller.id, entity.parent_id);
    for (const std::int32_t account :
         database_.all<std::int32_t>("SELECT id FROM account WHERE entity_id = ?1 AND status <> 1 ORDER BY id", id))
      schedule_.add(add_months(clock_.now(), kMonthsToFilePurge), DueKind::purge_files, account);
    database_.run("UPDATE account SET status = 1 WHERE entity_id = ?1 AND status <> 1", id);
    database_.run("UPDATE entity SET status = 2 WHERE id = ?1 AND status <> 2", id);
  }
  database_.run("UPDATE entity SET cancel_reason = ?2 WHERE id = ?1", entity.id, reason);
}

void Flows::release_licenses(std::int32_t entity_id, std::int32_t caller_id, std::int32_t parent_id) {
  for (const FreeLicenses& pool :
       database_.all<FreeLicenses>("SELECT type, free FROM license_pool WHERE entity_id = ?1", entity_id))
    licenses_.add_free(pool.type == kShadowProtectV5 ? caller_id : parent_id, pool.type, pool.count);
  database_.run("DELETE FROM license_pool WHERE entity_id = ?1", entity_id);

  for (const std::int32_t license : database_.all<std::int32_t>(
           "SELECT id FROM license WHERE entity_id = ?1 AND type = ?2 ORDER BY id", entity_id, kShadowProtectV5)) {
    schedule_.drop(DueKind::deactivate_license, license);
    licenses_.remove(license);
    licenses_.add_free(caller_id, kShadowProtectV5, 1);
  }

  // Those of accounts cancelled before are waiting already.
  for (const std::int32_t license : database_.all<std::int32_t>(
           "SELECT l.id FROM license l JOIN account a ON a.id = l.account_id WHERE l.entity_id = ?1 AND a.status <> 1"
           " ORDER BY l.id",
           entity_id))
    schedule_.add(clock_.now() + kDaysToLicenseEnd * kTicksPerDay, DueKind::deactivate_license, license);
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
  // Only the company's own policies go along (Q-policy-move).
  database_.run(
      "DELETE FROM account_policy WHERE account_id IN (SELECT id FROM account WHERE entity_id = ?1)"
      " AND policy_id NOT IN (SELECT id FROM entity_policy WHERE entity_id = ?1)",
      company.id);
  monitoring_.moved(company.id, company.parent_id, partner.id);
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

void Flows::return_license(const License& license) {
  schedule_.drop(DueKind::deactivate_license, license.id);
  licenses_.remove(license.id);
  licenses_.add_free(license.provider_id, license.type, 1);
}

}  // namespace state
