// What monitoring remembers, page by page. Without names a page costs the page; with the name of an account or system
// it costs as much as that account or those systems have events.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "state/database.hpp"
#include "state/entities.hpp"
#include "state/events.hpp"
#include "state/timelines.hpp"
#include "state/uploads.hpp"

namespace state {

// Which events are asked for: all conditions together.
struct EventFilter {
  std::function<bool(const EventKind&)> wanted = {};  // none: every kind
  std::optional<std::string> account_name = {};       // like the system's, whatever the letter case
  std::optional<std::string> system_name = {};
  Period period = {};
};

// One row of history or of monitoring.
struct EventRow {
  std::int64_t id = 0;
  std::int32_t category = 0;  // EventKind::of() takes it apart
  Instant at = 0;
  std::optional<bool> scheduled = {};
  FileFigures files = {};
  std::optional<std::int64_t> duration_seconds = {};
  std::optional<std::string> text = {};  // history: the summary; monitoring: the description
  bool system_notification = false;      // of monitoring
  std::int32_t entity_id = 0;
  std::string account_name = {};
  std::optional<std::string> system_name = {};
};

struct EventPage {
  std::int64_t total = 0;  // over all pages
  std::vector<EventRow> rows = {};
};

struct RecoveryRow {
  std::int64_t id = 0;
  RecoveryType type = RecoveryType::completed;
  Instant at = 0;
  std::string recovery_id = {};
  std::int64_t duration_seconds = 0;
  std::string client_version = {};
  std::string summary = {};
  std::int32_t entity_id = 0;
  std::string account_name = {};
  std::optional<std::string> system_name = {};

  static constexpr auto columns() {
    using Self = RecoveryRow;
    return std::tuple(&Self::id, &Self::type, &Self::at, &Self::recovery_id, &Self::duration_seconds,
                      &Self::client_version, &Self::summary, &Self::entity_id, &Self::account_name, &Self::system_name);
  }
};

struct RecoveryPage {
  std::int64_t total = 0;
  std::vector<RecoveryRow> rows = {};
};

class EventLists {
 public:
  EventLists(Database& database, Timelines& timelines) : database_(database), timelines_(timelines) {}

  // Everything of the subtree, the newest first; of the same instant the latest written first.
  EventPage history(const Entity& root, const EventFilter& filter, PageOf page);
  EventPage monitoring(const Entity& root, const EventFilter& filter, PageOf page);
  RecoveryPage recoveries(const Entity& root, const EventFilter& filter, PageOf page);

  // What the subtree uploaded per day, from the day of an instant on, the oldest first; days without events are absent.
  std::vector<UploadTotal> days(const Entity& root, Instant from);

 private:
  TimelinePage ids_of(Timeline timeline, const Entity& root, const EventFilter& filter, PageOf page);
  std::vector<TimelineEntry> entries_of(Timeline timeline, const std::vector<std::int32_t>& sources, Period period);
  std::vector<std::int32_t> sources_of(const Entity& root, const EventFilter& filter);
  Database& database_;
  Timelines& timelines_;
};

}  // namespace state
