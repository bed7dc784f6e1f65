#include "services/appliances_management/rows.hpp"

#include <gtest/gtest.h>

namespace services::appliances_management {
namespace {

constexpr state::Instant days(std::int64_t count) { return count * state::kTicksPerDay; }
constexpr state::Instant clock(int hours, int minutes, int seconds) {
  return (hours * 3600 + minutes * 60 + seconds) * state::kTicksPerSecond;
}

TEST(UpTime, ReadsAsInTheDocumentsExamples) {
  EXPECT_EQ(up_time_text(days(4) + clock(10, 43, 58)), "4 days, 10:43:58");
  EXPECT_EQ(up_time_text(days(1) + clock(18, 34, 43)), "1 day, 18:34:43");
  EXPECT_EQ(up_time_text(days(45) + clock(19, 10, 57)), "1 month, 15 days, 19:10:57");
}

TEST(UpTime, LeavesOutUnitsThatAreNone) {
  EXPECT_EQ(up_time_text(0), "0:00:00");
  EXPECT_EQ(up_time_text(days(60) + clock(0, 0, 1)), "2 months, 0:00:01");
  EXPECT_EQ(up_time_text(days(365 + 1)), "1 year, 1 day, 0:00:00");
}

}  // namespace
}  // namespace services::appliances_management
