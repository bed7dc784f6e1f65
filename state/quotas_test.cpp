#include "state/quotas.hpp"

#include "state/test_world.hpp"

namespace state {
namespace {

class QuotasTest : public WorldTest {};

TEST_F(QuotasTest, ChildrenAndOwnAccountsTakeFromTheQuota) {
  EXPECT_EQ(free_gb(entity(221)), 1000 - 200 - 300);
  add_account({.entity_id = 221, .username = "own", .size_mb = 10 * 1024});
  EXPECT_EQ(free_gb(entity(221)), 490);
  add_account({.entity_id = 311, .username = "below", .size_mb = 10 * 1024});
  EXPECT_EQ(free_gb(entity(221)), 490) << "a child's accounts live on the child's quota";
  EXPECT_EQ(free_gb(entity(311)), 190);
}

TEST_F(QuotasTest, AccountsAreRoundedUpTogether) {
  add_account({.entity_id = 311, .username = "a", .size_mb = 1});
  EXPECT_EQ(free_gb(entity(311)), 199);
  add_account({.entity_id = 311, .username = "b", .size_mb = 1023});
  EXPECT_EQ(free_gb(entity(311)), 199);
  add_account({.entity_id = 311, .username = "c", .size_mb = 1});
  EXPECT_EQ(free_gb(entity(311)), 198);
}

TEST_F(QuotasTest, WhatIsCancelledTakesNothing) {
  set_status(311, EntityStatus::cancelled);
  EXPECT_EQ(free_gb(entity(221)), 700);
  set_status(312, EntityStatus::suspended);
  EXPECT_EQ(free_gb(entity(221)), 700);
  const std::int32_t id = add_account({.entity_id = 221, .username = "own", .size_mb = 10 * 1024});
  sandbox.accounts.set_status(id, AccountStatus::suspended);
  EXPECT_EQ(free_gb(entity(221)), 690);
  sandbox.accounts.set_status(id, AccountStatus::cancelled);
  EXPECT_EQ(free_gb(entity(221)), 700);
}

TEST_F(QuotasTest, AChildMustFitItsParentToTheLastGb) {
  EXPECT_TRUE(child_fits(entity(221), 500));
  EXPECT_FALSE(child_fits(entity(221), 501));
}

TEST_F(QuotasTest, AnUnlimitedDistributorHoldsAnything) {
  EXPECT_EQ(free_gb(entity(888)), std::nullopt);
  EXPECT_TRUE(child_fits(entity(888), 2'000'000'000));
  EXPECT_TRUE(account_fits(entity(888), 400 * 1024));
}

TEST_F(QuotasTest, ALimitedDistributorBindsItsPartners) {
  sandbox.entities.change(888, {.disk_quota_gb = 1200});
  EXPECT_EQ(free_gb(entity(888)), 1200 - 100 - 1000 - 10 - 50);
  EXPECT_TRUE(child_fits(entity(888), 40));
  EXPECT_FALSE(child_fits(entity(888), 41));
  EXPECT_TRUE(quota_fits(entity(221), entity(888), 1040));
  EXPECT_FALSE(quota_fits(entity(221), entity(888), 1041));
}

TEST_F(QuotasTest, AllowUploadOverAccountSizeLiftsTheRuleForAccountsOnly) {
  EXPECT_TRUE(account_fits(entity(226), 30 * 1024));
  EXPECT_FALSE(account_fits(entity(226), 40 * 1024));
  sandbox.entities.change(226, {.allow_upload_over_account_size = true});
  EXPECT_TRUE(account_fits(entity(226), 40 * 1024));
  EXPECT_FALSE(child_fits(entity(226), 40));
}

TEST_F(QuotasTest, AnAccountGrowsIntoWhatIsFree) {
  add_account({.entity_id = 226, .username = "own", .size_mb = 20 * 1024});
  EXPECT_TRUE(account_fits(entity(226), 30 * 1024, 20 * 1024));
  EXPECT_FALSE(account_fits(entity(226), 40 * 1024, 20 * 1024));
  EXPECT_FALSE(account_fits(entity(226), 20 * 1024));
}

TEST_F(QuotasTest, ShrinkingAnAccountAlwaysFits) {
  add_account({.entity_id = 226, .username = "big", .size_mb = 400 * 1024});  // far above the quota
  EXPECT_TRUE(account_fits(entity(226), 300 * 1024, 400 * 1024));
  EXPECT_LT(*free_gb(entity(226)), 0);
}

TEST_F(QuotasTest, AQuotaShrinksToWhatIsAllocatedAtMost) {
  add_account({.entity_id = 221, .username = "own", .size_mb = 1024 + 1});
  EXPECT_EQ(allocated_gb(entity(221)), 502);
  EXPECT_TRUE(quota_fits(entity(221), entity(888), 502));
  EXPECT_FALSE(quota_fits(entity(221), entity(888), 501));
}

TEST_F(QuotasTest, AQuotaGrowsIntoWhatTheParentHasFree) {
  EXPECT_TRUE(quota_fits(entity(311), entity(221), 700));
  EXPECT_FALSE(quota_fits(entity(311), entity(221), 701));
  EXPECT_TRUE(quota_fits(entity(311), entity(221), 200));
}

TEST_F(QuotasTest, AnUnchangedQuotaFitsEvenWhenTooMuchIsAllocated) {
  add_account({.entity_id = 226, .username = "big", .size_mb = 400 * 1024});
  EXPECT_TRUE(quota_fits(entity(226), entity(888), 50));
  EXPECT_FALSE(quota_fits(entity(226), entity(888), 49));
}

TEST(AccountSizes, AreTheListedOnes) {
  for (const std::int64_t gb : {1, 2, 3, 4, 5, 10, 20, 100, 150, 400}) EXPECT_TRUE(is_account_size(gb * 1024)) << gb;
  for (const std::int64_t mb : {0, 1, 1023, 1025, 6 * 1024, 110 * 1024, 500 * 1024, -1024})
    EXPECT_FALSE(is_account_size(mb)) << mb;
}

TEST(AccountSizes, TheLargestThatFitsAQuota) {
  EXPECT_EQ(largest_account_size_mb(1), 1024);
  EXPECT_EQ(largest_account_size_mb(9), 5 * 1024);
  EXPECT_EQ(largest_account_size_mb(10), 10 * 1024);
  EXPECT_EQ(largest_account_size_mb(1'000'000), 400 * 1024);
}

}  // namespace
}  // namespace state
