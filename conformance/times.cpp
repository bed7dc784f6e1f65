#include "conformance/times.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace conformance {
namespace {

constexpr std::int64_t kUnixEpoch = 62'135'596'800;  // seconds from 0001-01-01 to 1970-01-01
constexpr std::int64_t kLongest = std::int64_t{36'500} * 86'400;

std::int64_t seconds_of(char unit) {
  switch (unit) {
    case 's':
      return 1;
    case 'm':
      return 60;
    case 'h':
      return 3'600;
    case 'd':
      return 86'400;
    default:
      return 0;
  }
}

std::chrono::sys_seconds unix_time(std::int64_t ticks) {
  return std::chrono::sys_seconds(std::chrono::seconds(ticks / kTicksPerSecond - kUnixEpoch));
}

}  // namespace

std::optional<std::int64_t> read_duration(std::string_view text) {
  std::int64_t total = 0;
  std::int64_t last_unit = kLongest;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const auto digits = static_cast<std::size_t>(end - text.data());
    if (error != std::errc() || count < 0 || digits == text.size()) return std::nullopt;
    const std::int64_t unit = seconds_of(text[digits]);
    if (unit == 0 || unit >= last_unit || count > kLongest / unit) return std::nullopt;
    total += count * unit;
    if (total > kLongest) return std::nullopt;
    last_unit = unit;
    text.remove_prefix(digits + 1);
  }
  return total;
}

std::string instant_text(std::int64_t ticks) {
  const auto at = unix_time(ticks);
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time(at - day);
  std::array<char, 24> clock{};
  std::snprintf(clock.data(), clock.size(), "T%02d:%02d:%02dZ", static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return day_text(ticks) + clock.data();
}

std::string day_text(std::int64_t ticks) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(unix_time(ticks)));
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

std::int64_t machine_time() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count() / 100 + kUnixEpoch * kTicksPerSecond;
}

std::optional<std::int64_t> read_http_date(std::string_view text) {
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  int day = 0, year = 0, hour = 0, minute = 0, second = 0;
  std::array<char, 4> month{};
  const auto comma = text.find(", ");
  if (comma == std::string_view::npos) return std::nullopt;
  if (std::sscanf(std::string(text.substr(comma + 2)).c_str(), "%2d %3s %4d %2d:%2d:%2d GMT", &day, month.data(), &year,
                  &hour, &minute, &second) != 6)
    return std::nullopt;
  const auto at = kMonths.find(month.data());
  if (at == std::string_view::npos || at % 3 != 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(at / 3 + 1)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  const auto whole = std::chrono::sys_days(date).time_since_epoch() + std::chrono::hours(hour) +
                     std::chrono::minutes(minute) + std::chrono::seconds(second);
  return (std::chrono::duration_cast<std::chrono::seconds>(whole).count() + kUnixEpoch) * kTicksPerSecond;
}

}  // namespace conformance
