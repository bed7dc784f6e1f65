#include "state/entities.hpp"

#include <gmock/gmock.h>

#include "state/test_world.hpp"

namespace state {
namespace {

using testing::ElementsAre;

class EntitiesTest : public WorldTest {
 protected:
  std::vector<std::int32_t> ids(std::int32_t target, bool include_inactive = true) {
    std::vector<std::int32_t> out;
    for (const auto& row : sandbox.entities.hierarchy(entity(target), include_inactive, 0)) out.push_back(row.id);
    return out;
  }
  std::vector<std::int32_t> active(std::int32_t target) { return ids(target, false); }
};

TEST_F(EntitiesTest, AnEntityKnowsItsAncestors) {
  const Entity company = entity(311);
  EXPECT_EQ(company.type, EntityType::company);
  EXPECT_EQ(company.parent_id, 221);
  EXPECT_EQ(company.distributor_id, 888);
  EXPECT_EQ(company.partner_id, 221);
  EXPECT_EQ(company.company_id, 311);
  EXPECT_EQ(company.name, "Company1OfPartner1");
  EXPECT_EQ(company.created_at, kNoon);
  const Entity direct = entity(111);
  EXPECT_EQ(direct.partner_id, 0);
  EXPECT_EQ(direct.distributor_id, 888);
  const Entity root = entity(1);
  EXPECT_EQ(root.distributor_id, 0);
  EXPECT_EQ(root.parent_id, 0);
}

TEST_F(EntitiesTest, AnUnknownIdFindsNothing) {
  for (const std::int32_t id : {0, -1, 4711, 2147483647}) EXPECT_FALSE(sandbox.entities.find(id)) << id;
}

TEST_F(EntitiesTest, NewIdsContinueOneSequence) {
  EXPECT_EQ(add({.parent_id = 888, .name = "New", .disk_quota_gb = 1}), 889);
  sandbox.entities.start_ids_after(5000);
  EXPECT_EQ(add({.parent_id = 888, .name = "New", .disk_quota_gb = 1}), 5001);
  sandbox.entities.start_ids_after(10);
  EXPECT_EQ(add({.parent_id = 888, .name = "New", .disk_quota_gb = 1}), 5002);
}

TEST(Entities, TheSequenceCanBeSetBeforeTheFirst) {
  Sandbox sandbox;
  sandbox.entities.start_ids_after(100);
  EXPECT_EQ(sandbox.entities.add({.type = EntityType::infrascale, .name = "Infrascale"}), 101);
}

TEST_F(EntitiesTest, RefusesAParentThatCannotHoldTheType) {
  EXPECT_THROW(add({.parent_id = 4711, .name = "x", .disk_quota_gb = 1}), std::invalid_argument);
  EXPECT_THROW(add({.parent_id = 311, .name = "x", .disk_quota_gb = 1}), std::invalid_argument);
  EXPECT_THROW(add({.parent_id = 1, .name = "x", .disk_quota_gb = 1}), std::invalid_argument);
  EXPECT_THROW(add({.type = EntityType::partner, .parent_id = 221, .name = "x", .disk_quota_gb = 1}),
               std::invalid_argument);
  EXPECT_THROW(add({.type = EntityType::partner, .parent_id = 888, .name = "unlimited"}), std::invalid_argument);
  EXPECT_THROW(add({.id = 311, .parent_id = 888, .name = "twice", .disk_quota_gb = 1}), DatabaseError);
}

TEST_F(EntitiesTest, HierarchyOfADistributorFollowsTheDocumentsOrder) {
  EXPECT_THAT(ids(888), ElementsAre(888, 111, 112, 221, 311, 312, 225, 226, 321));
  EXPECT_THAT(active(888), ElementsAre(888, 111, 221, 311, 312, 226));
}

TEST_F(EntitiesTest, HierarchyOfTheOthersIsTheirSubtree) {
  EXPECT_THAT(ids(221), ElementsAre(221, 311, 312));
  EXPECT_THAT(ids(312), ElementsAre(312));
  EXPECT_THAT(ids(111), ElementsAre(111));
  EXPECT_THAT(ids(849), ElementsAre(849));
  EXPECT_THAT(ids(1), ElementsAre(1, 849, 888, 111, 112, 221, 311, 312, 225, 226, 321));
}

TEST_F(EntitiesTest, BelowIsTheWholeSubtree) {
  EXPECT_THAT(sandbox.entities.below(entity(888)), ElementsAre(888, 111, 112, 221, 311, 312, 225, 226, 321));
  EXPECT_THAT(sandbox.entities.below(entity(311)), ElementsAre(311));
}

TEST_F(EntitiesTest, IsEmptyWithoutLiveChildrenAndAccounts) {
  EXPECT_FALSE(entity(226).empty());
  set_status(321, EntityStatus::cancelled);
  EXPECT_TRUE(entity(226).empty());
  const std::int32_t id = add_account({.entity_id = 226, .username = "ann"});
  EXPECT_FALSE(entity(226).empty());
  sandbox.accounts.set_status(id, AccountStatus::suspended);
  EXPECT_FALSE(entity(226).empty());
  sandbox.accounts.set_status(id, AccountStatus::cancelled);
  EXPECT_TRUE(entity(226).empty());
}

TEST_F(EntitiesTest, ARowIsInactiveBelowAnInactiveEntity) {
  set_status(221, EntityStatus::suspended);
  EXPECT_THAT(active(888), ElementsAre(888, 111, 226));
  EXPECT_THAT(active(312), ElementsAre());
  set_status(888, EntityStatus::suspended);
  EXPECT_THAT(active(888), ElementsAre());
  EXPECT_THAT(active(111), ElementsAre());
  EXPECT_THAT(active(1), ElementsAre(1, 849));
}

TEST_F(EntitiesTest, HierarchyNoticesTimeAndWritesThoughItIsKept) {
  const Instant end = sandbox.clock.now() + 10 * kTicksPerSecond;
  sandbox.entities.set_trial_end(311, end);
  sandbox.clock.freeze(end - 1);
  EXPECT_THAT(ids(221, false), ElementsAre(221, 311, 312));
  sandbox.clock.advance(1);
  EXPECT_THAT(ids(221, false), ElementsAre(221, 312));
  sandbox.entities.set_status(312, EntityStatus::suspended);
  EXPECT_THAT(ids(221, false), ElementsAre(221));
  EXPECT_THAT(ids(221), ElementsAre(221, 311, 312));
}

TEST_F(EntitiesTest, HierarchyHoldsMoreRowsThanAreKept) {
  for (int i = 0; i < 300; ++i)
    sandbox.entities.add(
        {.type = EntityType::company, .parent_id = 221, .name = std::to_string(i), .disk_quota_gb = 1});
  EXPECT_EQ(ids(221).size(), 303U);
  EXPECT_EQ(ids(221).size(), 303U);
}

TEST_F(EntitiesTest, HierarchyCarriesTheIdsOfTheIntegrator) {
  sandbox.entities.map_connectwise(888, 311, "CW-311");
  sandbox.entities.map_connectwise(221, 311, "other");
  sandbox.entities.map_connectwise(888, 312, "gone");
  sandbox.entities.map_connectwise(888, 312, "");
  const auto rows = sandbox.entities.hierarchy(entity(221), true, 888);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].connectwise_id, std::nullopt);
  EXPECT_EQ(rows[1].connectwise_id, "CW-311");
  EXPECT_EQ(rows[2].connectwise_id, std::nullopt);
}

