#include "state/generator.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace state {
namespace {

constexpr WorldSize kSmall{.accounts = 300, .events = 4000, .seed = 5};

TEST(Generator, IsDeterminedBySizeAndSeed) {
  Sandbox one(":memory:", kSmall.seed), two(":memory:", kSmall.seed), other(":memory:", 6);
  generate(one, kSmall);
  generate(two, kSmall);
  generate(other, {.accounts = kSmall.accounts, .events = kSmall.events, .seed = 6});
  const auto first = one.take(), second = two.take();
  EXPECT_EQ(std::string_view(reinterpret_cast<const char*>(first.data()), static_cast<std::size_t>(first.size())),
            std::string_view(reinterpret_cast<const char*>(second.data()), static_cast<std::size_t>(second.size())));
  const auto at = [](Sandbox& sandbox) { return sandbox.database.one<Instant>("SELECT at FROM event WHERE id = 1"); };
  EXPECT_NE(at(one), at(other));
}

TEST(Generator, HasAsManyAccountsAndEventsAsAskedFor) {
  Sandbox sandbox;
  generate(sandbox, kSmall);
  const Entity distributor = sandbox.entities.find(kGeneratedDistributor).value();
  EXPECT_EQ(sandbox.event_lists.history(distributor, {}, {1, 1}).total, kSmall.events);
  EXPECT_EQ(sandbox.entities.find(kGeneratedLargeCompany)->accounts, kSmall.accounts / 10);
  EXPECT_EQ(sandbox.database.one<std::int64_t>("SELECT count(*) FROM account WHERE id > 0"), kSmall.accounts);
  EXPECT_TRUE(sandbox.users.caller("888WS", "Sandbox888"));
  EXPECT_EQ(sandbox.clock.now(), kGeneratedNow);
}

// What can be seen of one entity, as text.
std::string seen(Sandbox& sandbox, std::int32_t root_id) {
  const Entity root = sandbox.entities.find(root_id).value();
  const auto text = [](const EventPage& page) {
    std::string out = std::to_string(page.total) + ":";
    for (const EventRow& row : page.rows)
      out += std::to_string(row.category) + "@" + std::to_string(row.at) + " " + row.account_name + " " +
             row.system_name.value_or("-") + " " + std::to_string(row.files.uploaded_bytes.value_or(-1)) + "\n";
    return out;
  };
  const EventFilter completed{.wanted = [](const EventKind& kind) { return kind.type == EventType::backup_completed; }};
  std::string out = text(sandbox.event_lists.history(root, {}, {1, 5000})) +
                    text(sandbox.event_lists.history(root, completed, {3, 100})) +
                    text(sandbox.event_lists.monitoring(root, {}, {1, 5000})) +
                    text(sandbox.event_lists.monitoring(root, completed, {2, 50}));
  for (const UploadTotal& day : sandbox.event_lists.days(root, 0))
    out += std::to_string(day.period) + " " + std::to_string(day.files) + " " + std::to_string(day.size_bytes) + "\n";
  return out;
}

TEST(Generator, WritesWhatTheVerbsWouldHaveWritten) {
  Sandbox bulk;
  generate(bulk, kSmall);
  Sandbox by_verbs;
  by_verbs.restore(bulk.take());
  for (const char* table : {"event", "monitor", "upload", "event_day", "timeline_entry", "timeline_count", "due"})
    by_verbs.database.script(std::string("DELETE FROM ") + table);
  by_verbs.database.script("DELETE FROM event_source; UPDATE account SET monitored = 0;");

  const auto told = bulk.event_lists.history(bulk.entities.find(kInfrascale).value(), {}, {1, kSmall.events}).rows;
  for (auto one = told.rbegin(); one != told.rend(); ++one) {
    const EventKind kind = EventKind::of(one->category);
    by_verbs.monitoring.record(source_of(by_verbs.accounts.find(one->account_name).value(), one->system_name),
                               Event{.type = kind.type,
                                     .backup_type = kind.backup_type,
                                     .indicator = kind.indicator,
                                     .at = one->at,
                                     .scheduled = one->scheduled,
                                     .files = one->files,
                                     .duration_seconds = one->duration_seconds});
  }
  for (const std::int32_t root : {1, 888, 889, 890, 891, 895})
    EXPECT_EQ(seen(bulk, root), seen(by_verbs, root)) << root;
  const auto month = month_of(kGeneratedNow - kTicksPerDay);
  for (std::int32_t id = 1; id <= kSmall.accounts; ++id) {
    const auto of = [&](Sandbox& sandbox) { return sandbox.uploads.by_month(std::array{id}, month); };
    ASSERT_EQ(of(bulk).size(), of(by_verbs).size()) << id;
    if (!of(bulk).empty()) {
      EXPECT_EQ(of(bulk)[0].size_bytes, of(by_verbs)[0].size_bytes) << id;
    }
  }
}

TEST(Generator, LeavesNothingOverdue) {
  Sandbox sandbox;
  generate(sandbox, kSmall);
  EXPECT_EQ(sandbox.catch_up(), 0);
  EXPECT_TRUE(sandbox.schedule.next());
  sandbox.clock.advance(365 * kTicksPerDay);
  EXPECT_GT(sandbox.catch_up(), 0);
  EXPECT_GT(sandbox.event_lists.history(sandbox.entities.find(1).value(), {}, {1, 1}).total, kSmall.events);
}

}  // namespace
}  // namespace state
