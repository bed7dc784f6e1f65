#include "state/event_lists.hpp"

#include <gmock/gmock.h>

#include "state/test_world.hpp"

namespace state {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class EventListsTest : public WorldTest {
 protected:
  EventListsTest() {
    for (const auto& [entity, name] : {std::pair(311, "ann"), {312, "bob"}, {111, "cid"}})
      add_account({.entity_id = entity, .username = name});
    record("ann", "PC", {.type = EventType::backup_started, .at = kNoon});
    record("ann", "PC", {.type = EventType::backup_completed, .at = kNoon + 1});
    record("ann", "Laptop", {.type = EventType::backup_completed, .at = kNoon + 2});
    record("bob", "pc", {.type = EventType::backup_cancelled, .backup_type = BackupType::mssql, .at = kNoon + 3});
    record("cid", "PC", {.type = EventType::backup_completed, .at = kNoon + 4});
    sandbox.monitoring.record(source_of(account("cid"), "PC"), Recovery{.at = kNoon + 5, .summary = "fine"});
  }
  void record(std::string_view name, std::string system, const Event& event) {
    sandbox.monitoring.record(source_of(account(name), std::move(system)), event);
  }
  // The instants of the rows, as distances from noon.
  template <class Page>
  static std::vector<Instant> times(const Page& page) {
    std::vector<Instant> out;
    for (const auto& row : page.rows) out.push_back(row.at - kNoon);
    return out;
  }
  EventLists& lists = sandbox.event_lists;
};

TEST_F(EventListsTest, AKindOfEventCanBeAskedFor) {
  const EventFilter completed{.wanted = [](const EventKind& kind) { return kind.type == EventType::backup_completed; }};
  EXPECT_THAT(times(lists.history(entity(888), completed, {1, 10})), ElementsAre(4, 2, 1));
  EXPECT_THAT(times(lists.history(entity(221), completed, {1, 10})), ElementsAre(2, 1));
  EXPECT_THAT(times(lists.monitoring(entity(221), completed, {1, 10})), ElementsAre(2, 1));
  EXPECT_THAT(times(lists.history(entity(888), completed, {2, 2})), ElementsAre(1));
}

TEST_F(EventListsTest, NamesCompareWithoutCase) {
  EXPECT_THAT(times(lists.history(entity(888), {.account_name = "ANN"}, {1, 10})), ElementsAre(2, 1, 0));
  EXPECT_THAT(times(lists.history(entity(888), {.system_name = "Pc"}, {1, 10})), ElementsAre(4, 3, 1, 0));
  EXPECT_THAT(times(lists.history(entity(888), {.account_name = "Ann", .system_name = "LAPTOP"}, {1, 10})),
              ElementsAre(2));
  EXPECT_THAT(times(lists.monitoring(entity(888), {.system_name = "PC"}, {1, 10})), ElementsAre(4, 3, 1));
  EXPECT_THAT(times(lists.recoveries(entity(888), {.system_name = "pc"}, {1, 10})), ElementsAre(5));
  EXPECT_THAT(times(lists.recoveries(entity(888), {.account_name = "ann"}, {1, 10})), IsEmpty());
}

TEST_F(EventListsTest, NamesOutsideTheSubtreeAreNotFound) {
  EXPECT_EQ(lists.history(entity(226), {.account_name = "ann"}, {1, 10}).total, 0);
  EXPECT_THAT(times(lists.history(entity(311), {.system_name = "PC"}, {1, 10})), ElementsAre(1, 0));
  EXPECT_EQ(lists.recoveries(entity(221), {}, {1, 10}).total, 0);
}

TEST_F(EventListsTest, ConditionsHoldTogether) {
  const EventFilter filter{.wanted = [](const EventKind& kind) { return kind.type == EventType::backup_completed; },
                           .account_name = "ann",
                           .period = {.from = kNoon, .to = kNoon + 1}};
  EXPECT_THAT(times(lists.history(entity(888), filter, {1, 10})), ElementsAre(1));
  EXPECT_THAT(times(lists.history(entity(888), {.period = {.from = kNoon + 2, .to = kNoon + 3}}, {1, 10})),
              ElementsAre(3, 2));
}

TEST_F(EventListsTest, PagesByNameHaveATotalToo) {
  const auto page = lists.history(entity(888), {.account_name = "ann"}, {2, 2});
  EXPECT_EQ(page.total, 3);
  EXPECT_THAT(times(page), ElementsAre(0));
  EXPECT_THAT(times(lists.history(entity(888), {.account_name = "ann"}, {3, 2})), IsEmpty());
}

}  // namespace
}  // namespace state
