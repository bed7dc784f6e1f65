// Reading and printing of instants and durations.
#include "control/time_text.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace control {
namespace {

using state::kLastInstant;
using state::kTicksPerDay;
using state::kTicksPerSecond;
using state::kUnixEpoch;

// Walks over a text; every member answers false and stays put when the text does not go on as asked.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}
  bool done() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool skip(char c) {
    if (peek() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool skip(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  // A number of `least` to `most` digits.
  bool digits(std::size_t least, std::size_t most, std::int64_t& value, std::size_t* count = nullptr) {
    std::size_t n = 0;
    std::int64_t number = 0;
    while (n < rest_.size() && n < most && rest_[n] >= '0' && rest_[n] <= '9')
      number = number * 10 + (rest_[n++] - '0');
    if (n < least) return false;
    rest_.remove_prefix(n);
    value = number;
    if (count != nullptr) *count = n;
    return true;
  }

 private:
  std::string_view rest_;
};

// ".4035602" in ticks.
bool fraction(Cursor& at, std::int64_t& ticks) {
  std::size_t count = 0;
  if (!at.digits(1, 7, ticks, &count)) return false;
  for (; count < 7; ++count) ticks *= 10;
  return true;
}

bool time_of_day(Cursor& at, std::int64_t& ticks) {
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  std::int64_t part = 0;
  if (!at.digits(2, 2, hour) || !at.skip(':') || !at.digits(2, 2, minute)) return false;
  if (at.skip(':')) {
    if (!at.digits(2, 2, second)) return false;
    if (at.skip('.') && !fraction(at, part)) return false;
  }
  if (hour > 23 || minute > 59 || second > 59) return false;
  ticks = ((hour * 60 + minute) * 60 + second) * kTicksPerSecond + part;
  return true;
}

bool zone_offset(Cursor& at, std::int64_t& ticks) {
  if (at.skip('Z') || at.done()) return true;
  const bool west = at.peek() == '-';
  if (!at.skip('+') && !at.skip('-')) return false;
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  if (!at.digits(2, 2, hour) || !at.skip(':') || !at.digits(2, 2, minute) || hour > 14 || minute > 59) return false;
  ticks = (hour * 60 + minute) * 60 * kTicksPerSecond * (west ? -1 : 1);
  return true;
}

struct Unit {
  std::string_view name;
  std::int64_t ticks;
};

constexpr std::array<Unit, 6> kUnits = {{{"w", 7 * kTicksPerDay},
                                         {"d", kTicksPerDay},
                                         {"h", 3'600 * kTicksPerSecond},
                                         {"ms", kTicksPerSecond / 1'000},
                                         {"m", 60 * kTicksPerSecond},
                                         {"s", kTicksPerSecond}}};

// Adds `count` units unless the sum leaves the calendar.
bool add(std::int64_t& sum, std::int64_t count, std::int64_t unit) {
  if (count > (kLastInstant - sum) / unit) return false;
  sum += count * unit;
  return true;
}

std::optional<std::int64_t> parse_plain_duration(Cursor at) {
  std::int64_t sum = 0;
  std::int64_t last = kLastInstant;
  while (!at.done()) {
    std::int64_t count = 0;
    if (!at.digits(1, 12, count)) return std::nullopt;
    const Unit* unit = nullptr;
    for (const Unit& candidate : kUnits) {
      if (unit == nullptr && at.skip(candidate.name)) unit = &candidate;
    }
    if (unit == nullptr || unit->ticks >= last || !add(sum, count, unit->ticks)) return std::nullopt;
    last = unit->ticks;
    while (at.skip(' ')) {
    }
  }
  return sum;
}

// ISO 8601, the part after 'P'.
std::optional<std::int64_t> parse_iso_duration(Cursor at) {
  constexpr std::array<Unit, 5> kIso = {{{"W", 7 * kTicksPerDay},
                                         {"D", kTicksPerDay},
                                         {"H", 3'600 * kTicksPerSecond},
                                         {"M", 60 * kTicksPerSecond},
                                         {"S", kTicksPerSecond}}};
  std::int64_t sum = 0;
  std::int64_t last = kLastInstant;
  bool in_time = false;
  if (at.done()) return std::nullopt;
  while (!at.done()) {
    if (!in_time && at.skip('T')) in_time = true;
    std::int64_t count = 0;
    std::int64_t part = 0;
    if (!at.digits(1, 12, count)) return std::nullopt;
    const bool has_fraction = at.skip('.');
    if (has_fraction && !fraction(at, part)) return std::nullopt;
    const Unit* unit = nullptr;
    for (const Unit& candidate : kIso) {
      if (unit == nullptr && at.skip(candidate.name)) unit = &candidate;
    }
    if (unit == nullptr || unit->ticks >= last || (unit->ticks < kTicksPerDay) != in_time) return std::nullopt;
    if (has_fraction && unit->ticks != kTicksPerSecond) return std::nullopt;
    if (!add(sum, count, unit->ticks) || !add(sum, part, 1)) return std::nullopt;
    last = unit->ticks;
  }
  return sum;
}

// The part of a second as ".4035602", without trailing zeros; empty for none.
std::string fraction_text(std::int64_t ticks) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), ".%07d", static_cast<int>(ticks % kTicksPerSecond));
  std::string out(text.data());
  while (out.back() == '0') out.pop_back();
  return out == "." ? "" : out;
}

}  // namespace

std::optional<state::Instant> parse_instant(std::string_view text) {
  Cursor at(text);
  std::int64_t year = 0;
  std::int64_t month = 0;
  std::int64_t day = 0;
  if (!at.digits(4, 4, year) || !at.skip('-') || !at.digits(2, 2, month) || !at.skip('-') || !at.digits(2, 2, day)) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (year < 1 || !date.ok()) return std::nullopt;
  std::int64_t time = 0;
  std::int64_t offset = 0;
  if (at.skip('T') && (!time_of_day(at, time) || !zone_offset(at, offset))) return std::nullopt;
  if (!at.done()) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  const std::int64_t ticks = kUnixEpoch + days * kTicksPerDay + time - offset;
  if (ticks < 0 || ticks > kLastInstant) return std::nullopt;
  return ticks;
}

std::optional<std::int64_t> parse_duration(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return text.front() == 'P' ? parse_iso_duration(Cursor(text.substr(1))) : parse_plain_duration(Cursor(text));
}

std::string format_instant(state::Instant ticks) {
  std::int64_t days = ticks / kTicksPerDay;
  const std::int64_t rest = ticks % kTicksPerDay;
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days - kUnixEpoch / kTicksPerDay))};
  const auto seconds = static_cast<int>(rest / kTicksPerSecond);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), seconds / 3'600,
                seconds / 60 % 60, seconds % 60);
  return text.data() + fraction_text(rest) + "Z";
}

std::string format_duration(std::int64_t ticks) {
  const auto part = [](std::int64_t count, const char* unit) {
    return count == 0 ? std::string() : std::to_string(count) + unit;
  };
  const std::int64_t seconds = ticks / kTicksPerSecond;
  const std::string fraction = fraction_text(ticks);
  std::string time = part(seconds / 3'600 % 24, "H") + part(seconds / 60 % 60, "M");
  if (seconds % 60 != 0 || !fraction.empty() || ticks == 0) time += std::to_string(seconds % 60) + fraction + "S";
  return "P" + part(ticks / kTicksPerDay, "D") + (time.empty() ? "" : "T" + time);
}

std::string format_mail_date(state::Instant at) {
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::sys_days day(std::chrono::days(at / kTicksPerDay - kUnixEpoch / kTicksPerDay));
  const std::chrono::year_month_day date(day);
  const auto seconds = static_cast<int>(at % kTicksPerDay / kTicksPerSecond);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                kDays[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()), seconds / 3'600,
                seconds / 60 % 60, seconds % 60);
  return text.data();
}

}  // namespace control
