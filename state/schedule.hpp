// What time brings about by itself: kept in order, done when the clock has passed it.
#pragma once
#include <cstdint>
#include <optional>

#include "state/clock.hpp"
#include "state/database.hpp"

namespace state {

enum class DueKind : std::uint8_t {
  purge_files,         // subject: an account whose backed-up files go
  deactivate_license,  // subject: a licence that ends
};

class Schedule {
 public:
  Schedule(Database& database, Clock& clock) : database_(database), clock_(clock) {}

  void add(Instant at, DueKind kind, std::int32_t subject);
  void drop(DueKind kind, std::int32_t subject);

  // When the next one is due; nothing when none is waiting.
  std::optional<Instant> next();
  bool anything_due() {
    const auto at = next();
    return at && *at <= clock_.now();
  }
  // Does all that is due by the clock, the earliest first; answers how many.
  int run_due();

 private:
  void perform(DueKind kind, std::int32_t subject);
  Database& database_;
  Clock& clock_;
};

}  // namespace state
