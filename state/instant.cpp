#include "state/instant.hpp"

#include <algorithm>
#include <chrono>

namespace state {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day calendar_day(Instant at) {
  return year_month_day{sys_days{days{at / kTicksPerDay - kUnixEpoch / kTicksPerDay}}};
}

Instant midnight(year_month_day date) {
  return (sys_days{date}.time_since_epoch().count() + kUnixEpoch / kTicksPerDay) * kTicksPerDay;
}

}  // namespace

Instant add_months(Instant at, int months) {
  year_month_day date = calendar_day(at) + std::chrono::months{months};
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return std::min(midnight(date) + at % kTicksPerDay, kLastInstant);
}

Date date_of(Instant at) {
  const year_month_day date = calendar_day(at);
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<int>(static_cast<unsigned>(date.month())),
          .day = static_cast<int>(static_cast<unsigned>(date.day()))};
}

Instant month_of(Instant at) {
  const year_month_day date = calendar_day(at);
  return midnight(date.year() / date.month() / 1);
}

}  // namespace state
