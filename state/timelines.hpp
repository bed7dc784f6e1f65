// Lists in order of time that open at any page, over any subtree, any set of categories and any period, at a cost that
// does not grow with the list: entries are counted in ever shorter stretches of time wherever there are many.
#pragma once
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "state/database.hpp"
#include "state/instant.hpp"
#include "state/page.hpp"

namespace state {

enum class Timeline : std::uint8_t { history, monitoring, recoveries };

// Both ends included.
struct Period {
  Instant from = 0;
  Instant to = kLastInstant;
  bool whole() const { return from <= 0 && to >= kLastInstant; }
};

struct TimelinePage {
  std::int64_t total = 0;              // over all pages
  std::vector<std::int64_t> ids = {};  // the newest first; of the same instant the highest id first
};

// One entry of a timeline: what sort it is of, as a number from 0 on that means nothing here, when, and whose id.
struct TimelineEntry {
  std::int32_t category = 0;
  Instant at = 0;
  std::int64_t id = 0;
  static constexpr auto columns() {
    return std::tuple(&TimelineEntry::category, &TimelineEntry::at, &TimelineEntry::id);
  }
};

class Timelines {
 public:
  explicit Timelines(Database& database) : database_(database) {}

  // An entry stands in the timeline of each entity whose subtree it belongs to.
  void add(Timeline timeline, std::span<const std::int32_t> entities, const TimelineEntry& entry);
  void remove(Timeline timeline, std::span<const std::int32_t> entities, const TimelineEntry& entry);
  // Everything that stands in the one's timelines appears in the other's as well, or disappears from there. Costs as
  // much as there are entries.
  void add_all(std::int32_t of_entity, std::int32_t to_entity);
  void remove_all(std::int32_t of_entity, std::int32_t from_entity);

  // The categories that occur.
  std::vector<std::int32_t> categories(Timeline timeline, std::int32_t entity);
  // One page of the entries of these categories, each of which occurs.
  TimelinePage page(Timeline timeline, std::int32_t entity, const std::vector<std::int32_t>& categories, Period period,
                    PageOf page);

  // Counts anew what was put into table timeline_entry without add(): a whole world at once.
  void count_everything();

 private:
  void count(std::int64_t line, std::int32_t category, Instant at, std::int64_t step);
  void split(std::int64_t line, int level, std::int64_t stretch);
  void split_where_many(std::int64_t line, int level, std::int64_t stretch);
  std::vector<std::int32_t> categories_of(std::int64_t line);
  std::vector<TimelineEntry> entries_of(Timeline timeline, std::int32_t entity);
  Database& database_;
};

}  // namespace state
