#include "state/flows.hpp"

#include <gmock/gmock.h>

#include "state/test_world.hpp"

namespace state {
namespace {

constexpr auto kV5 = LicenseType::skraft_disk_image_v5;
constexpr auto kSql = LicenseType::sql_backup;
constexpr auto kExchange = LicenseType::exchange_backup;

class FlowsTest : public WorldTest {
 protected:
  void advance(Instant step) {
    ASSERT_TRUE(sandbox.clock.advance(step));
    sandbox.catch_up();
  }
  Flows& flows = sandbox.flows;
  Licenses& licenses = sandbox.licenses;
};

TEST_F(FlowsTest, SuspendAndActivateChangeNothingElse) {
  add_account({.entity_id = 221, .username = "ann"});
  flows.suspend(entity(221));
  EXPECT_EQ(entity(221).status, EntityStatus::suspended);
  EXPECT_EQ(entity(311).status, EntityStatus::active);
  EXPECT_EQ(account("ann").status, AccountStatus::active);
  EXPECT_EQ(entity(888).children, 4);
  flows.activate(entity(221));
  EXPECT_TRUE(entity(311).usable());
}

TEST_F(FlowsTest, CancelReachesEveryEntityAndAccountBelow) {
  add_account({.entity_id = 221, .username = "partner"});
  add_account({.entity_id = 311, .username = "ann"});
  add_account({.entity_id = 312, .username = "off", .status = AccountStatus::suspended});
  add_account({.entity_id = 111, .username = "other"});
  set_status(312, EntityStatus::suspended);
  flows.cancel(entity(221), entity(888), "moved away");
  for (const std::int32_t id : {221, 311, 312}) EXPECT_EQ(entity(id).status, EntityStatus::cancelled) << id;
  for (const auto* name : {"partner", "ann", "off"}) EXPECT_EQ(account(name).status, AccountStatus::cancelled) << name;
  EXPECT_EQ(entity(111).status, EntityStatus::active);
  EXPECT_EQ(account("other").status, AccountStatus::active);
  EXPECT_EQ(entity(888).children_quota_gb, 100 + 10 + 50);
  EXPECT_EQ(entity(311).active_accounts, 0);
  EXPECT_EQ(database.one<std::string>("SELECT cancel_reason FROM entity WHERE id = 221"), "moved away");
}

TEST_F(FlowsTest, CancelOfACompanyLeavesItsSiblings) {
  flows.cancel(entity(311), entity(888));
  EXPECT_EQ(entity(311).status, EntityStatus::cancelled);
  EXPECT_EQ(entity(312).status, EntityStatus::active);
  EXPECT_EQ(entity(221).status, EntityStatus::active);
}

TEST_F(FlowsTest, CancelSendsLicencesToCallerAndParent) {
  const std::int32_t ann = add_account({.entity_id = 311, .username = "ann"});
  licenses.add_free(311, kV5, 2);
  licenses.add_free(221, kV5, 3);
  licenses.add_free(311, kSql, 4);
  licenses.add_free(888, kV5, 10);
  licenses.assign({.account_id = ann, .type = kV5, .provider_id = 221});
  licenses.assign({.account_id = ann, .type = kExchange, .provider_id = 221});

  flows.cancel(entity(311), entity(888));
  EXPECT_EQ(licenses.free(888, kV5), 10 + 2 + 1);
  EXPECT_EQ(licenses.free(221, kV5), 3);
  EXPECT_EQ(licenses.free(221, kSql), 4);
  EXPECT_EQ(licenses.free(311, kV5), 0);
  EXPECT_EQ(licenses.free(311, kSql), 0);
  EXPECT_FALSE(licenses.find(ann, kV5));
  EXPECT_TRUE(licenses.find(ann, kExchange));

  advance(kDaysToLicenseEnd * kTicksPerDay - 1);
  EXPECT_TRUE(licenses.find(ann, kExchange));
  advance(1);
  EXPECT_FALSE(licenses.find(ann, kExchange));
  EXPECT_EQ(licenses.free(221, kExchange), 0) << "a licence that ended returns to nobody";
}

TEST_F(FlowsTest, ALicenceTakenAwayByACancellationLeavesNothingWaiting) {
  const std::int32_t ann = add_account({.entity_id = 311, .username = "ann"});
  licenses.assign({.account_id = ann, .type = kV5, .provider_id = 311});
  flows.cancel(account("ann"));  // the licence will end in a week
  advance(kTicksPerDay);
  flows.cancel(entity(311), entity(888));  // and goes to the caller before that
  const std::int32_t bob = add_account({.entity_id = 111, .username = "bob"});
  licenses.assign({.account_id = bob, .type = kV5, .provider_id = 111});  // may get the id of the first
  advance(30 * kTicksPerDay);
  EXPECT_TRUE(licenses.find(bob, kV5));
}

TEST_F(FlowsTest, FreeLicencesOfAWholeSubtreeLeaveIt) {
  licenses.add_free(221, kSql, 1);
  licenses.add_free(311, kSql, 2);
  licenses.add_free(312, kV5, 5);
  flows.cancel(entity(221), entity(888));
  EXPECT_EQ(licenses.free(888, kSql), 3);
  EXPECT_EQ(licenses.free(888, kV5), 5);
  EXPECT_EQ(licenses.free(221, kSql), 0);
}

TEST_F(FlowsTest, FilesArePurgedThreeMonthsAfterTheCancellation) {
  const std::int32_t ann = add_account({.entity_id = 311, .username = "ann", .own_used_kb = 3});
  sandbox.devices.add({.account_id = ann, .name = "w", .used_kb = 40});
  flows.cancel(entity(221), entity(888));
  const Instant purge = add_months(kNoon, kMonthsToFilePurge);
  advance(purge - kNoon - 1);
  EXPECT_EQ(account("ann").used_kb, 43);
  advance(1);
  EXPECT_EQ(account("ann").used_kb, 0);
  EXPECT_EQ(sandbox.devices.of(ann)[0].used_kb, 0);
}

TEST_F(FlowsTest, UncancelRevivesTheEntityAlone) {
  add_account({.entity_id = 311, .username = "ann"});
  flows.cancel(entity(221), entity(888));
  flows.uncancel(entity(221));
  EXPECT_EQ(entity(221).status, EntityStatus::active);
  EXPECT_EQ(entity(311).status, EntityStatus::cancelled);
  EXPECT_EQ(account("ann").status, AccountStatus::cancelled);
  EXPECT_EQ(entity(221).children, 0);
  EXPECT_EQ(entity(888).children_quota_gb, 100 + 1000 + 10 + 50);
}

TEST_F(FlowsTest, UncancelOfACompanyRevivesItsAdministrator) {
  add_account({.entity_id = 311, .username = "admin", .own_used_kb = 8, .entity_admin = true});
  add_account({.entity_id = 311, .username = "ann", .own_used_kb = 8});
  flows.cancel(entity(311), entity(888));
  flows.uncancel(entity(311));
  EXPECT_EQ(account("admin").status, AccountStatus::active);
  EXPECT_EQ(account("ann").status, AccountStatus::cancelled);
  advance(200 * kTicksPerDay);
  EXPECT_EQ(account("admin").used_kb, 8);
  EXPECT_EQ(account("ann").used_kb, 0);
}

TEST_F(FlowsTest, AnUncancelledAccountKeepsWhatIsLeft) {
  const std::int32_t ann = add_account({.entity_id = 311, .username = "ann", .own_used_kb = 8});
  licenses.assign({.account_id = ann, .type = kSql, .provider_id = 311});
  flows.cancel(account("ann"));
  EXPECT_EQ(account("ann").status, AccountStatus::cancelled);
  advance(8 * kTicksPerDay);
  EXPECT_FALSE(licenses.find(ann, kSql));
  flows.uncancel(account("ann"));
  EXPECT_EQ(account("ann").status, AccountStatus::active);
  advance(200 * kTicksPerDay);
  EXPECT_EQ(account("ann").used_kb, 8);
  EXPECT_EQ(sandbox.schedule.next(), std::nullopt);
}

TEST_F(FlowsTest, AccountsAreSuspendedAndBack) {
  add_account({.entity_id = 311, .username = "ann"});
  flows.suspend(account("ann"));
  EXPECT_EQ(account("ann").status, AccountStatus::suspended);
  flows.unsuspend(account("ann"));
  EXPECT_EQ(account("ann").status, AccountStatus::active);
}

TEST_F(FlowsTest, AMovedCompanyTakesEverythingAlong) {
  const std::int32_t ann = add_account({.entity_id = 311, .username = "ann", .size_mb = 2048});
  licenses.add_free(311, kV5, 2);
  licenses.assign({.account_id = ann, .type = kSql, .provider_id = 221});
  flows.move(entity(311), entity(226), true);

  EXPECT_EQ(entity(311).parent_id, 226);
  EXPECT_EQ(entity(311).partner_id, 226);
  EXPECT_EQ(entity(311).allocated_mb, 2048);
  EXPECT_EQ(licenses.count(311, kV5), 2);
  EXPECT_TRUE(licenses.find(ann, kSql));
  EXPECT_EQ(entity(226).disk_quota_gb, 250);
  EXPECT_EQ(entity(226).children_quota_gb, 20 + 200);
  EXPECT_EQ(entity(221).children_quota_gb, 300);
  EXPECT_EQ(sandbox.account_lists.active_below(entity(226), {.index = 1, .size = 10}).total, 1);
  EXPECT_EQ(sandbox.account_lists.active_below(entity(221), {.index = 1, .size = 10}).total, 0);
}

TEST_F(FlowsTest, AMoveWithoutARaiseKeepsTheQuota) {
  flows.move(entity(311), entity(226), false);
  EXPECT_EQ(entity(226).disk_quota_gb, 50);
}

}  // namespace
}  // namespace state
