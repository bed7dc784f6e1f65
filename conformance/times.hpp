// Durations and instants as scenario files and flags write them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace conformance {

inline constexpr std::int64_t kTicksPerSecond = 10'000'000;  // of 100 ns, as in values.hpp

// Seconds of "90s", "1h30m", "8d"; nothing for anything else, an empty text and more than 100 years included.
std::optional<std::int64_t> read_duration(std::string_view text);

// Ticks since 0001-01-01 UTC as "2024-05-06T07:08:09Z" and as "2024-05-06".
std::string instant_text(std::int64_t ticks);
std::string day_text(std::int64_t ticks);

// The time of this machine, in ticks.
std::int64_t machine_time();

// Ticks of an HTTP Date ("Mon, 06 May 2024 07:08:09 GMT"), or nothing.
std::optional<std::int64_t> read_http_date(std::string_view text);

}  // namespace conformance