TEST_F(EntitiesTest, ATrialExpiresByTheClock) {
  sandbox.entities.set_trial_end(221, kNoon + kTicksPerDay);
  EXPECT_TRUE(entity(221).usable());
  sandbox.clock.advance(kTicksPerDay);
  EXPECT_EQ(entity(221).status, EntityStatus::expired);
  EXPECT_FALSE(entity(311).ancestors_active);
  EXPECT_EQ(entity(311).status, EntityStatus::active);
  EXPECT_THAT(active(888), ElementsAre(888, 111, 226));
  set_status(221, EntityStatus::suspended);
  EXPECT_EQ(entity(221).status, EntityStatus::expired);
  set_status(221, EntityStatus::cancelled);
  EXPECT_EQ(entity(221).status, EntityStatus::cancelled);
}

TEST_F(EntitiesTest, ATrialIsOnAgainWhenTheClockIsResetToBeforeItsEnd) {
  sandbox.entities.set_trial_end(221, kNoon + kTicksPerDay);
  sandbox.clock.advance(kTicksPerDay);
  EXPECT_EQ(entity(221).status, EntityStatus::expired);
  sandbox.clock.reset();
  EXPECT_EQ(entity(221).status, EntityStatus::active);
  EXPECT_TRUE(entity(311).ancestors_active);
}

