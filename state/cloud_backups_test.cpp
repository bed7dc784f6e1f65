#include "state/cloud_backups.hpp"

#include "state/test_world.hpp"

namespace state {
namespace {

class CloudBackupsTest : public WorldTest {
 protected:
  CloudBackups& cloud = sandbox.cloud_backups;
};

TEST_F(CloudBackupsTest, AnEntityHasOneAccountUntilItEnds) {
  EXPECT_FALSE(cloud.of(311));
  EXPECT_TRUE(cloud.enable(311, "a@b.example", CloudRegion::eu));
  EXPECT_FALSE(cloud.enable(311, "c@d.example", CloudRegion::canada));
  EXPECT_EQ(cloud.of(311)->login, "a@b.example");
  EXPECT_EQ(cloud.of(311)->region, CloudRegion::eu);
  EXPECT_EQ(cloud.of(311)->created_at, kNoon);
  cloud.record(cloud.of(311)->id, {.source = "MS365", .service = "Exchange", .accounts = 3});
  cloud.disable(*cloud.of(311));
  EXPECT_FALSE(cloud.of(311));
  cloud.enable(311, "e@f.example", CloudRegion::us_east, 5);
  EXPECT_EQ(cloud.of(311)->created_at, 5);
  EXPECT_TRUE(cloud.page(entity(311), 0, 10)[0].usage.empty());
}

TEST_F(CloudBackupsTest, UsageIsKeptPerSourceAndService) {
  const auto id = cloud.enable(311, "a@b.example", CloudRegion::eu).value();
  cloud.record(id, {.source = "MS365", .service = "Exchange", .accounts = 3});
  cloud.record(id, {.source = "ONEDRIVE", .service = "OneDrive", .last_backup = 9, .storage_bytes = 100});
  cloud.record(id, {.source = "MS365", .service = "Exchange", .configured_at = 4, .accounts = 5});
  const auto usage = cloud.page(entity(311), 0, 10)[0].usage;
  ASSERT_EQ(usage.size(), 2u);
  EXPECT_EQ(usage[0].accounts, 5);
  EXPECT_EQ(usage[0].configured_at, 4);
  EXPECT_EQ(usage[0].storage_bytes, std::nullopt);
  EXPECT_EQ(usage[1].last_backup, 9);
  EXPECT_EQ(usage[1].storage_bytes, 100);
}

TEST_F(CloudBackupsTest, PagesCountEntitiesOfTheSubtree) {
  for (const std::int32_t id : {312, 221, 311, 849}) cloud.enable(id, "a@b.example", CloudRegion::eu);
  EXPECT_EQ(cloud.count(entity(888)), 3);
  EXPECT_EQ(cloud.count(entity(311)), 1);
  EXPECT_EQ(cloud.count(entity(226)), 0);
  const auto page = cloud.page(entity(888), 1, 2);
  ASSERT_EQ(page.size(), 2u);
  EXPECT_EQ(page[0].account.entity_id, 311);
  EXPECT_EQ(page[1].name, "Company2OfPartner1");
  EXPECT_TRUE(cloud.page(entity(888), 3, 2).empty());
}

}  // namespace
}  // namespace state
