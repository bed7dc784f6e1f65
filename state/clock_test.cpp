#include "state/clock.hpp"

#include <gtest/gtest.h>

namespace state {
namespace {

constexpr Instant kStart = kUnixEpoch + 20'000 * kTicksPerDay;
Instant system_now = kStart;

class ClockTest : public testing::Test {
 protected:
  ClockTest() { system_now = kStart; }
  Clock clock_{[] { return system_now; }};
};

TEST_F(ClockTest, FollowsTheSystem) {
  EXPECT_EQ(clock_.now(), kStart);
  system_now += 5;
  EXPECT_EQ(clock_.now(), kStart + 5);
}

TEST_F(ClockTest, NeverRunsBackwardsWithTheSystem) {
  EXPECT_EQ(clock_.now(), kStart);
  system_now -= kTicksPerHour;
  EXPECT_EQ(clock_.now(), kStart);
}

TEST_F(ClockTest, StandsStillWhileFrozen) {
  clock_.freeze();
  system_now += kTicksPerDay;
  EXPECT_TRUE(clock_.frozen());
  EXPECT_EQ(clock_.now(), kStart);
  clock_.unfreeze();
  EXPECT_EQ(clock_.now(), kStart);
  system_now += 7;
  EXPECT_EQ(clock_.now(), kStart + 7);
}

TEST_F(ClockTest, FreezesAtALaterInstantOnly) {
  EXPECT_TRUE(clock_.freeze(kStart + kTicksPerDay));
  EXPECT_EQ(clock_.now(), kStart + kTicksPerDay);
  EXPECT_FALSE(clock_.freeze(kStart));
  EXPECT_FALSE(clock_.freeze(kLastInstant + 1));
  EXPECT_EQ(clock_.now(), kStart + kTicksPerDay);
}

TEST_F(ClockTest, AdvancesRunningOrFrozen) {
  EXPECT_TRUE(clock_.advance(kTicksPerDay));
  EXPECT_EQ(clock_.now(), kStart + kTicksPerDay);
  clock_.freeze();
  EXPECT_TRUE(clock_.advance(3));
  EXPECT_EQ(clock_.now(), kStart + kTicksPerDay + 3);
  EXPECT_FALSE(clock_.advance(-1));
  EXPECT_FALSE(clock_.advance(kLastInstant));
  EXPECT_EQ(clock_.now(), kStart + kTicksPerDay + 3);
}

TEST_F(ClockTest, ResetReturnsToTheSystem) {
  clock_.advance(kTicksPerDay);
  clock_.freeze();
  clock_.reset();
  EXPECT_FALSE(clock_.frozen());
  EXPECT_EQ(clock_.now(), kStart);
}

TEST(Instant, AddsCalendarMonths) {
  const Instant noon = kUnixEpoch + 12 * kTicksPerHour;      // 1970-01-01T12:00
  EXPECT_EQ(add_months(noon, 3), noon + 90 * kTicksPerDay);  // 1970-04-01T12:00
  const Instant last_of_january = noon + 30 * kTicksPerDay;
  EXPECT_EQ(add_months(last_of_january, 1), noon + 58 * kTicksPerDay);  // 1970-02-28T12:00
  EXPECT_EQ(add_months(kLastInstant, 3), kLastInstant);
}

TEST(Instant, FindsTheBeginningOfDayAndMonth) {
  const Instant at = kUnixEpoch + 40 * kTicksPerDay + 5;
  EXPECT_EQ(day_of(at), kUnixEpoch + 40 * kTicksPerDay);
  EXPECT_EQ(month_of(at), kUnixEpoch + 31 * kTicksPerDay);
}

TEST(Instant, TheSystemsTimeIsInThisCentury) {
  EXPECT_GT(system_time(), kStart);
  EXPECT_LT(system_time(), kLastInstant);
}

}  // namespace
}  // namespace state
