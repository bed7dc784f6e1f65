#include "state/event_lists.hpp"

#include <algorithm>

#include "state/fold.hpp"
#include "state/subtree_sql.hpp"

// The columns of FlatRow, in its order, of an event or row of monitoring and its source.
#define EVENT_COLUMNS(row, text, notification)                                                               \
  row ".id, " row ".category, " row ".at, " row ".scheduled, " row ".total_files, " row ".total_bytes, " row \
      ".error_files, " row ".error_bytes, " row ".uploaded_files, " row ".uploaded_bytes, " row              \
      ".unchanged_files, " row ".unchanged_bytes, " row ".duration_seconds, " text ", " notification         \
      ", s.entity_id, s.name, s.system_name"

namespace state {
namespace {

// An EventRow as the database has it.
struct FlatRow : EventRow, FileFigures {
  static constexpr auto columns() {
    using Self = FlatRow;
    return std::tuple(&Self::id, &Self::category, &Self::at, &Self::scheduled, &Self::total_files, &Self::total_bytes,
                      &Self::error_files, &Self::error_bytes, &Self::uploaded_files, &Self::uploaded_bytes,
                      &Self::unchanged_files, &Self::unchanged_bytes, &Self::duration_seconds, &Self::text,
                      &Self::system_notification, &Self::entity_id, &Self::account_name, &Self::system_name);
  }
};

EventRow row_of(FlatRow flat) {
  EventRow row = static_cast<EventRow&&>(flat);
  row.files = static_cast<const FileFigures&>(flat);
  return row;
}

// The page of entries that were gathered one by one.
TimelinePage page_of(std::vector<TimelineEntry> entries, PageOf page) {
  std::ranges::sort(entries, std::greater(), [](const TimelineEntry& entry) { return std::pair(entry.at, entry.id); });
  TimelinePage out{.total = static_cast<std::int64_t>(entries.size())};
  for (std::int64_t at = page.offset(); at < std::min(page.offset() + page.size, out.total); ++at)
    out.ids.push_back(entries[static_cast<std::size_t>(at)].id);
  return out;
}

}  // namespace

EventPage EventLists::history(const Entity& root, const EventFilter& filter, PageOf page) {
  const TimelinePage found = ids_of(Timeline::history, root, filter, page);
  EventPage out{.total = found.total};
  for (const std::int64_t id : found.ids)
    out.rows.push_back(row_of(*database_.one<FlatRow>(
        "SELECT " EVENT_COLUMNS("e", "e.summary", "0") " FROM event e JOIN event_source s ON s.id = e.source_id"
                                                       " WHERE e.id = ?1",
        id)));
  return out;
}

EventPage EventLists::monitoring(const Entity& root, const EventFilter& filter, PageOf page) {
  const TimelinePage found = ids_of(Timeline::monitoring, root, filter, page);
  EventPage out{.total = found.total};
  for (const std::int64_t id : found.ids)
    out.rows.push_back(row_of(*database_.one<FlatRow>(
        "SELECT " EVENT_COLUMNS(
            "m", "m.description",
            "m.system_notification") " FROM monitor m JOIN event_source s ON s.id = m.source_id WHERE m.id = ?1",
        id)));
  return out;
}

RecoveryPage EventLists::recoveries(const Entity& root, const EventFilter& filter, PageOf page) {
  const TimelinePage found = ids_of(Timeline::recoveries, root, filter, page);
  RecoveryPage out{.total = found.total};
  for (const std::int64_t id : found.ids)
    out.rows.push_back(*database_.one<RecoveryRow>(
        "SELECT r.id, r.type, r.at, r.recovery_id, r.duration_seconds, r.client_version, r.summary, s.entity_id,"
        " s.name, s.system_name FROM recovery r JOIN event_source s ON s.id = r.source_id WHERE r.id = ?1",
        id));
  return out;
}

TimelinePage EventLists::ids_of(Timeline timeline, const Entity& root, const EventFilter& filter, PageOf page) {
  const auto is_wanted = [&](std::int32_t category) {
    return timeline == Timeline::recoveries || !filter.wanted || filter.wanted(EventKind::of(category));
  };
  if (filter.account_name || filter.system_name) {
    auto entries = entries_of(timeline, sources_of(root, filter), filter.period);
    std::erase_if(entries, [&](const TimelineEntry& entry) { return !is_wanted(entry.category); });
    return page_of(std::move(entries), page);
  }
  std::vector<std::int32_t> wanted = timelines_.categories(timeline, root.id);
  std::erase_if(wanted, [&](std::int32_t category) { return !is_wanted(category); });
  return timelines_.page(timeline, root.id, wanted, filter.period, page);
}

std::vector<std::int32_t> EventLists::sources_of(const Entity& root, const EventFilter& filter) {
  const Subtree tree(root);
  const std::string system = fold(filter.system_name.value_or(std::string()));
  if (!filter.account_name)
    return database_.all<std::int32_t>(
        "SELECT s.id FROM event_source s JOIN entity e ON e.id = s.entity_id WHERE s.system_key = ?7 AND " IN_SUBTREE(
            "e"),
        tree.low[0], tree.low[1], tree.low[2], tree.high[0], tree.high[1], tree.high[2], system);
  return database_.all<std::int32_t>(
      "SELECT s.id FROM event_source s JOIN entity e ON e.id = s.entity_id WHERE s.name_key = ?7"
      " AND (?8 IS NULL OR s.system_key = ?8) AND " IN_SUBTREE("e"),
      tree.low[0], tree.low[1], tree.low[2], tree.high[0], tree.high[1], tree.high[2], fold(*filter.account_name),
      filter.system_name ? std::optional<std::string_view>(system) : std::nullopt);
}

std::vector<TimelineEntry> EventLists::entries_of(Timeline timeline, const std::vector<std::int32_t>& sources,
                                                  Period period) {
  std::vector<TimelineEntry> entries;
  const auto gather = [&](std::vector<TimelineEntry> more) { entries.insert(entries.end(), more.begin(), more.end()); };
  for (const std::int32_t source : sources) {
    switch (timeline) {
      case Timeline::history:
        gather(database_.all<TimelineEntry>(
            "SELECT category, at, id FROM event WHERE source_id = ?1 AND at >= ?2 AND at <= ?3", source, period.from,
            period.to));
        break;
      case Timeline::monitoring:
        gather(database_.all<TimelineEntry>(
            "SELECT category, at, id FROM monitor WHERE source_id = ?1 AND at >= ?2 AND at <= ?3", source, period.from,
            period.to));
        break;
      case Timeline::recoveries:
        gather(database_.all<TimelineEntry>(
            "SELECT 0, at, id FROM recovery WHERE source_id = ?1 AND at >= ?2 AND at <= ?3", source, period.from,
            period.to));
        break;
    }
  }
  return entries;
}

std::vector<UploadTotal> EventLists::days(const Entity& root, Instant from) {
  return database_.all<UploadTotal>(
      "SELECT day, files, bytes FROM event_day WHERE entity_id = ?1 AND day >= ?2 AND events > 0 ORDER BY day", root.id,
      day_of(from));
}

}  // namespace state
