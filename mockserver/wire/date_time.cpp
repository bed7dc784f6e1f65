#include "wire/date_time.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace wire {
namespace {

using contract::DateTime;
using contract::TimeKind;

constexpr int kLeapYear = 1904;  // the year of values that have none

constexpr bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr int days_in_month(int year, int month) {
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

// Days from 0001-01-01.
constexpr std::int64_t day_number(int year, int month, int day) {
  const std::int64_t before = year - 1;
  std::int64_t days = before * 365 + before / 4 - before / 100 + before / 400 + day - 1;
  for (int m = 1; m < month; ++m) days += days_in_month(year, m);
  return days;
}

struct Date {
  int year = 1;
  int month = 1;
  int day = 1;
};

Date date_of(std::int64_t days) {
  Date date;
  std::int64_t left = days % 146'097;  // days in 400 years
  const auto take = [&left](std::int64_t length, std::int64_t at_most) {
    const std::int64_t count = std::min(left / length, at_most);
    left -= count * length;
    return static_cast<int>(count);
  };
  date.year += static_cast<int>(days / 146'097) * 400 + take(36'524, 3) * 100;
  date.year += take(1'461, 24) * 4;
  date.year += take(365, 3);
  while (left >= days_in_month(date.year, date.month)) left -= days_in_month(date.year, date.month++);
  date.day += static_cast<int>(left);
  return date;
}

struct Zone {
  TimeKind kind = TimeKind::unspecified;
  int offset_minutes = 0;
};

bool is_white(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Reads from the left. A failed attempt leaves the place as it was.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool take(std::string_view literal) {
    if (!rest_.starts_with(literal)) return false;
    rest_.remove_prefix(literal.size());
    return true;
  }

  std::optional<int> digits(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }

  std::optional<int> digits(std::size_t count, int low, int high) {
    const Cursor before = *this;
    const auto value = digits(count);
    if (value && *value >= low && *value <= high) return value;
    *this = before;
    return std::nullopt;
  }

  // "-MM-DD" behind a year.
  bool month_and_day(Date& date) {
    const Cursor before = *this;
    if (take("-")) {
      if (const auto month = digits(2, 1, 12); month && take("-")) {
        if (const auto day = digits(2, 1, days_in_month(date.year, *month))) {
          date.month = *month;
          date.day = *day;
          return true;
        }
      }
    }
    *this = before;
    return false;
  }

  // "HH:MM:SS" with an optional fraction, in ticks.
  std::optional<std::int64_t> time_of_day() {
    const Cursor before = *this;
    const auto hour = digits(2, 0, 23);
    const auto minute = hour && take(":") ? digits(2, 0, 59) : std::nullopt;
    const auto second = minute && take(":") ? digits(2, 0, 59) : std::nullopt;
    const auto part = second ? fraction() : std::nullopt;
    if (!part) {
      *this = before;
      return std::nullopt;
    }
    return ((*hour * 60 + *minute) * 60 + *second) * DateTime::kTicksPerSecond + *part;
  }

  // The zone, then nothing but whitespace up to the end.
  std::optional<Zone> zone_and_end() {
    Zone zone;
    if (take("Z")) {
      zone.kind = TimeKind::utc;
    } else if (rest_.starts_with('+') || rest_.starts_with('-')) {
      const int sign = rest_.front() == '-' ? -1 : 1;
      Cursor after = *this;
      after.rest_.remove_prefix(1);
      const auto hours = after.digits(2);
      const auto minutes = hours && after.take(":") ? after.digits(2) : std::nullopt;
      if (!minutes) return std::nullopt;
      zone = {TimeKind::local, sign * (*hours * 60 + *minutes)};
      *this = after;
    }
    if (!std::ranges::all_of(rest_, is_white)) return std::nullopt;
    return zone;
  }

 private:
  // Ticks of an optional fraction; rounded to seven digits, halves to even.
  std::optional<std::int64_t> fraction() {
    if (!take(".")) return 0;
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
    if (count == 0) return std::nullopt;
    std::int64_t ticks = 0;
    for (std::size_t i = 0; i < 7; ++i) ticks = ticks * 10 + (i < count ? rest_[i] - '0' : 0);
    if (count > 7 && rest_[7] >= '5') {
      const bool half = rest_[7] == '5' && rest_.substr(8, count - 8).find_first_not_of('0') == std::string_view::npos;
      if (!half || ticks % 2 == 1) ++ticks;
    }
    rest_.remove_prefix(count);
    return ticks;
  }

  std::string_view rest_;
};

// A value as written, not yet converted to the server's zone.
struct Written {
  Date date;
  std::int64_t time = 0;
  Zone zone;
};

std::optional<Written> read(std::string_view text, const Date& today) {
  const Cursor start(text);
  const auto complete = [](Cursor cursor, Date date, std::int64_t time = 0) -> std::optional<Written> {
    const auto zone = cursor.zone_and_end();
    return zone ? std::optional(Written{date, time, *zone}) : std::nullopt;
  };

  if (Cursor at = start; const auto year = at.digits(4, 1, 9999)) {
    Date date{*year, 1, 1};
    if (Cursor dated = at; dated.month_and_day(date)) {
      if (Cursor timed = dated; timed.take("T")) {
        if (const auto time = timed.time_of_day()) {
          if (auto value = complete(timed, date, *time)) return value;
        }
      }
      if (auto value = complete(dated, date)) return value;
    }
    if (Cursor monthly = at; monthly.take("-")) {
      if (const auto month = monthly.digits(2, 1, 12)) {
        if (auto value = complete(monthly, {*year, *month, 1})) return value;
      }
    }
    return complete(at, {*year, 1, 1});
  }
  if (Cursor at = start; const auto time = at.time_of_day()) return complete(at, today, *time);
  if (Cursor at = start; at.take("---")) {
    const auto day = at.digits(2, 1, 31);
    return day ? complete(at, {today.year, 1, *day}) : std::nullopt;
  }
  if (Cursor at = start; at.take("--")) {
    const auto month = at.digits(2, 1, 12);
    if (!month) return std::nullopt;
    if (Cursor daily = at; daily.take("-")) {
      if (const auto day = daily.digits(2, 1, days_in_month(kLeapYear, *month))) {
        if (auto value = complete(daily, {kLeapYear, *month, *day})) return value;
      }
    }
    if (auto value = complete(at, {today.year, *month, 1})) return value;
    return at.take("--") ? complete(at, {today.year, *month, 1}) : std::nullopt;
  }
  return std::nullopt;
}

void append_digits(std::string& out, std::int64_t value, std::size_t count) {
  std::array<char, 8> digits{};
  for (std::size_t i = count; i-- > 0; value /= 10) digits[i] = static_cast<char>('0' + value % 10);
  out.append(digits.data(), count);
}

}  // namespace

std::optional<ConversionError> parse_value(std::string_view text, const ServerClock& clock, DateTime& value) {
  std::string_view from = text;
  while (!from.empty() && is_white(from.front())) from.remove_prefix(1);
  const std::int64_t now = std::clamp<std::int64_t>(
      clock.now_utc_ticks() + clock.offset_minutes * DateTime::kTicksPerMinute, 0, DateTime::kMaxTicks);
  const auto written = read(from, date_of(now / DateTime::kTicksPerDay));
  if (!written) return ConversionError{"The string '" + std::string(text) + "' is not a valid AllXsd value."};

  const auto& date = written->date;
  std::int64_t ticks = day_number(date.year, date.month, date.day) * DateTime::kTicksPerDay + written->time;
  if (ticks > DateTime::kMaxTicks) {  // a fraction rounded up at the end of time
    return ConversionError{
        "The added or subtracted value results in an un-representable DateTime.\r\nParameter name: value"};
  }
  if (written->zone.kind == TimeKind::local) {
    const std::int64_t shift = clock.offset_minutes - written->zone.offset_minutes;
    ticks = std::clamp<std::int64_t>(ticks + shift * DateTime::kTicksPerMinute, 0, DateTime::kMaxTicks);
    value = {ticks, TimeKind::local, clock.offset_minutes};
  } else {
    value = {ticks, written->zone.kind, 0};
  }
  return std::nullopt;
}

void append_value(std::string& out, const DateTime& value) {
  const auto date = date_of(value.ticks / DateTime::kTicksPerDay);
  append_digits(out, date.year, 4);
  out += '-';
  append_digits(out, date.month, 2);
  out += '-';
  append_digits(out, date.day, 2);
  const std::int64_t seconds = value.ticks % DateTime::kTicksPerDay / DateTime::kTicksPerSecond;
  out += 'T';
  append_digits(out, seconds / 3600, 2);
  out += ':';
  append_digits(out, seconds / 60 % 60, 2);
  out += ':';
  append_digits(out, seconds % 60, 2);
  if (std::int64_t fraction = value.ticks % DateTime::kTicksPerSecond; fraction != 0) {
    std::size_t count = 7;
    for (; fraction % 10 == 0; fraction /= 10) --count;
    out += '.';
    append_digits(out, fraction, count);
  }
  if (value.kind == TimeKind::utc) out += 'Z';
  if (value.kind == TimeKind::local) {
    const int offset = value.offset_minutes;
    out += offset < 0 ? '-' : '+';
    append_digits(out, std::abs(offset) / 60, 2);
    out += ':';
    append_digits(out, std::abs(offset) % 60, 2);
  }
}

}  // namespace wire
