// Points in time as the sandbox keeps them, and the calendar sums its rules need.
#pragma once
#include <cstdint>
#include <limits>

namespace state {

// .NET ticks: 100 ns steps since 0001-01-01T00:00:00 UTC. Comparable, and printable without loss as the API prints
// dates.
using Instant = std::int64_t;

inline constexpr Instant kTicksPerSecond = 10'000'000;
inline constexpr Instant kTicksPerHour = 3600 * kTicksPerSecond;
inline constexpr Instant kTicksPerDay = 24 * kTicksPerHour;
inline constexpr Instant kUnixEpoch = 621'355'968'000'000'000;          // 1970-01-01T00:00:00 UTC
inline constexpr Instant kLastInstant = 3'155'378'975'999'999'999;      // 9999-12-31T23:59:59.9999999
inline constexpr Instant kNever = std::numeric_limits<Instant>::max();  // later than every instant

// The same time of day `months` calendar months later; a day the month does not have becomes its last one.
// Results beyond kLastInstant are cut to it.
Instant add_months(Instant at, int months);

struct Date {
  int year = 1;
  int month = 1;  // 1 to 12
  int day = 1;
};
Date date_of(Instant at);

// Midnight UTC that begins the day, or the calendar month, of an instant.
constexpr Instant day_of(Instant at) { return at - at % kTicksPerDay; }
Instant month_of(Instant at);

}  // namespace state
