// Instants and durations, good and bad.
#include "control/time_text.hpp"

#include <gtest/gtest.h>

namespace control {
namespace {

using state::kLastInstant;
using state::kTicksPerDay;
using state::kTicksPerSecond;

TEST(Instant, ReadsWhatItPrints) {
  for (const char* text : {"2019-08-01T07:25:01.4035602Z", "2016-05-19T12:44:31.087Z", "0001-01-01T00:00:00Z",
                           "9999-12-31T23:59:59.9999999Z", "2020-02-29T00:00:00Z"}) {
    ASSERT_TRUE(parse_instant(text)) << text;
    EXPECT_EQ(format_instant(*parse_instant(text)), text);
  }
}

TEST(Instant, CountsTicksAsDotNetDoes) {
  EXPECT_EQ(parse_instant("0001-01-01"), 0);
  EXPECT_EQ(parse_instant("1970-01-01"), 621'355'968'000'000'000);
  EXPECT_EQ(parse_instant("9999-12-31T23:59:59.9999999"), kLastInstant);
}

TEST(Instant, TakesOffsetsAndUtcWhenThereIsNone) {
  EXPECT_EQ(parse_instant("2019-08-01T09:25+02:00"), parse_instant("2019-08-01T07:25:00Z"));
  EXPECT_EQ(parse_instant("2019-08-01T07:25"), parse_instant("2019-08-01T07:25:00Z"));
}

TEST(Instant, RefusesWhatIsNoInstant) {
  for (const char* text : {"", "2019", "2019-13-01", "2019-02-29", "2019-08-01T", "2019-08-01T24:00",
                           "2019-08-01T07:25:01.", "2019-08-01T07:25:01.12345678Z", "2019-08-01 07:25", "2019-08-01Z",
                           "2019-08-01T07:25:01ZZ", "0000-01-01", "0001-01-01T00:00+01:00", "tomorrow"}) {
    EXPECT_FALSE(parse_instant(text)) << text;
  }
}

TEST(Duration, ReadsShortForms) {
  EXPECT_EQ(parse_duration("8d"), 8 * kTicksPerDay);
  EXPECT_EQ(parse_duration("1h30m"), 5'400 * kTicksPerSecond);
  EXPECT_EQ(parse_duration("2w 3d"), 17 * kTicksPerDay);
  EXPECT_EQ(parse_duration("1s250ms"), 12'500'000);
  EXPECT_EQ(parse_duration("0s"), 0);
}

TEST(Duration, ReadsIsoForms) {
  EXPECT_EQ(parse_duration("P8D"), 8 * kTicksPerDay);
  EXPECT_EQ(parse_duration("PT8H"), 8 * 3'600 * kTicksPerSecond);
  EXPECT_EQ(parse_duration("P1DT12H30M5.5S"), kTicksPerDay + 45'005 * kTicksPerSecond + 5'000'000);
  EXPECT_EQ(parse_duration("P2W"), 14 * kTicksPerDay);
}

TEST(Duration, RefusesWhatIsNoDuration) {
  for (const char* text : {"", "8", "d", "-8d", "8d8d", "5m1h", "8x", "P", "PT", "P1M", "P1Y", "PT1D", "P1H", "P1DT",
                           "PT1.5H", "99999999999w", "1.5h", "8 days"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

TEST(FormatMailDate, WritesTheDayOfTheWeekAndTheMonth) {
  EXPECT_EQ(format_mail_date(parse_instant("2019-08-01T07:25:01.4Z").value()), "Thu, 01 Aug 2019 07:25:01 +0000");
  EXPECT_EQ(format_mail_date(parse_instant("2026-11-29").value()), "Sun, 29 Nov 2026 00:00:00 +0000");
  EXPECT_EQ(format_mail_date(parse_instant("1960-02-29T23:59:59Z").value()), "Mon, 29 Feb 1960 23:59:59 +0000");
}

TEST(DurationText, IsPrintedSoThatItReadsBack) {
  const std::int64_t second = state::kTicksPerSecond;
  EXPECT_EQ(format_duration(0), "PT0S");
  EXPECT_EQ(format_duration(8 * state::kTicksPerDay), "P8D");
  EXPECT_EQ(format_duration(state::kTicksPerDay + 5430 * second + 5), "P1DT1H30M30.0000005S");
  for (const std::int64_t ticks :
       {std::int64_t{1}, second / 2, 60 * second, 3600 * second + 1, 15 * state::kTicksPerDay - 3})
    EXPECT_EQ(parse_duration(format_duration(ticks)), ticks) << format_duration(ticks);
}

}  // namespace
}  // namespace control
