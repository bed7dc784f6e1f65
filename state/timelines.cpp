// How the counts lie: a timeline of an entity is a tree of stretches of time. Level 0 is all time; a stretch with more
// than kMany entries is split into those of the next level, and stays so. Of each stretch table timeline_count holds
// the entries of each category and, as category kAll, of all together.
#include "state/timelines.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

namespace state {
namespace {

constexpr std::int32_t kAll = -1;
constexpr std::int64_t kMany = 512;
// A stretch of a level is as long as 2 to this power of ticks: 20 days, 30 hours, 2 hours ... 0.1 s.
constexpr std::array<int, 8> kLength{63, 44, 40, 36, 32, 28, 24, 20};
constexpr int kLastLevel = static_cast<int>(kLength.size()) - 1;
constexpr std::array kTimelines{Timeline::history, Timeline::monitoring, Timeline::recoveries};

std::int64_t line_of(Timeline timeline, std::int32_t entity) {
  return std::int64_t{entity} * 4 + static_cast<std::int64_t>(timeline);
}

std::int64_t stretch_of(int level, Instant at) { return at >> kLength[static_cast<std::size_t>(level)]; }
Instant begin_of(int level, std::int64_t stretch) {
  return level == 0 ? 0 : stretch << kLength[static_cast<std::size_t>(level)];
}
Instant end_of(int level, std::int64_t stretch) { return level == 0 ? kNever : begin_of(level, stretch + 1); }

struct Node {
  std::int64_t entries = 0;
  bool split = false;
  static constexpr auto columns() { return std::tuple(&Node::entries, &Node::split); }
};
struct Count {
  std::int64_t stretch = 0;
  std::int64_t entries = 0;
  static constexpr auto columns() { return std::tuple(&Count::stretch, &Count::entries); }
};
struct Key {
  Instant at = 0;
  std::int64_t id = 0;
  auto operator<=>(const Key&) const = default;
  static constexpr auto columns() { return std::tuple(&Key::at, &Key::id); }
};

// All categories together.
Node node_of(Database& database, std::int64_t line, int level, std::int64_t stretch) {
  return *database.one<Node>(
      "SELECT entries, split FROM timeline_count WHERE line = ?1 AND level = ?2 AND category = -1 AND stretch = ?3",
      line, level, stretch);
}

// An unsplit stretch, and how many wanted entries are newer than its end.
struct Leaf {
  Instant begin = 0;
  Instant end = 0;
  std::int64_t newer = 0;
};

// The entries of some categories of one timeline.
class Reader {
 public:
  // `counted` are the categories whose counts add up to those of `wanted`.
  Reader(Database& database, std::int64_t line, const std::vector<std::int32_t>& wanted,
         std::vector<std::int32_t> counted)
      : database_(database), line_(line), wanted_(wanted), counted_(std::move(counted)) {}

  std::int64_t total() {
    std::int64_t sum = 0;
    for (const std::int32_t category : counted_)
      sum += database_
                 .one<std::int64_t>(
                     "SELECT entries FROM timeline_count WHERE line = ?1 AND category = ?2 AND level = 0"
                     " AND stretch = 0",
                     line_, category)
                 .value_or(0);
    return sum;
  }

  // How many are as old as an instant, or newer.
  std::int64_t since(Instant at) {
    if (at <= 0) return total();
    std::int64_t newer = 0;
    int level = 0;
    for (; is_split(level, stretch_of(level, at)); ++level) {
      const Instant end = end_of(level, stretch_of(level, at));
      for (const std::int32_t category : counted_)
        newer += *database_.one<std::int64_t>(
            "SELECT coalesce(sum(entries), 0) FROM timeline_count WHERE line = ?1 AND category = ?2 AND level = ?3"
            " AND stretch > ?4 AND stretch <= ?5",
            line_, category, level + 1, stretch_of(level + 1, at), stretch_of(level + 1, end - 1));
    }
    const Instant end = end_of(level, stretch_of(level, at));
    for (const std::int32_t category : wanted_)
      newer += *database_.one<std::int64_t>(
          "SELECT count(*) FROM timeline_entry WHERE line = ?1 AND category = ?2 AND at >= ?3 AND at < ?4", line_,
          category, at, end);
    return newer;
  }

  // Where the entry lies that so many are newer than.
  Leaf leaf_of(std::int64_t position) {
    int level = 0;
    std::int64_t stretch = 0;
    std::int64_t newer = 0;
    while (is_split(level, stretch)) {
      const auto parts = parts_of(level, stretch);
      auto part = parts.rbegin();
      for (; std::next(part) != parts.rend() && newer + part->second <= position; ++part) newer += part->second;
      ++level;
      stretch = part->first;
    }
    return {.begin = begin_of(level, stretch), .end = end_of(level, stretch), .newer = newer};
  }

