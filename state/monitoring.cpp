#include "state/monitoring.hpp"

#include <initializer_list>

#include "state/event_days.hpp"
#include "state/event_texts.hpp"
#include "state/fold.hpp"

namespace state {
namespace {

constexpr std::int64_t kKbPerMb = 1024;

struct WatchedDevice {
  std::int32_t account_id = 0;
  std::string name;
  bool active = false;
  std::optional<Instant> last_backup;
  std::int32_t entity_id = 0;
  std::string username;
  static constexpr auto columns() {
    using Self = WatchedDevice;
    return std::tuple(&Self::account_id, &Self::name, &Self::active, &Self::last_backup, &Self::entity_id,
                      &Self::username);
  }
};

// What monitoring shows of a backup that is noticed to be missing or to hang.
struct Latest {
  BackupType backup_type = BackupType::online;
  std::optional<std::int64_t> unchanged_bytes = 0;
  static constexpr auto columns() { return std::tuple(&Latest::backup_type, &Latest::unchanged_bytes); }
};

struct Running {
  std::int32_t category = 0;
  std::optional<std::int64_t> unchanged_bytes;
  std::int32_t entity_id = 0;
  std::optional<std::int32_t> account_id;
  std::string name;
  std::optional<std::string> system_name;
  static constexpr auto columns() {
    using Self = Running;
    return std::tuple(&Self::category, &Self::unchanged_bytes, &Self::entity_id, &Self::account_id, &Self::name,
                      &Self::system_name);
  }
};

struct Space {
  std::int32_t entity_id = 0;
  std::string username;
  std::int64_t used_kb = 0;
  std::int64_t size_mb = 0;
  int level = 0;
  static constexpr auto columns() {
    using Self = Space;
    return std::tuple(&Self::entity_id, &Self::username, &Self::used_kb, &Self::size_mb, &Self::level);
  }
};

int level_of(const Space& space) {
  const std::int64_t size_kb = space.size_mb * kKbPerMb;
  if (space.used_kb > size_kb) return 2;
  return space.used_kb * 100 > size_kb * kQuotaWarningPercent ? 1 : 0;
}

// As the document's examples show it: counts are not told, sizes are.
FileFigures figures_of_notice(std::optional<std::int64_t> unchanged_bytes) {
  return {.error_bytes = 0, .uploaded_bytes = 0, .unchanged_bytes = unchanged_bytes.value_or(0)};
}

}  // namespace

EventSource source_of(const Account& account, std::optional<std::string> system_name) {
  return {.entity_id = account.entity_id,
          .account_type = EventAccountType::backup_account,
          .account_id = account.id,
          .name = account.username,
          .system_name = std::move(system_name)};
}

std::int64_t Monitoring::record(const EventSource& source, const Event& event) {
  const Instant at = event.at ? *event.at : clock_.now();
  EventKind kind{.type = event.type,
                 .backup_type = event.backup_type,
                 .indicator = event.indicator.value_or(indicator_of(event.type)),
                 .account_type = source.account_type};
  const std::int32_t source_id = id_of(source);
  const auto& files = event.files;
  database_.run(
      "INSERT INTO event(source_id, category, at, scheduled, total_files, total_bytes, error_files, error_bytes,"
      " uploaded_files, uploaded_bytes, unchanged_files, unchanged_bytes, duration_seconds, summary)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
      source_id, kind.category(), at, event.scheduled, files.total_files, files.total_bytes, files.error_files,
      files.error_bytes, files.uploaded_files, files.uploaded_bytes, files.unchanged_files, files.unchanged_bytes,
      event.duration_seconds, event.summary);
  const std::int64_t id = database_.last_id();

  const auto entities = holders_of(database_, source.entity_id);
  timelines_.add(Timeline::history, entities, {.category = kind.category(), .at = at, .id = id});
  add_to_day(database_, entities, kind, files.uploaded_files, files.uploaded_bytes, at);
  if (source.account_id && event.type == EventType::backup_completed) {
    if (files.uploaded_files || files.uploaded_bytes)
      uploads_.add(*source.account_id, at, files.uploaded_files.value_or(0), files.uploaded_bytes.value_or(0));
    watch_backups(source, at);
  }
  update_monitor(entities, source_id, kind, event, at);
  return id;
}

std::int64_t Monitoring::record(const EventSource& source, const Recovery& recovery) {
  const Instant at = recovery.at ? *recovery.at : clock_.now();
  database_.run(
      "INSERT INTO recovery(source_id, at, type, recovery_id, duration_seconds, client_version, summary)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      id_of(source), at, recovery.type, recovery.recovery_id, recovery.duration_seconds, recovery.client_version,
      recovery.summary);
  const std::int64_t id = database_.last_id();
  timelines_.add(Timeline::recoveries, holders_of(database_, source.entity_id), {.category = 0, .at = at, .id = id});
  return id;
}

std::int32_t Monitoring::id_of(const EventSource& source) {
  const std::string name_key = fold(source.name);
  const std::string system_key = fold(source.system_name.value_or(std::string()));
  if (const auto known = database_.one<std::int32_t>(
          "SELECT id FROM event_source WHERE name_key = ?1 AND system_key = ?2 AND account_type = ?3"
          " AND entity_id = ?4",
          name_key, system_key, source.account_type, source.entity_id))
    return *known;
  database_.run(
      "INSERT INTO event_source(entity_id, account_type, account_id, name, name_key, system_name, system_key)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      source.entity_id, source.account_type, source.account_id, source.name, name_key, source.system_name, system_key);
  return static_cast<std::int32_t>(database_.last_id());
}

void Monitoring::update_monitor(const std::vector<std::int32_t>& entities, std::int32_t source_id,
                                const EventKind& kind, const Event& event, Instant at) {
  const auto known = database_.one<Row>(
      "SELECT id, category, at FROM monitor WHERE source_id = ?1 AND backup_type = ?2", source_id, event.backup_type);
  const auto status = event.status ? event.status : status_of(event.type);
  if (known && !status) return notice(entities, *known, kind, event);
  if (known && known->at > at) return;

  EventKind shown = kind;
  shown.status = status.value_or(MonitorStatus::failed);  // noticed before anything else happened
  if (known)
    timelines_.remove(Timeline::monitoring, entities, {.category = known->category, .at = known->at, .id = known->id});
  const auto& files = event.files;
  const auto id = *database_.one<std::int32_t>(
      "INSERT INTO monitor(source_id, backup_type, category, at, scheduled, total_files, total_bytes, error_files,"
      " error_bytes, uploaded_files, uploaded_bytes, unchanged_files, unchanged_bytes, duration_seconds, description,"
      " system_notification) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
      " ON CONFLICT(source_id, backup_type) DO UPDATE SET category = ?3, at = ?4, scheduled = ?5, total_files = ?6,"
      " total_bytes = ?7, error_files = ?8, error_bytes = ?9, uploaded_files = ?10, uploaded_bytes = ?11,"
      " unchanged_files = ?12, unchanged_bytes = ?13, duration_seconds = ?14, description = ?15,"
      " system_notification = ?16 RETURNING id",
      source_id, event.backup_type, shown.category(), at, event.scheduled, files.total_files, files.total_bytes,
      files.error_files, files.error_bytes, files.uploaded_files, files.uploaded_bytes, files.unchanged_files,
      files.unchanged_bytes, event.duration_seconds, event.description ? event.description : event.summary,
      is_system_notification(event.type));
  timelines_.add(Timeline::monitoring, entities, {.category = shown.category(), .at = at, .id = id});
  if (status) watch_progress(id, *status, at);
}

// A notice about a backup leaves standing when and how it ended.
void Monitoring::notice(const std::vector<std::int32_t>& entities, const Row& row, const EventKind& kind,
                        const Event& event) {
  EventKind shown = kind;
  shown.status = EventKind::of(row.category).status;
  timelines_.remove(Timeline::monitoring, entities, {.category = row.category, .at = row.at, .id = row.id});
  timelines_.add(Timeline::monitoring, entities, {.category = shown.category(), .at = row.at, .id = row.id});
  database_.run("UPDATE monitor SET category = ?2, description = ?3, system_notification = ?4 WHERE id = ?1", row.id,
                shown.category(), event.description ? event.description : event.summary,
                is_system_notification(event.type));
}

void Monitoring::watch_progress(std::int32_t monitor_id, MonitorStatus status, Instant at) {
  for (const DueKind kind : {DueKind::no_progress_1, DueKind::no_progress_2}) schedule_.drop(kind, monitor_id);
  if (status == MonitorStatus::uploading)
    schedule_.add(at + kDaysToNoProgress1 * kTicksPerDay, DueKind::no_progress_1, monitor_id);
}

void Monitoring::watch_backups(const EventSource& source, Instant completed_at) {
  const auto device = database_.one<std::int32_t>(
      "UPDATE device SET last_backup = ?3 WHERE account_id = ?1 AND name_key = ?2"
      " AND (last_backup IS NULL OR last_backup < ?3) RETURNING id",
      *source.account_id, fold(source.system_name.value_or(std::string())), completed_at);
  if (!device) return;
  for (const DueKind kind : {DueKind::no_backup_1, DueKind::no_backup_2}) schedule_.drop(kind, *device);
  schedule_.add(completed_at + kDaysToNoBackup1 * kTicksPerDay, DueKind::no_backup_1, *device);
}

void Monitoring::notice_no_backup(std::int32_t device_id, Instant at, bool second) {
  const auto device = database_.one<WatchedDevice>(
      "SELECT d.account_id, d.name, d.active, d.last_backup, a.entity_id, a.username"
      " FROM device d JOIN account a ON a.id = d.account_id WHERE d.id = ?1",
      device_id);
  if (!device) return;
  if (!second)
    schedule_.add(at + (kDaysToNoBackup2 - kDaysToNoBackup1) * kTicksPerDay, DueKind::no_backup_2, device_id);
  if (!device->active || !watched(device->account_id, at)) return;

  const auto latest = database_
                          .one<Latest>(
                              "SELECT m.backup_type, m.unchanged_bytes FROM event_source s JOIN monitor m"
                              " ON m.source_id = s.id WHERE s.name_key = ?1 AND s.system_key = ?2"
                              " AND s.account_type = 0 AND m.backup_type <> 6 ORDER BY m.at DESC, m.id DESC LIMIT 1",
                              fold(device->username), fold(device->name))
                          .value_or(Latest{});
  record({.entity_id = device->entity_id,
          .account_id = device->account_id,
          .name = device->username,
          .system_name = device->name},
         Event{.type = second ? EventType::no_backup_2 : EventType::no_backup_1,
               .backup_type = latest.backup_type,
               .at = at,
               .files = figures_of_notice(latest.unchanged_bytes),
               .description = no_backup_text(second ? kDaysToNoBackup2 : kDaysToNoBackup1, device->last_backup)});
}

void Monitoring::notice_no_progress(std::int32_t monitor_id, Instant at, bool second) {
  const auto running = database_.one<Running>(
      "SELECT m.category, m.unchanged_bytes, s.entity_id, s.account_id, s.name, s.system_name"
      " FROM monitor m JOIN event_source s ON s.id = m.source_id WHERE m.id = ?1",
      monitor_id);
  if (!running) return;
  const EventKind kind = EventKind::of(running->category);
  if (kind.status != MonitorStatus::uploading) return;
  if (!second)
    schedule_.add(at + (kDaysToNoProgress2 - kDaysToNoProgress1) * kTicksPerDay, DueKind::no_progress_2, monitor_id);
  if (running->account_id && !watched(*running->account_id, at)) return;

  record({.entity_id = running->entity_id,
          .account_type = kind.account_type,
          .account_id = running->account_id,
          .name = running->name,
          .system_name = running->system_name},
         Event{.type = second ? EventType::no_progress_2 : EventType::no_progress_1,
               .backup_type = kind.backup_type,
               .at = at,
               .files = figures_of_notice(running->unchanged_bytes),
               .description = no_progress_text(second ? kDaysToNoProgress2 : kDaysToNoProgress1)});
}

void Monitoring::check_quota(std::int32_t account_id, Instant at) {
  const auto space = database_.one<Space>(
      "SELECT entity_id, username, used_kb, size_mb, quota_level FROM account WHERE id = ?1", account_id);
  if (!space) return;
  const int level = level_of(*space);
  if (level == space->level || !watched(account_id, at)) return;
  database_.run("UPDATE account SET quota_level = ?2 WHERE id = ?1", account_id, level);
  record({.entity_id = space->entity_id, .account_id = account_id, .name = space->username},
         Event{.type = level == 2   ? EventType::over_quota_error
                       : level == 1 ? EventType::over_quota_warning
                                    : EventType::over_quota_fixed,
               .backup_type = BackupType::general_notification,
               .at = at,
               .summary = quota_text(level, space->used_kb, space->size_mb)});
}

bool Monitoring::watched(std::int32_t account_id, Instant at) {
  return database_
      .one<bool>(
          "SELECT a.status = 0 AND a.monitored AND NOT EXISTS (SELECT 1 FROM entity e"
          "  WHERE e.id IN (o.distributor_id, o.partner_id, o.company_id) AND (e.status <> 0 OR e.trial_end <= ?2))"
          " FROM account a JOIN entity o ON o.id = a.entity_id WHERE a.id = ?1",
          account_id, at)
      .value_or(false);
}

void Monitoring::moved(std::int32_t company_id, std::int32_t from_partner_id, std::int32_t to_partner_id) {
  timelines_.remove_all(company_id, from_partner_id);
  timelines_.add_all(company_id, to_partner_id);
  database_.run(
      "UPDATE event_day SET events = event_day.events - d.events, files = event_day.files - d.files,"
      " bytes = event_day.bytes - d.bytes FROM event_day d"
      " WHERE event_day.entity_id = ?2 AND d.entity_id = ?1 AND d.day = event_day.day",
      company_id, from_partner_id);
  database_.run(
      "INSERT INTO event_day(entity_id, day, events, files, bytes)"
      " SELECT ?2, day, events, files, bytes FROM event_day WHERE entity_id = ?1"
      " ON CONFLICT DO UPDATE SET events = events + excluded.events, files = files + excluded.files,"
      " bytes = bytes + excluded.bytes",
      company_id, to_partner_id);
}

}  // namespace state
