// GetHistoryRecoveryEvents: one page of the recoveries of an entity.
#include "services/entity_monitoring/operations.hpp"
#include "services/entity_monitoring/rows.hpp"
#include "services/targets.hpp"

namespace services::entity_monitoring {
namespace {

using state::RecoveryType;

constexpr std::string_view kQuestion = "Q-recovery-events";

struct RecoveryEventsFilter {
  static constexpr std::string_view kName = "RecoveryEventsFilter";
  std::int32_t page_index = 0;
  std::int32_t page_size = 0;
  bool account_name_filter_defined = false;
  std::string account_name_filter_value = {};
  bool system_name_filter_defined = false;
  std::string system_name_filter_value = {};
  bool from_date_filter_defined = false;
  DateTime from_date_filter_value = {};
  bool to_date_filter_defined = false;
  DateTime to_date_filter_value = {};

  static constexpr auto fields() {
    using Self = RecoveryEventsFilter;
    return fields_of(
        field<&Self::page_index>("PageIndex", {.min = 0, .doc = "Number of the page, counted from 1; 0 is 1."}),
        field<&Self::page_size>("PageSize", {.min = 1, .max = kLargestPage, .doc = "Rows of one page."}),
        field<&Self::account_name_filter_defined>("AccountNameFilterDefined",
                                                  {.doc = "Whether AccountNameFilterValue counts."}),
        field<&Self::account_name_filter_value>("AccountNameFilterValue",
                                                {.doc = "Only this account, whatever the letter case."}),
        field<&Self::system_name_filter_defined>("SystemNameFilterDefined",
                                                 {.doc = "Whether SystemNameFilterValue counts."}),
        field<&Self::system_name_filter_value>("SystemNameFilterValue",
                                               {.doc = "Only this system, whatever the letter case."}),
        field<&Self::from_date_filter_defined>("FromDateFilterDefined", {.doc = "Whether FromDateFilterValue counts."}),
        field<&Self::from_date_filter_value>(
            "FromDateFilterValue", {.doc = "Only this instant and later ones.", .question = "Q-date-inclusive"}),
        field<&Self::to_date_filter_defined>("ToDateFilterDefined", {.doc = "Whether ToDateFilterValue counts."}),
        field<&Self::to_date_filter_value>(
            "ToDateFilterValue", {.doc = "Only this instant and earlier ones.", .question = "Q-date-inclusive"}));
  }
};

struct GetHistoryRecoveryEventsRequest {
  static constexpr std::string_view kName = "GetHistoryRecoveryEventsRequest";
  std::int32_t entity_id = 0;
  RecoveryEventsFilter filter = {};

  static constexpr auto fields() {
    using Self = GetHistoryRecoveryEventsRequest;
    return fields_of(
        field<&Self::entity_id>("EntityId",
                                {.doc = "Root of the tree; 0 is the caller.", .question = "Q-monitoring-zero"}),
        field<&Self::filter>("Filter", {.doc = "Which recoveries, and which page of them.", .question = kQuestion}));
  }
};

struct HistoryRecoveryEvent {
  static constexpr std::string_view kName = "HistoryRecoveryEvent";
  std::string account_name = {};
  std::optional<std::string> system_name = {};
  std::int32_t entity_id = 0;
  DateTime client_date = {};
  RecoveryType history_recovery_event_type = RecoveryType::completed;
  std::string recovery_id = {};
  std::int64_t recovery_duration = 0;
  std::string client_version = {};
  std::string summary = {};

  static constexpr auto fields() {
    using Self = HistoryRecoveryEvent;
    return fields_of(
        field<&Self::account_name>("AccountName", {.doc = "Whose files."}),
        field<&Self::system_name>("SystemName", {.doc = "On which system."}),
        field<&Self::entity_id>("EntityId", {.doc = "The account's entity."}),
        field<&Self::client_date>("ClientDate", {.doc = "When (UTC).", .question = kQuestion}),
        field<&Self::history_recovery_event_type>("HistoryRecoveryEventType", {.doc = "How it ended."}),
        field<&Self::recovery_id>("RecoveryId", {.doc = "Which recovery.", .question = kQuestion}),
        field<&Self::recovery_duration>("RecoveryDuration", {.doc = "How long it took, in seconds."}),
        field<&Self::client_version>("ClientVersion", {.doc = "Version of the client: major.minor.build.revision."}),
        field<&Self::summary>("Summary", {.doc = "What is told of it in words."}));
  }
};

struct GetHistoryRecoveryEventsResult {
  static constexpr std::string_view kName = "GetHistoryRecoveryEventsResult";
  Result result = {};
  std::optional<std::vector<HistoryRecoveryEvent>> history_recovery_events_data = {};
  std::int32_t total_records = 0;

  static constexpr auto fields() {
    using Self = GetHistoryRecoveryEventsResult;
    return fields_of(
        field<&Self::result>("Result"),
        field<&Self::history_recovery_events_data>(
            "HistoryRecoveryEventsData", {.doc = "The page's recoveries, the newest first.", .question = kQuestion}),
        field<&Self::total_records>("TotalRecords",
                                    {.doc = "Recoveries on all pages together.", .question = kQuestion}));
  }
};

HistoryRecoveryEvent history_recovery_event(state::RecoveryRow& row) {
  return {.account_name = std::move(row.account_name),
          .system_name = std::move(row.system_name),
          .entity_id = row.entity_id,
          .client_date = DateTime::utc(row.at),
          .history_recovery_event_type = row.type,
          .recovery_id = std::move(row.recovery_id),
          .recovery_duration = row.duration_seconds,
          .client_version = std::move(row.client_version),
          .summary = std::move(row.summary)};
}

state::EventFilter conditions_of(const Call& call, const RecoveryEventsFilter& filter) {
  state::EventFilter out{.period = period_of(call, filter.from_date_filter_defined, filter.from_date_filter_value,
                                             filter.to_date_filter_defined, filter.to_date_filter_value)};
  if (filter.account_name_filter_defined) out.account_name = filter.account_name_filter_value;
  if (filter.system_name_filter_defined) out.system_name = filter.system_name_filter_value;
  return out;
}

Outcome<GetHistoryRecoveryEventsResult, kInTree, kActive, kAncestorsActive> get_history_recovery_events(
    Call& call, const GetHistoryRecoveryEventsRequest& in) {
  const auto target = readable_entity(call, reported_entity(call, in.entity_id));
  if (!target) return target;

  auto page = call.sandbox.event_lists.recoveries(*target, conditions_of(call, in.filter),
                                                  page_of(in.filter.page_index, in.filter.page_size));
  GetHistoryRecoveryEventsResult out{.total_records = static_cast<std::int32_t>(page.total)};
  auto& events = out.history_recovery_events_data.emplace();
  events.reserve(page.rows.size());
  for (state::RecoveryRow& row : page.rows) events.push_back(history_recovery_event(row));
  return out;
}

}  // namespace

Operation get_history_recovery_events_operation() {
  return operation<get_history_recovery_events>(
      "GetHistoryRecoveryEvents", {.doc = "Lists one page of the recoveries of an entity and all below it.",
                                   .request = Evidence::table,
                                   .response = Evidence::table,
                                   .question = kQuestion});
}

}  // namespace services::entity_monitoring