  // The newest of the period [begin, end).
  std::vector<Key> newest(Instant begin, Instant end, std::int64_t count) {
    std::vector<Key> keys;
    for (const std::int32_t category : wanted_)
      std::ranges::copy(database_.all<Key>("SELECT at, id FROM timeline_entry WHERE line = ?1 AND category = ?2 AND "
                                           "at >= ?3 AND at < ?4 ORDER BY at DESC, id DESC LIMIT ?5",
                                           line_, category, begin, end, count),
                        std::back_inserter(keys));
    std::ranges::sort(keys, std::greater());
    return keys;
  }

 private:
  bool is_split(int level, std::int64_t stretch) {
    return database_
        .one<bool>("SELECT split FROM timeline_count WHERE line = ?1 AND category = -1 AND level = ?2 AND stretch = ?3",
                   line_, level, stretch)
        .value_or(false);
  }

  std::map<std::int64_t, std::int64_t> parts_of(int level, std::int64_t stretch) {
    std::map<std::int64_t, std::int64_t> parts;
    const std::int64_t first = stretch_of(level + 1, begin_of(level, stretch));
    const std::int64_t last = stretch_of(level + 1, end_of(level, stretch) - 1);
    for (const std::int32_t category : counted_)
      for (const Count& part :
           database_.all<Count>("SELECT stretch, entries FROM timeline_count WHERE line = ?1 AND category = ?2"
                                " AND level = ?3 AND stretch >= ?4 AND stretch <= ?5",
                                line_, category, level + 1, first, last))
        parts[part.stretch] += part.entries;
    return parts;
  }

