// Worlds of any size, for tests of scale: the same size and seed give the same world, in every row what the verbs of
// this room would have written.
#pragma once
#include <cstdint>

#include "state/sandbox.hpp"

namespace state {

struct WorldSize {
  std::int64_t accounts = 0;  // not below 0, like the events
  std::int64_t events = 0;
  std::uint64_t seed = 0;
};

// When the events of a generated world end; its clock stands there. 2026-01-01T00:00:00Z
inline constexpr Instant kGeneratedNow = kUnixEpoch + 20'454 * kTicksPerDay;

// The entities every generated world has.
inline constexpr std::int32_t kGeneratedDistributor = 888;   // everything is below it; API user 888WS, Sandbox888
inline constexpr std::int32_t kGeneratedLargeCompany = 889;  // directly below, with a tenth of the accounts; 889WS

// Fills an empty sandbox, in transactions of its own: one distributor, partners with about twenty companies each,
// companies with up to a hundred accounts and about fifty on average, one device each (Windows, Mac or Linux), and 90
// days of events, two of three about the backups of devices. Freezes the clock.
void generate(Sandbox& sandbox, const WorldSize& size);

}  // namespace state
