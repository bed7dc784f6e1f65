// The document's example tree, small and frozen in time, for the tests of this room.
#pragma once
#include <gtest/gtest.h>

#include <string>

#include "state/sandbox.hpp"

namespace state {

// 2026-01-15T12:00:00Z
inline constexpr Instant kNoon = kUnixEpoch + 20'468 * kTicksPerDay + 12 * kTicksPerHour;
inline Instant noon() { return kNoon; }

class WorldTest : public testing::Test {
 protected:
  WorldTest() {
    sandbox.clock.freeze();
    add({.id = 1, .type = EntityType::infrascale, .name = "Infrascale"});
    add({.id = 888, .type = EntityType::distributor, .parent_id = 1, .name = "SomeDistributor"});
    add({.id = 849, .type = EntityType::distributor, .parent_id = 1, .name = "OtherDistributor"});
    add({.id = 111, .parent_id = 888, .name = "SomeDistrCompany", .disk_quota_gb = 100});
    add({.id = 112,
         .parent_id = 888,
         .name = "OtherDistrCompany",
         .status = EntityStatus::cancelled,
         .disk_quota_gb = 5});
    add({.id = 221, .type = EntityType::partner, .parent_id = 888, .name = "SomePartner1", .disk_quota_gb = 1000});
    add({.id = 311, .parent_id = 221, .name = "Company1OfPartner1", .disk_quota_gb = 200});
    add({.id = 312, .parent_id = 221, .name = "Company2OfPartner1", .disk_quota_gb = 300});
    add({.id = 225,
         .type = EntityType::partner,
         .parent_id = 888,
         .name = "SomePartner2",
         .status = EntityStatus::suspended,
         .disk_quota_gb = 10});
    add({.id = 226, .type = EntityType::partner, .parent_id = 888, .name = "SomePartner3", .disk_quota_gb = 50});
    add({.id = 321,
         .parent_id = 226,
         .name = "Company1OfPartner3",
         .status = EntityStatus::suspended,
         .disk_quota_gb = 20});
  }

  std::int32_t add(const NewEntity& entity) { return sandbox.entities.add(entity); }
  Entity entity(std::int32_t id) { return sandbox.entities.find(id).value(); }
  void set_status(std::int32_t id, EntityStatus status) { sandbox.entities.set_status(id, status); }
  // An active account of 1 GB, unless told otherwise.
  std::int32_t add_account(NewAccount account) {
    if (account.size_mb == 0) account.size_mb = 1024;
    return sandbox.accounts.add(account).value();
  }
  Account account(std::string_view username) { return sandbox.accounts.find(username).value(); }

  Sandbox sandbox{":memory:", 7, noon};
  Database& database = sandbox.database;
};

}  // namespace state
