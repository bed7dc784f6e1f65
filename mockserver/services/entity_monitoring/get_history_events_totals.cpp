// GetHistoryEventsTotals: files uploaded in an entity, day by day.
#include "services/entity_monitoring/operations.hpp"
#include "services/entity_monitoring/rows.hpp"
#include "services/targets.hpp"

namespace services::entity_monitoring {
namespace {

constexpr std::string_view kQuestion = "Q-daily-totals";

struct GetHistoryEventsTotalsRequest {
  static constexpr std::string_view kName = "GetHistoryEventsTotalsRequest";
  std::int32_t entity_id = 0;
  std::int32_t days_interval = 0;

  static constexpr auto fields() {
    using Self = GetHistoryEventsTotalsRequest;
    return fields_of(field<&Self::entity_id>(
                         "EntityId", {.doc = "Root of the tree; 0 is the caller.", .question = "Q-monitoring-zero"}),
                     field<&Self::days_interval>("DaysInterval",
                                                 {.min = 1, .max = 60, .doc = "How many days back, today included."}));
  }
};

struct HistoryEventsTotal {
  static constexpr std::string_view kName = "HistoryEventsTotal";
  DateTime period_date;
  std::int64_t uploaded_files_count = 0;
  std::int64_t uploaded_files_size = 0;

  static constexpr auto fields() {
    using Self = HistoryEventsTotal;
    return fields_of(
        field<&Self::period_date>("PeriodDate", {.doc = "The day (UTC).", .question = kQuestion}),
        field<&Self::uploaded_files_count>("UploadedFilesCount",
                                           {.doc = "Files uploaded on it.", .question = kQuestion}),
        field<&Self::uploaded_files_size>("UploadedFilesSize", {.doc = "Their size in bytes.", .question = kQuestion}));
  }
};

struct GetHistoryEventsTotalsResult {
  static constexpr std::string_view kName = "GetHistoryEventsTotalsResult";
  Result result = {};
  std::optional<std::vector<HistoryEventsTotal>> history_events_totals_data = {};

  static constexpr auto fields() {
    using Self = GetHistoryEventsTotalsResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::history_events_totals_data>(
                         "HistoryEventsTotalsData",
                         {.doc = "One row per day with events, the oldest first.", .question = kQuestion}));
  }
};

Outcome<GetHistoryEventsTotalsResult, kInTree, kActive, kAncestorsActive> get_history_events_totals(
    Call& call, const GetHistoryEventsTotalsRequest& in) {
  const auto target = readable_entity(call, reported_entity(call, in.entity_id));
  if (!target) return target;

  GetHistoryEventsTotalsResult out;
  auto& totals = out.history_events_totals_data.emplace();
  const state::Instant first_day = state::day_of(call.now) - (in.days_interval - 1) * state::kTicksPerDay;
  for (const state::UploadTotal& day : call.sandbox.event_lists.days(*target, first_day))
    totals.push_back({.period_date = DateTime::unspecified(day.period),
                      .uploaded_files_count = day.files,
                      .uploaded_files_size = day.size_bytes});
  return out;
}

}  // namespace

Operation get_history_events_totals_operation() {
  return operation<get_history_events_totals>("GetHistoryEventsTotals",
                                              {.doc = "Adds up what an entity and all below it uploaded, day by day.",
                                               .request = Evidence::table,
                                               .response = Evidence::table,
                                               .question = kQuestion});
}

}  // namespace services::entity_monitoring
