// GetHistoryEventsTotals: files uploaded by some accounts, month by month.
#include <set>

#include "services/account_management/operations.hpp"
#include "services/account_management/target_account.hpp"

namespace services::account_management {
namespace {

struct GetHistoryEventsTotals {
  static constexpr std::string_view kName = "GetHistoryEventsTotals";
  std::vector<std::optional<std::string>> monitored_usernames;
  std::uint8_t months = 0;

  static constexpr auto fields() {
    using Self = GetHistoryEventsTotals;
    return fields_of(field<&Self::monitored_usernames>("monitoredUsernames", {.doc = "The backup accounts to add up."}),
                     field<&Self::months>("months", {.min = 1,
                                                     .doc = "How many months back, the present one included.",
                                                     .question = "Q-history-totals"}));
  }
};

struct HistoryEventsTotal {
  static constexpr std::string_view kName = "HistoryEventsTotal";
  DateTime period_date;
  std::int64_t uploaded_files_count = 0;
  std::int64_t uploaded_files_size = 0;

  static constexpr auto fields() {
    using Self = HistoryEventsTotal;
    return fields_of(field<&Self::period_date>("PeriodDate", {.doc = "First day of the month."}),
                     field<&Self::uploaded_files_count>("UploadedFilesCount", {.doc = "Number of files uploaded."}),
                     field<&Self::uploaded_files_size>(
                         "UploadedFilesSize", {.doc = "Their size in bytes.", .question = "Q-history-totals"}));
  }
};

struct GetHistoryEventsTotalsResult {
  static constexpr std::string_view kName = "GetHistoryEventsTotalsResult";
  Result result = {};
  std::optional<std::vector<HistoryEventsTotal>> totals = {};

  static constexpr auto fields() {
    using Self = GetHistoryEventsTotalsResult;
    return fields_of(
        field<&Self::result>("Result"),
        field<&Self::totals>("HistoryEventsTotalsData", {.doc = "One row per month with uploads, the oldest first."}));
  }
};

Outcome<GetHistoryEventsTotalsResult, kAccountKnown, kAccountInTree, kAccountEntityActive> get_history_events_totals(
    Call& call, const GetHistoryEventsTotals& in) {
  std::set<std::int32_t> accounts;  // a name given twice counts once
  for (const auto& name : in.monitored_usernames) {
    const auto target = readable_account(call, name.value_or(std::string()), "monitoredUsernames");
    if (!target) return target;
    accounts.insert(target->account.id);
  }
  const std::vector<std::int32_t> ids(accounts.begin(), accounts.end());
  GetHistoryEventsTotalsResult answer{.totals = std::vector<HistoryEventsTotal>{}};
  for (const state::UploadTotal& month :
       call.sandbox.uploads.by_month(ids, state::add_months(state::month_of(call.now), 1 - in.months)))
    answer.totals->push_back({.period_date = DateTime::unspecified(month.period),
                              .uploaded_files_count = month.files,
                              .uploaded_files_size = month.size_bytes});
  return answer;
}

}  // namespace

Operation get_history_events_totals_operation() {
  return operation<get_history_events_totals>("GetHistoryEventsTotals",
                                              {.doc = "Retrieves the number and size of uploaded files per month.",
                                               .style = Style::mixed,
                                               .request = Evidence::verified,
                                               .response = Evidence::verified,
                                               .question = "Q-history-totals"});
}

}  // namespace services::account_management
