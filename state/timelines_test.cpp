#include "state/timelines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

namespace state {
namespace {

constexpr Instant kStart = kUnixEpoch + 20'000 * kTicksPerDay;
constexpr std::array<std::int32_t, 2> kBoth{888, 311};

class TimelinesTest : public testing::Test {
 protected:
  void add(const TimelineEntry& entry) {
    timelines.add(Timeline::history, kBoth, entry);
    entries.push_back(entry);
  }

  // Thousands of entries in a year, most of them in one busy week and many at the same instant.
  void add_many(std::size_t count) {
    std::mt19937 random(1);
    for (std::size_t i = 0; i < count; ++i) {
      Instant at = kStart + static_cast<Instant>(random() % 365) * kTicksPerDay;
      if (i % 3 != 0) at = kStart + 100 * kTicksPerDay + static_cast<Instant>(random()) * 1000;
      add({.category = static_cast<std::int32_t>(random() % 5), .at = at, .id = static_cast<std::int64_t>(i + 1)});
    }
  }

  TimelinePage expected(const std::vector<std::int32_t>& wanted, Period period, PageOf page) const {
    auto kept = entries;
    std::erase_if(kept, [&](const TimelineEntry& entry) {
      return entry.at < period.from || entry.at > period.to || std::ranges::count(wanted, entry.category) == 0;
    });
    std::ranges::sort(kept, std::greater(), [](const TimelineEntry& e) { return std::pair(e.at, e.id); });
    TimelinePage out{.total = static_cast<std::int64_t>(kept.size())};
    for (std::int64_t at = page.offset(); at < std::min(out.total, page.offset() + page.size); ++at)
      out.ids.push_back(kept[static_cast<std::size_t>(at)].id);
    return out;
  }

  void expect_same(const std::vector<std::int32_t>& wanted, Period period, PageOf page) {
    const auto found = timelines.page(Timeline::history, 311, wanted, period, page);
    const auto right = expected(wanted, period, page);
    EXPECT_EQ(found.total, right.total) << "page " << page.index << " of " << page.size;
    EXPECT_EQ(found.ids, right.ids) << "page " << page.index << " of " << page.size;
  }

  void expect_every_page_right() {
    const Period week{.from = kStart + 99 * kTicksPerDay, .to = kStart + 101 * kTicksPerDay + 5};
    for (const std::vector<std::int32_t>& wanted : {std::vector{0, 1, 2, 3, 4}, {2}, {1, 3}, {}})
      for (const Period& period : {Period{}, week, Period{.from = kStart + 200 * kTicksPerDay}, Period{.to = kStart}})
        for (const PageOf page : {PageOf{1, 1}, {1, 50}, {7, 50}, {2, 700}, {13, 100}, {1, 5000}, {1000, 5000}})
          expect_same(wanted, period, page);
  }

  Database database;
  Timelines timelines{database};
  std::vector<TimelineEntry> entries;
};

TEST_F(TimelinesTest, AnEmptyOneHasNoPages) {
  const auto page = timelines.page(Timeline::history, 311, {}, {}, {.index = 1, .size = 10});
  EXPECT_EQ(page.total, 0);
  EXPECT_TRUE(page.ids.empty());
  EXPECT_TRUE(timelines.categories(Timeline::history, 311).empty());
}

TEST_F(TimelinesTest, TheNewestComeFirstAndOfOneInstantTheHighestId) {
  add({.category = 1, .at = kStart, .id = 1});
  add({.category = 2, .at = kStart + 5, .id = 2});
  add({.category = 1, .at = kStart, .id = 3});
  EXPECT_EQ(timelines.page(Timeline::history, 311, {1, 2}, {}, {.index = 1, .size = 10}).ids,
            (std::vector<std::int64_t>{2, 3, 1}));
  EXPECT_EQ(timelines.categories(Timeline::history, 311), (std::vector<std::int32_t>{1, 2}));
}

TEST_F(TimelinesTest, BothEndsOfAPeriodBelongToIt) {
  for (Instant at = 0; at < 5; ++at) add({.at = kStart + at, .id = at + 1});
  EXPECT_EQ(timelines.page(Timeline::history, 311, {0}, {.from = kStart + 1, .to = kStart + 3}, {1, 10}).ids,
            (std::vector<std::int64_t>{4, 3, 2}));
  EXPECT_EQ(timelines.page(Timeline::history, 311, {0}, {.from = kStart + 3, .to = kStart + 1}, {1, 10}).total, 0);
}

TEST_F(TimelinesTest, EveryPageOfManyEntriesIsWhatSortingThemAllGives) {
  add_many(6000);
  expect_every_page_right();
}

TEST_F(TimelinesTest, EntriesThatGoAwayAreMissed) {
  add_many(3000);
  for (std::size_t i = 0; i < 2500; ++i) {
    timelines.remove(Timeline::history, kBoth, entries.front());
    entries.erase(entries.begin());
  }
  expect_every_page_right();
  timelines.remove(Timeline::history, kBoth, {.category = 1, .at = 1, .id = 1});  // never was there
  expect_same({0, 1, 2, 3, 4}, {}, {1, 10});
}

TEST_F(TimelinesTest, CountingEverythingAnewChangesNoAnswer) {
  add_many(4000);
  timelines.count_everything();
  expect_every_page_right();
  add({.category = 4, .at = kStart + 100 * kTicksPerDay, .id = 100'000});
  expect_every_page_right();
}

TEST_F(TimelinesTest, WhatStandsInOneCanBeAddedToAnotherAndTakenAway) {
  add_many(1500);
  timelines.add_all(311, 226);
  EXPECT_EQ(timelines.page(Timeline::history, 226, {2}, {}, {3, 40}).ids, expected({2}, {}, {3, 40}).ids);
  timelines.add(Timeline::history, std::array<std::int32_t, 1>{226}, {.category = 9, .at = kStart, .id = 99'999});
  timelines.remove_all(311, 226);
  EXPECT_EQ(timelines.categories(Timeline::history, 226), std::vector<std::int32_t>{9});
  EXPECT_EQ(timelines.page(Timeline::history, 226, {9}, {}, {1, 40}).ids, std::vector<std::int64_t>{99'999});
}

}  // namespace
}  // namespace state
