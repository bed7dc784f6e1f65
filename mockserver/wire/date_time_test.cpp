#include "wire/date_time.hpp"

#include <gtest/gtest.h>

namespace wire {
namespace {

using contract::DateTime;
using contract::TimeKind;

// 2026-11-23T01:30:00Z seen by a server five hours behind: there it is still the 22nd.
constexpr std::int64_t kNow = 639'309'942'000'000'000;
constexpr std::int16_t kOffset = -300;

std::string printed(const DateTime& value) {
  std::string out;
  append_value(out, value);
  return out;
}

// The value as the host would print it back, or the error in parentheses.
std::string echo(std::string_view text, std::int16_t offset = kOffset) {
  DateTime value{42, TimeKind::utc, 0};
  const auto error = parse_value(text, {.now_utc_ticks = [] { return kNow; }, .offset_minutes = offset}, value);
  if (!error) return printed(value);
  EXPECT_EQ(value.ticks, 42);
  EXPECT_FALSE(error->is_xml_exception);
  return "(" + error->text + ")";
}

std::string refusal(std::string_view text) {
  return "(The string '" + std::string(text) + "' is not a valid AllXsd value.)";
}

TEST(DateTime, HostRule65AcceptedForms) {
  EXPECT_EQ(echo("2024-01-02T03:04:05"), "2024-01-02T03:04:05");
  EXPECT_EQ(echo(" \n2024-01-02T03:04:05 \t"), "2024-01-02T03:04:05");
  EXPECT_EQ(echo("2024-01-02"), "2024-01-02T00:00:00");
  EXPECT_EQ(echo("2024-01-02Z"), "2024-01-02T00:00:00Z");
  EXPECT_EQ(echo("2024"), "2024-01-01T00:00:00");
  EXPECT_EQ(echo("2024-03"), "2024-03-01T00:00:00");
  EXPECT_EQ(echo("--02-29"), "1904-02-29T00:00:00");
}

TEST(DateTime, HostRule65ATimeOfDayIsTodayOnTheServer) {
  EXPECT_EQ(echo("10:11:12"), "2026-11-22T10:11:12");
  EXPECT_EQ(echo("10:11:12", 0), "2026-11-23T10:11:12");
  EXPECT_EQ(echo("10:11:12Z"), "2026-11-22T10:11:12Z");
}

TEST(DateTime, MonthsAndDaysAloneAreOfTheCurrentYear) {
  EXPECT_EQ(echo("--05"), "2026-05-01T00:00:00");
  EXPECT_EQ(echo("--05--"), "2026-05-01T00:00:00");
  EXPECT_EQ(echo("---07"), "2026-01-07T00:00:00");
}

TEST(DateTime, HostRule66RefusedForms) {
  for (const std::string_view text : {"2024-01-02T24:00:00",
                                      "2024-01-02 03:04:05",
                                      "2024-01-02t03:04:05",
                                      "2024-01-02T03:04:05z",
                                      "2024-01-02T03:04",
                                      "2024-1-02T03:04:05",
                                      "2024-02-30",
                                      "2023-02-29",
                                      "0000-01-01T00:00:00",
                                      "-2024-01-01T00:00:00",
                                      "12024-01-01",
                                      "2024-01-02T03:04:05.Z",
                                      "2024-01-02T03:04:60",
                                      "2024-01-02T03:60:00",
                                      "2024-13-01",
                                      "2024-00-01",
                                      "2024-01-00",
                                      "2024-01-02T03:04:05+0500",
                                      "2024-01-02T03:04:05+5",
                                      "2024-01-02T03:04:05 x",
                                      "x",
                                      "--13-01",
                                      "--02-30",
                                      "---32",
                                      "2024-",
                                      "T10:11:12"}) {
    EXPECT_EQ(echo(text), refusal(text));
  }
}

TEST(DateTime, HostRule62TheRawTextIsEchoed) {
  EXPECT_EQ(echo(""), refusal(""));
  EXPECT_EQ(echo("\n  soon\n"), refusal("\n  soon\n"));
}

TEST(DateTime, HostRule66FractionsAreRoundedToSevenDigits) {
  EXPECT_EQ(echo("2024-01-02T03:04:05.12345678"), "2024-01-02T03:04:05.1234568");
  EXPECT_EQ(echo("2024-01-02T03:04:05.12345665"), "2024-01-02T03:04:05.1234566");
  EXPECT_EQ(echo("2024-01-02T03:04:05.123456650001"), "2024-01-02T03:04:05.1234567");
  EXPECT_EQ(echo("2023-12-31T23:59:59.99999999Z"), "2024-01-01T00:00:00Z");
  EXPECT_EQ(echo("9999-12-31T23:59:59.9999999"), "9999-12-31T23:59:59.9999999");
  EXPECT_EQ(echo("9999-12-31T23:59:59.99999999").front(), '(');
}

TEST(DateTime, HostRule67AZoneDecidesTheKind) {
  EXPECT_EQ(echo("2024-01-02T03:04:05Z"), "2024-01-02T03:04:05Z");
  EXPECT_EQ(echo("2024-01-02T03:04:05+02:00"), "2024-01-01T20:04:05-05:00");
  EXPECT_EQ(echo("2024-01-02T03:04:05-05:00"), "2024-01-02T03:04:05-05:00");
  EXPECT_EQ(echo("2024-01-02T03:04:05+02:00", 0), "2024-01-02T01:04:05+00:00");
}

TEST(DateTime, HostRule66LargeOffsetsAreAccepted) {
  EXPECT_EQ(echo("2024-01-02T03:04:05+15:00", 0), "2024-01-01T12:04:05+00:00");
}

TEST(DateTime, LocalTimesStopAtTheEndsOfTime) {
  EXPECT_EQ(echo("0001-01-01T00:00:00+02:00"), "0001-01-01T00:00:00-05:00");
  EXPECT_EQ(echo("9999-12-31T23:59:59-02:00", 60), "9999-12-31T23:59:59.9999999+01:00");
}

TEST(DateTime, HostRule68FractionsAndZonesArePrinted) {
  EXPECT_EQ(echo("2024-01-02T03:04:05.1200Z"), "2024-01-02T03:04:05.12Z");
  EXPECT_EQ(echo("2024-01-02T03:04:05.000"), "2024-01-02T03:04:05");
  EXPECT_EQ(echo("2024-01-02T03:04:05.0000001"), "2024-01-02T03:04:05.0000001");
  EXPECT_EQ(printed({DateTime::kTicksPerDay, TimeKind::local, 330}), "0001-01-02T00:00:00+05:30");
}

TEST(DateTime, HostRule69TheDefaultValue) { EXPECT_EQ(printed({}), "0001-01-01T00:00:00"); }

TEST(DateTime, EveryDaySurvivesTheWayThereAndBack) {
  for (std::int64_t day = 0; day <= DateTime::kMaxTicks / DateTime::kTicksPerDay; day += 13) {
    const auto value = DateTime::utc(day * DateTime::kTicksPerDay);
    DateTime back;
    ASSERT_FALSE(parse_value(printed(value), {}, back));
    ASSERT_EQ(back, value);
  }
}

}  // namespace
}  // namespace wire
