// GetHistoryEvents: one page of what happened to the backups of an entity.
#include "services/entity_monitoring/operations.hpp"
#include "services/entity_monitoring/rows.hpp"
#include "services/entity_monitoring/versions.hpp"
#include "services/targets.hpp"

namespace services::entity_monitoring {
namespace {

struct GetHistoryEventsRequest {
  static constexpr std::string_view kName = "GetHistoryEventsRequest";
  std::int32_t entity_id = 0;
  EventsFilter filter = {};

  static constexpr auto fields() {
    using Self = GetHistoryEventsRequest;
    return fields_of(field<&Self::entity_id>(
                         "EntityId", {.doc = "Root of the tree; 0 is the caller.", .question = "Q-monitoring-zero"}),
                     field<&Self::filter>(
                         "Filter", {.doc = "Which events, and which page of them.", .question = "Q-monitoring-types"}));
  }
};

struct HistoryEvent {
  static constexpr std::string_view kName = "HistoryEvent";
  Indicator indicator = Indicator::ok;
  EventType event_type = EventType::backup_started;
  std::optional<std::string> backup_summary = {};
  std::string account_name = {};
  EventAccountType account_type = EventAccountType::backup_account;
  std::optional<std::string> system_name = {};
  std::optional<DateTime> client_date = {};
  std::optional<bool> is_scheduled = {};
  std::optional<std::int64_t> total_files_count = {};
  std::optional<std::int64_t> total_files_size = {};
  std::optional<std::int64_t> error_files_count = {};
  std::optional<std::int64_t> error_files_size = {};
  std::optional<std::int64_t> uploaded_files_count = {};
  std::optional<std::int64_t> uploaded_files_size = {};
  std::optional<std::int64_t> unchanged_files_count = {};
  std::optional<std::int64_t> unchanged_files_size = {};
  std::optional<std::int64_t> backup_duration = {};
  BackupType event_backup_type = BackupType::online;
  std::int32_t entity_id = 0;

  static constexpr auto fields() {
    using Self = HistoryEvent;
    return fields_of(
        field<&Self::indicator>("Indicator", {.doc = "How bad it is."}),
        field<&Self::event_type>("EventType", {.doc = "What happened.", .question = "Q-abnormal-scope"}),
        field<&Self::backup_summary>("BackupSummary", {.doc = "What is told of it in words; absent: nothing.",
                                                       .evidence = Evidence::table,
                                                       .question = "Q-backup-summary"}),
        field<&Self::account_name>("AccountName", {.doc = "Whose backup."}),
        field<&Self::account_type>("AccountType", {.doc = "What kind of account that is."}),
        field<&Self::system_name>(
            "SystemName", {.doc = "On which system; absent: the account as a whole.", .question = "Q-quota-events"}),
        field<&Self::client_date>("ClientDate", {.doc = "When, by the client's clock.", .question = "Q-client-date"}),
        field<&Self::is_scheduled>("IsScheduled", {.doc = "Whether the backup was scheduled; nil: not told."}),
        field<&Self::total_files_count>("TotalFilesCount", {.doc = "Files in the backup set."}),
        field<&Self::total_files_size>("TotalFilesSize", {.doc = "Their size in bytes."}),
        field<&Self::error_files_count>("ErrorFilesCount", {.doc = "Files that failed."}),
        field<&Self::error_files_size>("ErrorFilesSize", {.doc = "Their size in bytes."}),
        field<&Self::uploaded_files_count>("UploadedFilesCount", {.doc = "Files uploaded."}),
        field<&Self::uploaded_files_size>("UploadedFilesSize", {.doc = "Their size in bytes."}),
        field<&Self::unchanged_files_count>("UnchangedFilesCount", {.doc = "Files unchanged since the last backup."}),
        field<&Self::unchanged_files_size>("UnchangedFilesSize", {.doc = "Their size in bytes."}),
        field<&Self::backup_duration>("BackupDuration", {.doc = "How long the backup took so far, in seconds."}),
        field<&Self::event_backup_type>("EventBackupType", {.doc = "What kind of backup."}),
        field<&Self::entity_id>("EntityId", {.doc = "The account's entity."}));
  }
};

struct GetHistoryEventsResult {
  static constexpr std::string_view kName = "GetHistoryEventsResult";
  Result result = {};
  std::optional<std::vector<HistoryEvent>> history_events_data = {};
  std::int32_t total_records = 0;

  static constexpr auto fields() {
    using Self = GetHistoryEventsResult;
    return fields_of(
        field<&Self::result>("Result"),
        field<&Self::history_events_data>("HistoryEventsData",
                                          {.doc = "The page's events, the newest first.", .question = "Q-event-order"}),
        field<&Self::total_records>("TotalRecords", {.doc = "Events on all pages together."}));
  }
};

HistoryEvent history_event(const Call& call, state::EventRow& row, Version version) {
  const auto kind = state::EventKind::of(row.category);
  return {.indicator = kind.indicator,
          .event_type = shown_type(call, version, kind),
          .backup_summary = std::move(row.text),
          .account_name = std::move(row.account_name),
          .account_type = kind.account_type,
          .system_name = std::move(row.system_name),
          .client_date = stored_date(row.at),
          .is_scheduled = row.scheduled,
          .total_files_count = row.files.total_files,
          .total_files_size = row.files.total_bytes,
          .error_files_count = row.files.error_files,
          .error_files_size = row.files.error_bytes,
          .uploaded_files_count = row.files.uploaded_files,
          .uploaded_files_size = row.files.uploaded_bytes,
          .unchanged_files_count = row.files.unchanged_files,
          .unchanged_files_size = row.files.unchanged_bytes,
          .backup_duration = row.duration_seconds,
          .event_backup_type = kind.backup_type,
          .entity_id = row.entity_id};
}

Outcome<GetHistoryEventsResult, kInTree, kActive, kAncestorsActive> get_history_events(
    Call& call, const GetHistoryEventsRequest& in) {
  const auto target = readable_entity(call, reported_entity(call, in.entity_id));
  if (!target) return target;

  auto page = call.sandbox.event_lists.history(*target, conditions_of(call, in.filter, false),
                                               page_of(in.filter.page_index, in.filter.page_size));
  GetHistoryEventsResult out{.total_records = static_cast<std::int32_t>(page.total)};
  auto& events = out.history_events_data.emplace();
  events.reserve(page.rows.size());
  for (state::EventRow& row : page.rows) events.push_back(history_event(call, row, version_of(in.filter.version)));
  return out;
}

}  // namespace

Operation get_history_events_operation() {
  return operation<get_history_events>(
      "GetHistoryEvents", {.doc = "Lists one page of what happened to the backups of an entity and all below it.",
                           .request = Evidence::example,
                           .response = Evidence::example});
}

}  // namespace services::entity_monitoring
