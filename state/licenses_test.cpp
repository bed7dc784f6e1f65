#include "state/licenses.hpp"

#include "state/test_world.hpp"

namespace state {
namespace {

constexpr auto kV5 = LicenseType::skraft_disk_image_v5;
constexpr auto kSql = LicenseType::sql_backup;

class LicensesTest : public WorldTest {
 protected:
  LicensesTest() : ann(add_account({.entity_id = 311, .username = "ann"})) {}
  Licenses& licenses = sandbox.licenses;
  std::int32_t ann;
};

TEST_F(LicensesTest, APoolCountsPerEntityAndType) {
  EXPECT_EQ(licenses.free(221, kV5), 0);
  licenses.add_free(221, kV5, 2);
  licenses.add_free(221, kV5, 1);
  EXPECT_EQ(licenses.free(221, kV5), 3);
  EXPECT_EQ(licenses.free(221, kSql), 0);
  EXPECT_EQ(licenses.free(311, kV5), 0);
}

TEST_F(LicensesTest, AnEmptyPoolGivesNone) {
  licenses.add_free(221, kV5, 1);
  EXPECT_TRUE(licenses.take_free(221, kV5));
  EXPECT_FALSE(licenses.take_free(221, kV5));
  EXPECT_FALSE(licenses.take_free(311, kV5));
  EXPECT_EQ(licenses.free(221, kV5), 0);
}

TEST_F(LicensesTest, AnAccountHoldsOneOfAType) {
  const auto id = licenses.assign({.account_id = ann, .type = kV5, .provider_id = 221, .product_key = "KEY"});
  ASSERT_TRUE(id);
  EXPECT_FALSE(licenses.assign({.account_id = ann, .type = kV5, .provider_id = 311}));
  EXPECT_TRUE(licenses.assign({.account_id = ann, .type = kSql, .provider_id = 888}));
  const auto held = licenses.find(ann, kV5);
  ASSERT_TRUE(held);
  EXPECT_EQ(held->provider_id, 221);
  EXPECT_EQ(held->product_key, "KEY");
  EXPECT_EQ(held->assigned_at, kNoon);
  EXPECT_EQ(licenses.of(ann).size(), 2u);
  licenses.remove(*id);
  EXPECT_FALSE(licenses.find(ann, kV5));
}

TEST_F(LicensesTest, TheCountIsFreeAndHeldByTheEntitysAccounts) {
  licenses.add_free(311, kV5, 4);
  licenses.assign({.account_id = ann, .type = kV5, .provider_id = 221});
  licenses.assign({.account_id = ann, .type = kSql, .provider_id = 221});
  EXPECT_EQ(licenses.count(311, kV5), 5);
  EXPECT_EQ(licenses.count(221, kV5), 0);
  EXPECT_EQ(licenses.count(311, kSql), 1);
}

TEST_F(LicensesTest, WhatAccountsHoldIsListedForAnEntityOrASubtree) {
  const auto zoe = add_account({.entity_id = 311, .username = "Zoe"});
  const auto paul = add_account({.entity_id = 221, .username = "paul"});
  licenses.assign({.account_id = zoe, .type = kV5, .provider_id = 221});
  licenses.assign({.account_id = ann, .type = kSql, .provider_id = 221});
  licenses.assign({.account_id = ann, .type = kV5, .provider_id = 311});
  licenses.assign({.account_id = paul, .type = kSql, .provider_id = 221});
  const auto rows = [&](std::int32_t root, bool own_only) {
    std::vector<std::string> out;
    for (const AssignedLicense& row : licenses.assigned(entity(root), own_only))
      out.push_back(row.username + (row.type == kV5 ? " v5" : " sql"));
    return out;
  };
  using Rows = std::vector<std::string>;
  EXPECT_EQ(rows(888, false), (Rows{"ann v5", "ann sql", "Zoe v5", "paul sql"}));
  EXPECT_EQ(rows(221, true), Rows{"paul sql"});
  EXPECT_EQ(rows(311, true), (Rows{"ann v5", "ann sql", "Zoe v5"}));
  EXPECT_EQ(rows(849, false), Rows{});
}

TEST_F(LicensesTest, AReturnedLicenceIsFreeWhereItCameFromAndEndsNoLongerByTheClock) {
  licenses.assign({.account_id = ann, .type = kV5, .provider_id = 221});
  sandbox.flows.cancel(account("ann"));
  sandbox.flows.return_license(licenses.find(ann, kV5).value());
  EXPECT_FALSE(licenses.find(ann, kV5));
  EXPECT_EQ(licenses.free(221, kV5), 1);
  EXPECT_EQ(licenses.free(311, kV5), 0);
  // Another licence may get the id; the end of the old one must not take it.
  const auto bob = add_account({.entity_id = 312, .username = "bob"});
  licenses.assign({.account_id = bob, .type = kSql, .provider_id = 221});
  sandbox.clock.advance(kDaysToLicenseEnd * kTicksPerDay);
  sandbox.catch_up();
  EXPECT_TRUE(licenses.find(bob, kSql));
}

}  // namespace
}  // namespace state
