// xsd:dateTime as the host reads and prints it (host rules 62, 65-69).
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "contract/values.hpp"
#include "wire/conversions.hpp"

namespace wire {

// What reading a dateTime needs to know of the server: its date, for a value that is only a time of day, and its zone,
// into which values with an offset are converted.
struct ServerClock {
  // 100 ns since 0001-01-01T00:00:00Z. A question, since asking may take a lock and few calls carry a dateTime.
  std::function<std::int64_t()> now_utc_ticks = [] { return std::int64_t{0}; };
  std::int16_t offset_minutes = 0;  // local = UTC + offset
};

// Accepts dateTime, date, time, gYear, gYearMonth and gMonthDay, whitespace around them ignored (host rules 65, 66).
// No zone -> unspecified, Z -> utc, an offset -> local (host rule 67). On failure the raw text is echoed (host rule
// 62).
std::optional<ConversionError> parse_value(std::string_view text, const ServerClock& clock, contract::DateTime& value);

// No suffix, Z or an offset by the value's kind; up to 7 digits of fraction, none when zero (host rules 68, 69).
void append_value(std::string& out, const contract::DateTime& value);

}  // namespace wire
