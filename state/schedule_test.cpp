#include "state/schedule.hpp"

#include "state/test_world.hpp"

namespace state {
namespace {

class ScheduleTest : public WorldTest {
 protected:
  Schedule& schedule = sandbox.schedule;
};

TEST_F(ScheduleTest, WaitsForTheClock) {
  const std::int32_t ann = add_account({.entity_id = 311, .username = "ann", .own_used_kb = 5});
  EXPECT_EQ(schedule.next(), std::nullopt);
  EXPECT_FALSE(schedule.anything_due());
  schedule.add(kNoon + 10, DueKind::purge_files, ann);
  EXPECT_EQ(schedule.next(), kNoon + 10);
  EXPECT_EQ(sandbox.catch_up(), 0);
  EXPECT_EQ(account("ann").used_kb, 5);
  sandbox.clock.advance(10);
  EXPECT_EQ(sandbox.catch_up(), 1);
  EXPECT_EQ(account("ann").used_kb, 0);
  EXPECT_EQ(schedule.next(), std::nullopt);
  EXPECT_EQ(sandbox.catch_up(), 0);
}

TEST_F(ScheduleTest, DoesTheEarliestFirst) {
  const std::int32_t ann = add_account({.entity_id = 311, .username = "ann"});
  const auto license = sandbox.licenses.assign({.account_id = ann, .provider_id = 311});
  schedule.add(kNoon + 20, DueKind::purge_files, ann);
  schedule.add(kNoon + 10, DueKind::deactivate_license, *license);
  EXPECT_EQ(schedule.next(), kNoon + 10);
  sandbox.clock.advance(15);
  EXPECT_EQ(sandbox.catch_up(), 1);
  EXPECT_TRUE(sandbox.licenses.of(ann).empty());
  EXPECT_EQ(schedule.next(), kNoon + 20);
}

TEST_F(ScheduleTest, ForgetsWhatIsDropped) {
  schedule.add(kNoon, DueKind::purge_files, 1);
  schedule.add(kNoon, DueKind::purge_files, 2);
  schedule.drop(DueKind::purge_files, 1);
  schedule.drop(DueKind::deactivate_license, 2);
  EXPECT_EQ(sandbox.catch_up(), 1);
}

}  // namespace
}  // namespace state
