// What time brings about by itself: kept in order, done when the clock has passed it.
#pragma once
#include <cstdint>
#include <optional>
#include <tuple>
#include <vector>

#include "state/clock.hpp"
#include "state/database.hpp"
#include "state/memo.hpp"

namespace state {

enum class DueKind : std::uint8_t {
  purge_files,         // subject: an account whose backed-up files go
  deactivate_license,  // subject: a licence that ends
  end_tokens,          // subject: nobody; whichever tokens and links end then
  no_backup_1,         // subject: a device
  no_backup_2,
  no_progress_1,  // subject: a row of monitoring
  no_progress_2,
};

struct Due {
  std::int32_t id = 0;
  Instant at = 0;
  DueKind kind = DueKind::purge_files;
  std::int32_t subject = 0;
  static constexpr auto columns() { return std::tuple(&Due::id, &Due::at, &Due::kind, &Due::subject); }
};

class Schedule {
 public:
  Schedule(Database& database, Clock& clock) : database_(database), clock_(clock), next_(database) {}

  // What would come after the calendar's end never comes, and is not kept.
  void add(Instant at, DueKind kind, std::int32_t subject);
  void drop(DueKind kind, std::int32_t subject);

  // When the next one is due; nothing when none is waiting.
  std::optional<Instant> next();
  bool anything_due() {
    const auto at = next();
    return at && *at <= clock_.now();
  }
  // Everything that is waiting, by id; and exactly these in its place, ids included.
  std::vector<Due> all();
  void replace(const std::vector<Due>& waiting);
  // Takes the earliest that is due by the clock off the schedule.
  std::optional<Due> take_due();

 private:
  Database& database_;
  Clock& clock_;
  Memo<int, std::optional<Instant>> next_;  // one answer, under 0
};

}  // namespace state
