#include "state/browse.hpp"

#include <gmock/gmock.h>

#include "state/test_world.hpp"

namespace state {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

class BrowseTest : public WorldTest {
 protected:
  static std::vector<std::int32_t> ids(const std::vector<TreeRow>& rows) {
    std::vector<std::int32_t> out;
    for (const TreeRow& row : rows) out.push_back(row.id);
    return out;
  }
  Browse browse{sandbox.database, sandbox.clock, sandbox.appliances};
};

TEST_F(BrowseTest, TheTreeBeginsWithItsRootAndGoesOnChildByChild) {
  EXPECT_THAT(ids(browse.children(0, 0, 10)), ElementsAre(1));
  EXPECT_THAT(ids(browse.children(1, 0, 10)), ElementsAre(849, 888));
  EXPECT_THAT(ids(browse.children(888, 0, 10)), ElementsAre(111, 112, 221, 225, 226));
  EXPECT_THAT(browse.children(311, 0, 10), IsEmpty());
}

TEST_F(BrowseTest, APageOfChildrenBeginsBehindTheLastOne) {
  EXPECT_THAT(ids(browse.children(888, 0, 2)), ElementsAre(111, 112));
  EXPECT_THAT(ids(browse.children(888, 112, 2)), ElementsAre(221, 225));
  EXPECT_THAT(ids(browse.children(888, 226, 2)), IsEmpty());
}

TEST_F(BrowseTest, ARowSaysWhatTheTreeShows) {
  sandbox.entities.set_managed(221, false);
  add_account({.entity_id = 221, .username = "ann", .size_mb = 2048, .own_used_kb = 5});
  add_account({.entity_id = 221, .username = "bob", .status = AccountStatus::cancelled});
  const TreeRow row = browse.row(221).value();
  EXPECT_EQ(row.parent_id, 888);
  EXPECT_EQ(row.type, EntityType::partner);
  EXPECT_EQ(row.name, "SomePartner1");
  EXPECT_EQ(row.status, EntityStatus::active);
  EXPECT_FALSE(row.managed);
  EXPECT_EQ(row.trial_end, kNever);
  EXPECT_EQ(row.disk_quota_gb, 1000);
  EXPECT_EQ(row.children_quota_gb, 500);
  EXPECT_EQ(row.allocated_mb, 2048);
  EXPECT_EQ(row.used_kb, 5);
  EXPECT_EQ(row.accounts, 2);
  EXPECT_TRUE(row.has_children);
  EXPECT_FALSE(browse.row(311)->has_children);
  EXPECT_EQ(browse.row(888)->disk_quota_gb, std::nullopt);
  EXPECT_EQ(browse.row(5), std::nullopt);
}

TEST_F(BrowseTest, ATrialThatIsOverShowsAsExpired) {
  sandbox.entities.set_trial_end(311, kNoon);
  sandbox.entities.set_trial_end(112, kNoon);
  EXPECT_EQ(browse.row(311)->status, EntityStatus::expired);
  EXPECT_EQ(browse.row(112)->status, EntityStatus::cancelled);
}

TEST_F(BrowseTest, ChildrenCountAsSuchWhenTheyAreCancelled) {
  set_status(321, EntityStatus::cancelled);
  EXPECT_TRUE(browse.row(226)->has_children);
}

TEST_F(BrowseTest, EntitiesAreFoundByAPartOfTheirNameInTheOrderOfTheTree) {
  EXPECT_THAT(ids(browse.named("ofPARTNER", 10)), ElementsAre(311, 312, 321));
  EXPECT_THAT(ids(browse.named("company", 3)), ElementsAre(111, 112, 311));
  EXPECT_THAT(browse.named("%", 10), IsEmpty());
  EXPECT_THAT(browse.named("_", 10), IsEmpty());
}

TEST_F(BrowseTest, AccountsAreFoundByTheBeginningOfTheirName) {
  add_account({.entity_id = 311, .username = "Anna@one.example"});
  add_account({.entity_id = 312, .username = "ANNABEL@one.example", .status = AccountStatus::locked});
  add_account({.entity_id = 312, .username = "Ännchen"});
  add_account({.entity_id = 312, .username = "bob"});
  EXPECT_THAT(browse.accounts_named("anna", 10),
              ElementsAre(Field(&AccountName::username, "Anna@one.example"),
                          testing::AllOf(Field(&AccountName::username, "ANNABEL@one.example"),
                                         Field(&AccountName::entity_id, 312),
                                         Field(&AccountName::status, AccountStatus::locked))));
  EXPECT_THAT(browse.accounts_named("ÄNN", 10), ElementsAre(Field(&AccountName::username, "Ännchen")));
  EXPECT_EQ(browse.accounts_named("", 3).size(), 3U);
}

TEST_F(BrowseTest, TotalsAreThoseOfTheSubtree) {
  add_account({.entity_id = 311, .username = "ann", .own_used_kb = 10});
  add_account({.entity_id = 312, .username = "bob", .own_used_kb = 20});
  add_account({.entity_id = 312, .username = "gone", .status = AccountStatus::cancelled, .own_used_kb = 400});
  add_account({.entity_id = 111, .username = "far", .own_used_kb = 1000});
  const SubtreeTotals totals = browse.totals(entity(221));
  EXPECT_EQ(totals.entities, 3);
  EXPECT_EQ(totals.accounts, 3);
  EXPECT_EQ(totals.used_kb, 30);
  EXPECT_EQ(browse.totals(entity(1)).used_kb, 1030);
}

TEST_F(BrowseTest, LoginsAreListedByAge) {
  sandbox.users.add_api_user(221, "zWS", "Sandbox221");
  sandbox.users.add_api_user(221, "aWS", "Sandbox221");
  sandbox.users.add({.entity_id = 221, .name = "Zoe", .password = "Sandbox221"});
  sandbox.users.add({.entity_id = 221, .name = "Abe", .password = "Sandbox221", .active = false});
  EXPECT_THAT(browse.api_logins(221, 10), ElementsAre("zWS", "aWS"));
  EXPECT_THAT(browse.api_logins(221, 1), ElementsAre("zWS"));
  EXPECT_THAT(browse.dashboard_logins(221, 10),
              ElementsAre(testing::AllOf(Field(&DashboardLogin::name, "Zoe"), Field(&DashboardLogin::active, true)),
                          testing::AllOf(Field(&DashboardLogin::name, "Abe"), Field(&DashboardLogin::active, false))));
}

TEST_F(BrowseTest, LicensesAreCountedByType) {
  sandbox.licenses.add_free(311, LicenseType::exchange_backup, 4);
  const std::int32_t account = add_account({.entity_id = 311, .username = "ann"});
  sandbox.licenses.assign({.account_id = account, .type = LicenseType::sql_backup, .provider_id = 221});
  sandbox.licenses.assign({.account_id = account, .type = LicenseType::exchange_backup, .provider_id = 311});
  const auto counts = browse.licenses(311);
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].type, LicenseType::sql_backup);
  EXPECT_EQ(counts[0].free, 0);
  EXPECT_EQ(counts[0].held, 1);
  EXPECT_EQ(counts[1].free, 4);
  EXPECT_EQ(counts[1].held, 1);
  EXPECT_THAT(browse.licenses(312), IsEmpty());
}

TEST_F(BrowseTest, AnAppliancesCopyComesWithIt) {
  const std::string primary = "2200aaaa-0000-4000-8000-000000000001";
  const std::int32_t id = sandbox.appliances.add({.entity_id = 311, .uuid = primary, .name = "DR"}).value();
  sandbox.appliances.add({.entity_id = 311,
                          .uuid = "2200aaaa-0000-4000-8000-000000000002",
                          .primary_id = id,
                          .type = ApplianceType::cloud,
                          .name = "DR copy"});
  const auto packs = browse.appliances(311, 10);
  ASSERT_EQ(packs.size(), 1U);
  EXPECT_EQ(packs[0].primary.uuid, primary);
  EXPECT_EQ(packs[0].secondary->name, "DR copy");
  EXPECT_THAT(browse.appliances(312, 10), IsEmpty());
}

}  // namespace
}  // namespace state