TEST_F(EntitiesTest, TheNextEndOfATrialIsTheEarliestThatIsNotOver) {
  sandbox.entities.set_trial_end(221, kNoon + 2 * kTicksPerDay);
  sandbox.entities.set_trial_end(888, kNoon + kTicksPerDay);
  EXPECT_EQ(entity(311).changes_at, kNoon + kTicksPerDay);
  sandbox.clock.advance(kTicksPerDay);
  EXPECT_EQ(entity(311).changes_at, kNoon + 2 * kTicksPerDay);
  sandbox.clock.advance(kTicksPerDay);
  EXPECT_EQ(entity(311).changes_at, kNever);
}

TEST_F(EntitiesTest, ChangesOnlyWhatIsGiven) {
  sandbox.entities.change(311, {.contact_person = "Ann Lee", .data_center_country = "GB"});
  sandbox.entities.change(311, {.contact_email = "ann@example.test",
                                .disk_quota_gb = 250,
                                .allow_upload_over_account_size = true,
                                .auto_upgrade_client_app = true});
  const Entity company = entity(311);
  EXPECT_EQ(company.contact_person, "Ann Lee");
  EXPECT_EQ(company.contact_email, "ann@example.test");
  EXPECT_EQ(company.disk_quota_gb, 250);
  EXPECT_TRUE(company.allow_upload_over_account_size);
  EXPECT_TRUE(company.auto_upgrade_client_app);
  EXPECT_EQ(company.data_center_country, "GB");
  EXPECT_EQ(entity(312).contact_person, "");
}

TEST_F(EntitiesTest, AnEmptyDataCentreIsInherited) {
  sandbox.entities.change(221, {.data_center_country = "GB"});
  EXPECT_EQ(entity(311).data_center_country, "GB");
  EXPECT_EQ(entity(111).data_center_country, "");
  sandbox.entities.change(888, {.data_center_country = "CA"});
  EXPECT_EQ(entity(111).data_center_country, "CA");
  EXPECT_EQ(entity(311).data_center_country, "GB");
  sandbox.entities.change(311, {.data_center_country = "ZA"});
  EXPECT_EQ(entity(311).data_center_country, "ZA");
}

TEST_F(EntitiesTest, CopiesAutoUpgradeToTheCompaniesDirectlyBelow) {
  sandbox.entities.set_auto_upgrade_of_companies(221, true);
  EXPECT_TRUE(entity(311).auto_upgrade_client_app);
  EXPECT_TRUE(entity(312).auto_upgrade_client_app);
  EXPECT_FALSE(entity(221).auto_upgrade_client_app);
  EXPECT_FALSE(entity(321).auto_upgrade_client_app);
}

TEST_F(EntitiesTest, AParentKeepsCountOfItsLiveChildren) {
  EXPECT_EQ(entity(888).children, 4);  // 112 is cancelled
  EXPECT_EQ(entity(888).children_quota_gb, 100 + 1000 + 10 + 50);
  set_status(221, EntityStatus::cancelled);
  EXPECT_EQ(entity(888).children_quota_gb, 100 + 10 + 50);
  set_status(221, EntityStatus::active);
  sandbox.entities.change(111, {.disk_quota_gb = 7});
  EXPECT_EQ(entity(888).children_quota_gb, 7 + 1000 + 10 + 50);
  EXPECT_EQ(entity(888).children, 4);
}

}  // namespace
}  // namespace state
