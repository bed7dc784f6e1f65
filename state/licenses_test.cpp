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

}  // namespace
}  // namespace state
