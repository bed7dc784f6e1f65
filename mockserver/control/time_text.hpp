// Instants and durations as people write them in world files and clock calls.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "state/instant.hpp"

namespace control {

// "2019-08-01", "2019-08-01T07:25:01", "2019-08-01T07:25:01.4035602Z", "2019-08-01T09:25:01+02:00"; without a zone:
// UTC. Seven digits of a second at most. Answers nothing for anything else, days that do not exist included.
std::optional<state::Instant> parse_instant(std::string_view text);

// "8d", "1h30m", "2w 3d", "250ms" (units w d h m s ms, each once, falling), or ISO 8601 "P8D", "PT8H",
// "P1DT12H30M5.5S", "P2W". Never negative. Months and years are refused: their length depends on the date. At most 9999
// years.
std::optional<std::int64_t> parse_duration(std::string_view text);

// "2019-08-01T07:25:01.4035602Z": the fraction without trailing zeros, left out when zero.
std::string format_instant(state::Instant at);

// As mails write it (RFC 5322): "Thu, 01 Aug 2019 07:25:01 +0000".
std::string format_mail_date(state::Instant at);
// "P8DT1H30M5.5S": ISO 8601, without the parts that are zero; "PT0S" for none. Not for negative ones.
std::string format_duration(std::int64_t ticks);

}  // namespace control
