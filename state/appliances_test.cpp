#include "state/appliances.hpp"

#include <gmock/gmock.h>

#include "state/test_world.hpp"

namespace state {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AppliancesTest : public WorldTest {
 protected:
  std::int32_t add_one(std::int32_t entity_id, const char* name, ApplianceType type = ApplianceType::premise_physical,
                       ApplianceStatus status = ApplianceStatus::nominal) {
    return appliances
        .add(
            {.entity_id = entity_id, .uuid = std::string("UUID-") + name, .type = type, .name = name, .status = status})
        .value();
  }
  std::vector<std::string> names(std::int32_t root, std::optional<ApplianceType> type = {}) {
    std::vector<std::string> out;
    for (const AppliancePack& pack : appliances.packs(entity(root), type)) out.push_back(pack.primary.name);
    return out;
  }
  Appliances& appliances = sandbox.appliances;
};

TEST_F(AppliancesTest, AreListedForTheEntityAndEverythingBelow) {
  add_one(312, "second");
  add_one(311, "first");
  add_one(311, "third");
  add_one(221, "partner's");
  add_one(849, "foreign");
  EXPECT_THAT(names(888), ElementsAre("first", "third", "second", "partner's"));
  EXPECT_THAT(names(221), ElementsAre("first", "third", "second", "partner's"));
  EXPECT_THAT(names(311), ElementsAre("first", "third"));
  EXPECT_THAT(names(111), IsEmpty());
}

TEST_F(AppliancesTest, AFilterKeepsThoseOfUnknownType) {
  add_one(311, "physical");
  add_one(311, "vmware", ApplianceType::premise_vmware);
  add_one(311, "unknown", ApplianceType::unknown);
  EXPECT_THAT(names(311, ApplianceType::premise_physical), ElementsAre("physical", "unknown"));
  EXPECT_THAT(names(311, ApplianceType::unknown), ElementsAre("unknown"));
  EXPECT_THAT(names(311, ApplianceType::cloud), ElementsAre("unknown"));
}

TEST_F(AppliancesTest, ASecondaryOneComesWithItsPrimaryOneOnly) {
  const std::int32_t primary = add_one(311, "primary");
  const auto cloud = appliances.add(
      {.entity_id = 311, .uuid = "UUID-cloud", .primary_id = primary, .type = ApplianceType::cloud, .name = "cloud"});
  appliances.set_replication(primary, {.status = QueueStatus::work, .bytes_per_second = 7});
  appliances.set_replication(primary, {.status = QueueStatus::pause, .bytes_remaining = 9});
  const auto packs = appliances.packs(entity(311));
  ASSERT_EQ(packs.size(), 1u);
  EXPECT_EQ(packs[0].secondary->id, cloud);
  EXPECT_EQ(packs[0].replication->status, QueueStatus::pause);
  EXPECT_EQ(packs[0].replication->bytes_per_second, 0);
  EXPECT_EQ(packs[0].replication->bytes_remaining, 9);
  EXPECT_THAT(names(311, ApplianceType::cloud), IsEmpty());
}

TEST_F(AppliancesTest, AreFoundByUuidInAnyLetterCase) {
  const std::int32_t id = add_one(311, "one");
  EXPECT_EQ(appliances.find("uuid-ONE")->id, id);
  EXPECT_FALSE(appliances.find("uuid-two"));
  EXPECT_FALSE(appliances.add({.entity_id = 312, .uuid = "uuid-one"}));
}

TEST_F(AppliancesTest, TimeUpFollowsTheStatus) {
  const std::int32_t id = add_one(311, "one");
  EXPECT_EQ(appliances.find(id)->up_since, kNoon);
  sandbox.clock.advance(kTicksPerDay);
  appliances.set_status(id, ApplianceStatus::warning);
  EXPECT_EQ(appliances.find(id)->up_since, kNoon);
  appliances.set_status(id, ApplianceStatus::rebooting);
  EXPECT_EQ(appliances.find(id)->up_since, std::nullopt);
  appliances.set_status(id, ApplianceStatus::nominal);
  EXPECT_EQ(appliances.find(id)->up_since, kNoon + kTicksPerDay);
  const std::int32_t down = add_one(311, "down", ApplianceType::cloud, ApplianceStatus::stopped);
  EXPECT_EQ(appliances.find(down)->up_since, std::nullopt);
}

TEST_F(AppliancesTest, MessagesAreReplacedWhole) {
  const std::int32_t id = add_one(311, "one");
  appliances.set_messages(id, MessageOf::appliance, {{Severity::high, "a"}, {Severity::low, "b"}});
  appliances.set_messages(id, MessageOf::replication, {{Severity::info, "c"}});
  EXPECT_EQ(appliances.messages(id, MessageOf::appliance)[1].text, "b");
  EXPECT_EQ(appliances.messages(id, MessageOf::appliance)[0].severity, Severity::high);
  appliances.set_messages(id, MessageOf::appliance, {});
  EXPECT_THAT(appliances.messages(id, MessageOf::appliance), IsEmpty());
  EXPECT_EQ(appliances.messages(id, MessageOf::replication).size(), 1u);
}

TEST_F(AppliancesTest, RemoteAccessCanBeSwitched) {
  const std::int32_t id = add_one(311, "one");
  appliances.set_remote_access(id, true);
  EXPECT_TRUE(appliances.find(id)->remote_access);
}

}  // namespace
}  // namespace state
