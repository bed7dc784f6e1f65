// Dates as the service prints them.
#pragma once
#include "services/vocabulary.hpp"
#include "state/instant.hpp"

namespace services {

// A date the service keeps in its database: in milliseconds, without a zone (2016-05-19T12:44:31.087).
constexpr DateTime stored_date(state::Instant at) { return DateTime::unspecified(at - at % 10'000); }

}  // namespace services
