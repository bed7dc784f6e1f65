// Dates as the service prints them, and as it keeps them.
#pragma once
#include <algorithm>

#include "services/vocabulary.hpp"
#include "state/instant.hpp"

namespace services {

// A date the service keeps in its database: in milliseconds, without a zone (2016-05-19T12:44:31.087).
constexpr DateTime stored_date(state::Instant at) { return DateTime::unspecified(at - at % 10'000); }

// The instant of a date that was sent, in UTC. One that an offset takes out of the calendar is its end, as in .NET.
constexpr state::Instant instant_of(const DateTime& date) {
  return std::clamp<state::Instant>(date.utc_ticks(), 0, state::kLastInstant);
}

}  // namespace services