  Database& database_;
  std::int64_t line_;
  const std::vector<std::int32_t>& wanted_;
  std::vector<std::int32_t> counted_;
};

}  // namespace

void Timelines::add(Timeline timeline, std::span<const std::int32_t> entities, const TimelineEntry& entry) {
  for (const std::int32_t entity : entities) {
    const std::int64_t line = line_of(timeline, entity);
    database_.run("INSERT INTO timeline_entry(line, category, at, id) VALUES (?1, ?2, ?3, ?4)", line, entry.category,
                  entry.at, entry.id);
    count(line, entry.category, entry.at, 1);
  }
}

void Timelines::remove(Timeline timeline, std::span<const std::int32_t> entities, const TimelineEntry& entry) {
  for (const std::int32_t entity : entities) {
    const std::int64_t line = line_of(timeline, entity);
    if (database_.run("DELETE FROM timeline_entry WHERE line = ?1 AND category = ?2 AND at = ?3 AND id = ?4", line,
                      entry.category, entry.at, entry.id) > 0)
      count(line, entry.category, entry.at, -1);
  }
}

void Timelines::add_all(std::int32_t of_entity, std::int32_t to_entity) {
  for (const Timeline timeline : kTimelines)
    for (const TimelineEntry& entry : entries_of(timeline, of_entity)) add(timeline, {&to_entity, 1}, entry);
}

void Timelines::remove_all(std::int32_t of_entity, std::int32_t from_entity) {
  for (const Timeline timeline : kTimelines)
    for (const TimelineEntry& entry : entries_of(timeline, of_entity)) remove(timeline, {&from_entity, 1}, entry);
}

std::vector<TimelineEntry> Timelines::entries_of(Timeline timeline, std::int32_t entity) {
  return database_.all<TimelineEntry>(
      "SELECT category, at, id FROM timeline_entry WHERE line = ?1 ORDER BY category, at, id",
      line_of(timeline, entity));
}

void Timelines::count(std::int64_t line, std::int32_t category, Instant at, std::int64_t step) {
  constexpr Sql add_entries =
      "INSERT INTO timeline_count(line, level, category, stretch, entries) VALUES (?1, ?2, ?3, ?4, ?5)"
      " ON CONFLICT DO UPDATE SET entries = entries + excluded.entries";
  for (int level = 0;; ++level) {
    const std::int64_t stretch = stretch_of(level, at);
    database_.run(add_entries, line, level, category, stretch, step);
    database_.run(add_entries, line, level, kAll, stretch, step);
    const Node all =
        node_of(database_, line, level, stretch);  // RETURNING would make SQLite open a table of its own each time
    if (all.split) continue;
    if (all.entries > kMany && level < kLastLevel) split(line, level, stretch);
    return;
  }
}

void Timelines::split(std::int64_t line, int level, std::int64_t stretch) {
  const std::int64_t first = stretch_of(level + 1, begin_of(level, stretch));
  const std::int64_t last = stretch_of(level + 1, end_of(level, stretch) - 1);
  for (const std::int32_t category : categories_of(line)) {
    database_.run(
        "INSERT INTO timeline_count(line, level, category, stretch, entries)"
        " SELECT ?1, ?2, ?3, at >> ?4, count(*) FROM timeline_entry"
        "  WHERE line = ?1 AND category = ?3 AND at >= ?5 AND at < ?6 GROUP BY at >> ?4",
        line, level + 1, category, kLength[static_cast<std::size_t>(level) + 1], begin_of(level, stretch),
        end_of(level, stretch));
    database_.run(
        "INSERT INTO timeline_count(line, level, category, stretch, entries)"
        " SELECT ?1, ?2, -1, stretch, entries FROM timeline_count"
        "  WHERE line = ?1 AND level = ?2 AND category = ?3 AND stretch >= ?4 AND stretch <= ?5"
        " ON CONFLICT DO UPDATE SET entries = entries + excluded.entries",
        line, level + 1, category, first, last);
  }
  database_.run("UPDATE timeline_count SET split = 1 WHERE line = ?1 AND level = ?2 AND category = -1 AND stretch = ?3",
                line, level, stretch);
}

void Timelines::count_everything() {
  database_.run("DELETE FROM timeline_count WHERE line >= 0");
  std::optional<std::int64_t> line = -1;
  while (
      (line = database_.one<std::optional<std::int64_t>>("SELECT min(line) FROM timeline_entry WHERE line > ?1", *line)
                  .value_or(std::nullopt))) {
    database_.run(
        "INSERT INTO timeline_count(line, level, category, stretch, entries)"
        " SELECT ?1, 0, category, 0, count(*) FROM timeline_entry WHERE line = ?1 GROUP BY category",
        *line);
    database_.run(
        "INSERT INTO timeline_count(line, level, category, stretch, entries)"
        " SELECT ?1, 0, -1, 0, sum(entries) FROM timeline_count WHERE line = ?1 AND level = 0",
        *line);
    split_where_many(*line, 0, 0);
  }
}

void Timelines::split_where_many(std::int64_t line, int level, std::int64_t stretch) {
  const Node all = node_of(database_, line, level, stretch);
  if (all.entries <= kMany || level == kLastLevel) return;
  split(line, level, stretch);
  for (const std::int64_t part : database_.all<std::int64_t>(
           "SELECT stretch FROM timeline_count WHERE line = ?1 AND level = ?2 AND category = -1 AND stretch >= ?3"
           " AND stretch <= ?4",
           line, level + 1, stretch_of(level + 1, begin_of(level, stretch)),
           stretch_of(level + 1, end_of(level, stretch) - 1)))
    split_where_many(line, level + 1, part);
}

std::vector<std::int32_t> Timelines::categories_of(std::int64_t line) {
  return database_.all<std::int32_t>(
      "SELECT category FROM timeline_count WHERE line = ?1 AND level = 0 AND category >= 0 AND entries > 0"
      " ORDER BY category",
      line);
}

std::vector<std::int32_t> Timelines::categories(Timeline timeline, std::int32_t entity) {
  return categories_of(line_of(timeline, entity));
}

TimelinePage Timelines::page(Timeline timeline, std::int32_t entity, const std::vector<std::int32_t>& wanted,
                             Period period, PageOf page) {
  const bool all = wanted.size() == categories(timeline, entity).size();
  Reader reader(database_, line_of(timeline, entity), wanted, all ? std::vector{kAll} : wanted);
  const std::int64_t newer_than_period = period.to >= kLastInstant ? 0 : reader.since(period.to + 1);
  TimelinePage out{.total = std::max<std::int64_t>(0, reader.since(period.from) - newer_than_period)};
  if (page.offset() >= out.total) return out;

  const std::int64_t first = newer_than_period + page.offset();
  const std::int64_t last = newer_than_period + std::min(page.offset() + page.size, out.total) - 1;
  const Leaf newest = reader.leaf_of(first);
  const Leaf oldest = reader.leaf_of(last);
  const auto keys = reader.newest(oldest.begin, newest.end, last - newest.newer + 1);
  for (std::int64_t at = first - newest.newer; at <= last - newest.newer; ++at)
    out.ids.push_back(keys.at(static_cast<std::size_t>(at)).id);
  return out;
}

}  // namespace state
