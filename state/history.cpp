#include "state/history.hpp"

#include "state/event_days.hpp"
#include "state/fold.hpp"

namespace state {
namespace {

#define FIGURES                                                                                                     \
  "scheduled, total_files, total_bytes, error_files, error_bytes, uploaded_files, uploaded_bytes, unchanged_files," \
  " unchanged_bytes, duration_seconds"

// The entities in whose lists each source's events stand.
using Holders = std::unordered_map<std::int32_t, std::vector<std::int32_t>>;

Holders write_sources(Database& database, const std::vector<SourceRow>& sources) {
  Holders holders;
  for (const SourceRow& source : sources) {
    database.run(
        "INSERT INTO event_source(id, entity_id, account_type, account_id, name, name_key, system_name, system_key)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        source.id, source.entity_id, source.account_type, source.account_id, source.name, fold(source.name),
        source.system_name, fold(source.system_name.value_or(std::string())));
    holders.emplace(source.id, holders_of(database, source.entity_id));
  }
  return holders;
}

void write_event(Database& database, const HappenedRow& row) {
  database.run("INSERT INTO event(id, source_id, category, at, " FIGURES
               ", summary) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
               row.id, row.source_id, row.category, row.at, row.scheduled, row.total_files, row.total_bytes,
               row.error_files, row.error_bytes, row.uploaded_files, row.uploaded_bytes, row.unchanged_files,
               row.unchanged_bytes, row.duration_seconds, row.text);
}

void write_monitoring(Database& database, const HappenedRow& row) {
  const EventKind kind = EventKind::of(row.category);
  database.run("INSERT INTO monitor(id, source_id, category, at, " FIGURES
               ", description, backup_type, system_notification)"
               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
               row.id, row.source_id, row.category, row.at, row.scheduled, row.total_files, row.total_bytes,
               row.error_files, row.error_bytes, row.uploaded_files, row.uploaded_bytes, row.unchanged_files,
               row.unchanged_bytes, row.duration_seconds, row.text, kind.backup_type,
               is_system_notification(kind.type));
}

void write_recovery(Database& database, const RecoveredRow& row) {
  database.run(
      "INSERT INTO recovery(id, source_id, at, type, recovery_id, duration_seconds, client_version, summary)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      row.id, row.source_id, row.at, row.type, row.recovery_id, row.duration_seconds, row.client_version, row.summary);
}

}  // namespace

History read_history(Database& database) {
  return {.sources = database.all<SourceRow>(
              "SELECT id, entity_id, account_type, account_id, name, system_name FROM event_source WHERE id > 0"
              " ORDER BY id"),
          .events = database.all<HappenedRow>("SELECT id, source_id, category, at, " FIGURES
                                              ", summary FROM event WHERE id > 0 ORDER BY id"),
          .monitoring = database.all<HappenedRow>("SELECT id, source_id, category, at, " FIGURES
                                                  ", description FROM monitor WHERE id > 0 ORDER BY id"),
          .recoveries = database.all<RecoveredRow>(
              "SELECT id, source_id, at, type, recovery_id, duration_seconds, client_version, summary FROM recovery"
              " WHERE id > 0 ORDER BY id")};
}

void write_history(Database& database, Timelines& timelines, const History& history) {
  const Holders holders = write_sources(database, history.sources);
  for (const HappenedRow& row : history.events) {
    write_event(database, row);
    const auto& entities = holders.at(row.source_id);
    timelines.add(Timeline::history, entities, {.category = row.category, .at = row.at, .id = row.id});
    add_to_day(database, entities, EventKind::of(row.category), row.uploaded_files, row.uploaded_bytes, row.at);
  }
  for (const HappenedRow& row : history.monitoring) {
    write_monitoring(database, row);
    timelines.add(Timeline::monitoring, holders.at(row.source_id),
                  {.category = row.category, .at = row.at, .id = row.id});
  }
  for (const RecoveredRow& row : history.recoveries) {
    write_recovery(database, row);
    timelines.add(Timeline::recoveries, holders.at(row.source_id), {.category = 0, .at = row.at, .id = row.id});
  }
}

#undef FIGURES

}  // namespace state
