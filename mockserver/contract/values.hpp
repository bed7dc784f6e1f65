// The values a message can carry beside C++'s own: points in time, binary, guids, and members that may be null.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace contract {

// How a DateTime relates to a zone, as .NET's DateTimeKind: nothing known, UTC, or the server's local time.
enum class TimeKind : std::uint8_t { unspecified, utc, local };

// xsd:dateTime as .NET's DateTime holds it: 100 ns ticks since 0001-01-01T00:00:00 of the clock its kind names.
// `offset_minutes` is the distance of a local time from UTC (local = UTC + offset) and 0 for the other kinds.
struct DateTime {
  std::int64_t ticks = 0;
  TimeKind kind = TimeKind::unspecified;
  std::int16_t offset_minutes = 0;

  static constexpr std::int64_t kTicksPerSecond = 10'000'000;
  static constexpr std::int64_t kTicksPerMinute = 60 * kTicksPerSecond;
  static constexpr std::int64_t kTicksPerDay = 24 * 60 * kTicksPerMinute;
  static constexpr std::int64_t kMaxTicks = 3'155'378'975'999'999'999;  // 9999-12-31T23:59:59.9999999

  // The same instant in UTC ticks; an unspecified time is taken to be UTC, as the sandbox stores it.
  constexpr std::int64_t utc_ticks() const { return ticks - offset_minutes * kTicksPerMinute; }
  static constexpr DateTime utc(std::int64_t ticks) { return {ticks, TimeKind::utc, 0}; }
  static constexpr DateTime unspecified(std::int64_t ticks) { return {ticks, TimeKind::unspecified, 0}; }
  friend constexpr bool operator==(const DateTime&, const DateTime&) = default;
};

// xsd:base64Binary.
struct Bytes {
  std::string data;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

// http://microsoft.com/wsdl/types/ guid, in the order its digits are written.
struct Guid {
  std::array<std::uint8_t, 16> bytes{};
  friend constexpr auto operator<=>(const Guid&, const Guid&) = default;
};

// xsd:decimal with the scale it was written with (host rule 59): value = (negative ? -1 : 1) * digits / 10^scale.
struct Decimal {
  std::string text = "0";  // canonical: optional '-', digits, optional '.' and digits
  friend bool operator==(const Decimal&, const Decimal&) = default;
};

// A string or class that stays on the wire as xsi:nil="true" when it is null. Beside it, std::optional<T> is what .NET
// would use: a null string, class or array is left out, a null value type (int?, bool?, DateTime?) writes xsi:nil.
template <class T>
struct Nillable : std::optional<T> {
  using std::optional<T>::optional;
  Nillable(std::optional<T> value) : std::optional<T>(std::move(value)) {}
};

}  // namespace contract
