#include "state/policies.hpp"

#include <gmock/gmock.h>

#include "state/test_world.hpp"

namespace state {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PoliciesTest : public WorldTest {
 protected:
  Policies& policies = sandbox.policies;
  std::vector<std::string> names(std::int32_t entity_id) {
    std::vector<std::string> out;
    for (const EntityPolicy& policy : policies.of(entity_id)) out.push_back(policy.name);
    return out;
  }
};

EntityPolicy everything() {
  return {.entity_id = 311,
          .name = "Everything",
          .use_system_account = true,
          .live_protect = true,
          .backup_set = BackupSet{.scanner_mode = ScannerMode::dont_scan,
                                  .documents = true,
                                  .images = true,
                                  .music = true,
                                  .video = true,
                                  .custom = true,
                                  .custom_file_types = "exe, msi",
                                  .exclude_file_types = ""},
          .schedule = PolicySchedule{.type = ScheduleType::hourly,
                                     .time = 5,
                                     .day_of_the_month = 31,
                                     .day_of_the_week = 3,
                                     .hours_between_runs = 12,
                                     .end_time = 6,
                                     .use_end_time = true},
          .run_as = RunAs{.domain_and_login = "PC\\ann", .password = "secret"},
          .options = PolicyOptions{.run_scheduled_backup = true,
                                   .run_when_not_logged_on = true,
                                   .send_report = true,
                                   .report_address = "ann@example.com",
                                   .send_report_to_account = true,
                                   .exclude_older_than = 7,
                                   .exclude_larger_than_mb = 8,
                                   .exclude_smaller_than_kb = 9,
                                   .remove_after_days = 10,
                                   .remove_deleted_after_days = 11},
          .filters = ScannerFilters{.mode = FilterMode::exclude_by_wildcard,
                                    .include_files = "a*",
                                    .include_folders = "b*",
                                    .exclude_files = "c*",
                                    .exclude_folders = "d*"}};
}

// Every column, in order.
template <class Part>
void expect_equal(const std::optional<Part>& left, const std::optional<Part>& right) {
  ASSERT_TRUE(left && right);
  const auto same = [&](auto member) { EXPECT_EQ((*left).*member, (*right).*member); };
  std::apply([&](auto... member) { (same(member), ...); }, Part::columns());
}

TEST_F(PoliciesTest, KeepAllTheyAreGiven) {
  const EntityPolicy given = everything();
  const auto id = policies.add(given);
  ASSERT_TRUE(id);
  const EntityPolicy kept = policies.find(*id).value();
  EXPECT_EQ(kept.entity_id, 311);
  EXPECT_EQ(kept.name, "Everything");
  EXPECT_EQ(kept.created_at, kNoon);
  EXPECT_TRUE(kept.use_system_account);
  EXPECT_TRUE(kept.live_protect);
  expect_equal(kept.backup_set, given.backup_set);
  expect_equal(kept.schedule, given.schedule);
  expect_equal(kept.run_as, given.run_as);
  expect_equal(kept.options, given.options);
  expect_equal(kept.filters, given.filters);
}

TEST_F(PoliciesTest, PartsThatAreNotGivenStayMissing) {
  const EntityPolicy kept = policies.find(policies.add({.entity_id = 311, .name = "Bare"}).value()).value();
  EXPECT_FALSE(kept.backup_set || kept.schedule || kept.run_as || kept.options || kept.filters);
}

TEST_F(PoliciesTest, NamesAreUniqueWithinAnEntityWhateverTheCase) {
  EXPECT_TRUE(policies.add({.entity_id = 311, .name = "Nightly"}));
  EXPECT_FALSE(policies.add({.entity_id = 311, .name = "NIGHTLY"}));
  EXPECT_TRUE(policies.add({.entity_id = 312, .name = "Nightly"}));
  EXPECT_THAT(names(311), ElementsAre("Nightly"));
}

TEST_F(PoliciesTest, AChangeReplacesAllButOwnerAndCreation) {
  EntityPolicy policy = everything();
  policy.id = policies.add(policy).value();
  sandbox.clock.advance(kTicksPerDay);
  EXPECT_TRUE(policies.change({.id = policy.id, .entity_id = 311, .name = "Nothing", .run_as = RunAs{}}));
  const EntityPolicy kept = policies.find(policy.id).value();
  EXPECT_EQ(kept.name, "Nothing");
  EXPECT_EQ(kept.created_at, kNoon);
  EXPECT_FALSE(kept.use_system_account || kept.live_protect);
  EXPECT_FALSE(kept.backup_set || kept.schedule || kept.options || kept.filters);
  ASSERT_TRUE(kept.run_as);
  EXPECT_FALSE(kept.run_as->domain_and_login);
}

TEST_F(PoliciesTest, AChangeKeepsItsOwnNameAndTakesNoOther) {
  const auto first = policies.add({.entity_id = 311, .name = "First"}).value();
  policies.add({.entity_id = 311, .name = "Second"});
  EXPECT_TRUE(policies.change({.id = first, .entity_id = 311, .name = "FIRST", .live_protect = true}));
  EXPECT_FALSE(policies.change({.id = first, .entity_id = 311, .name = "second"}));
  EXPECT_THAT(names(311), ElementsAre("FIRST", "Second"));
  EXPECT_TRUE(policies.find(first)->live_protect);
}

TEST_F(PoliciesTest, AreListedByIdInPages) {
  for (const char* name : {"c", "b", "a"}) policies.add({.entity_id = 311, .name = name});
  EXPECT_THAT(names(311), ElementsAre("c", "b", "a"));
  EXPECT_THAT(names(312), IsEmpty());
  ASSERT_EQ(policies.of(311, {.index = 2, .size = 2}).size(), 1u);
  EXPECT_EQ(policies.of(311, {.index = 2, .size = 2})[0].name, "a");
  EXPECT_THAT(policies.of(311, {.index = 3, .size = 2}), IsEmpty());
}

TEST_F(PoliciesTest, ARemovedPolicysIdIsNotUsedAgain) {
  const auto id = policies.add(everything()).value();
  policies.remove(id);
  EXPECT_FALSE(policies.find(id));
  EXPECT_EQ(policies.add({.entity_id = 311, .name = "Everything"}), id + 1);
  EXPECT_FALSE(policies.find(id + 1)->options);
}

}  // namespace
}  // namespace state
