// Types that the messages of EntityMonitoringService share.
#pragma once
#include "services/call.hpp"
#include "services/dates.hpp"
#include "services/vocabulary.hpp"
#include "state/event_lists.hpp"
#include "state/event_names.hpp"

// The enumerations are the state's own, in the order of the document: its tables, then its list of versions
// (Q-monitoring-types).
template <>
struct contract::EnumNames<state::EventType> {
  static constexpr std::string_view kName = "HistoryEventType";
  static constexpr auto kValues = state::kEventTypeNames;
};
template <>
struct contract::EnumNames<state::BackupType> {
  static constexpr std::string_view kName = "EventBackupType";
  static constexpr auto kValues = state::kBackupTypeNames;
};
template <>
struct contract::EnumNames<state::Indicator> {
  static constexpr std::string_view kName = "Indicator";
  static constexpr auto kValues = state::kIndicatorNames;
};
template <>
struct contract::EnumNames<state::MonitorStatus> {
  static constexpr std::string_view kName = "MonitorEventStatus";
  static constexpr auto kValues = state::kMonitorStatusNames;
};
template <>
struct contract::EnumNames<state::EventAccountType> {
  static constexpr std::string_view kName = "AccountType";
  static constexpr auto kValues = state::kEventAccountTypeNames;
};
template <>
struct contract::EnumNames<state::RecoveryType> {
  static constexpr std::string_view kName = "HistoryRecoveryEventType";
  static constexpr auto kValues = state::kRecoveryTypeNames;
};

namespace services::entity_monitoring {

using state::BackupType;
using state::EventAccountType;
using state::EventType;
using state::Indicator;
using state::MonitorStatus;

inline constexpr std::int32_t kLargestPage = 5000;

// The filter of GetHistoryEvents and GetMonitoringEvents: which conditions hold, all of them together, and which page.
struct EventsFilter {
  static constexpr std::string_view kName = "EventsFilter";
  std::int32_t page_index = 0;
  std::int32_t page_size = 0;
  bool indicator_filter_defined = false;
  Indicator indicator_filter_value = Indicator::ok;
  bool status_filter_defined = false;
  MonitorStatus status_filter_value = MonitorStatus::uploading;
  bool event_type_filter_defined = false;
  EventType event_type_filter_value = EventType::backup_started;
  bool event_backup_type_filter_defined = false;
  BackupType event_backup_type_filter_value = BackupType::online;
  bool account_name_filter_defined = false;
  std::string account_name_filter_value = {};
  bool account_type_filter_is_not_defined = false;
  EventAccountType account_type_filter_value = EventAccountType::backup_account;
  bool system_name_filter_defined = false;
  std::string system_name_filter_value = {};
  bool from_date_filter_defined = false;
  DateTime from_date_filter_value = {};
  bool to_date_filter_defined = false;
  DateTime to_date_filter_value = {};
  std::optional<std::int32_t> version = {};

  static constexpr auto fields() {
    using Self = EventsFilter;
    constexpr auto kExample = Evidence::example;
    return fields_of(
        field<&Self::page_index>("PageIndex", {.min = 0, .doc = "Number of the page, counted from 1; 0 is 1."}),
        field<&Self::page_size>("PageSize", {.min = 1, .max = kLargestPage, .doc = "Rows of one page."}),
        field<&Self::indicator_filter_defined>("IndicatorFilterDefined",
                                               {.doc = "Whether IndicatorFilterValue counts.", .evidence = kExample}),
        field<&Self::indicator_filter_value>("IndicatorFilterValue",
                                             {.doc = "Only events of this severity.", .evidence = kExample}),
        field<&Self::status_filter_defined>("StatusFilterDefined",
                                            {.doc = "Whether StatusFilterValue counts; history has no status."}),
        field<&Self::status_filter_value>("StatusFilterValue", {.doc = "Only backups that stand so."}),
        field<&Self::event_type_filter_defined>("EventTypeFilterDefined",
                                                {.doc = "Whether EventTypeFilterValue counts."}),
        field<&Self::event_type_filter_value>(
            "EventTypeFilterValue", {.doc = "Only events of this type.", .question = "Q-monitoring-event-type"}),
        field<&Self::event_backup_type_filter_defined>(
            "EventBackupTypeFilterDefined",
            {.doc = "Whether EventBackupTypeFilterValue counts.", .evidence = kExample}),
        field<&Self::event_backup_type_filter_value>("EventBackupTypeFilterValue",
                                                     {.doc = "Only backups of this type.", .evidence = kExample}),
        field<&Self::account_name_filter_defined>("AccountNameFilterDefined",
                                                  {.doc = "Whether AccountNameFilterValue counts."}),
        field<&Self::account_name_filter_value>("AccountNameFilterValue",
                                                {.doc = "Only this account, whatever the letter case."}),
        field<&Self::account_type_filter_is_not_defined>(
            "AccountTypeFilterIsNotDefined",
            {.doc = "True: AccountTypeFilterValue does not count.", .question = "Q-account-type-filter"}),
        field<&Self::account_type_filter_value>("AccountTypeFilterValue", {.doc = "Only accounts of this type."}),
        field<&Self::system_name_filter_defined>(
            "SystemNameFilterDefined", {.doc = "Whether SystemNameFilterValue counts.", .evidence = kExample}),
        field<&Self::system_name_filter_value>(
            "SystemNameFilterValue", {.doc = "Only this system, whatever the letter case.", .evidence = kExample}),
        field<&Self::from_date_filter_defined>("FromDateFilterDefined", {.doc = "Whether FromDateFilterValue counts."}),
        field<&Self::from_date_filter_value>(
            "FromDateFilterValue", {.doc = "Only this instant and later ones.", .question = "Q-date-inclusive"}),
        field<&Self::to_date_filter_defined>("ToDateFilterDefined", {.doc = "Whether ToDateFilterValue counts."}),
        field<&Self::to_date_filter_value>(
            "ToDateFilterValue", {.doc = "Only this instant and earlier ones.", .question = "Q-date-inclusive"}),
        field<&Self::version>("Version", {.doc = "What the caller understands, 0 to 3; anything else is 0.",
                                          .question = "Q-event-versions"}));
  }
};

// The entity that the id of a request means: 0 is the caller (Q-monitoring-zero).
std::int32_t reported_entity(const Call& call, std::int32_t id);

// What a page of history and one of monitoring have in common: where it starts, and what it may hold.
state::PageOf page_of(std::int32_t page_index, std::int32_t page_size);
state::Period period_of(const Call& call, bool from_defined, DateTime from, bool to_defined, DateTime to);
state::EventFilter conditions_of(const Call& call, const EventsFilter& filter, bool with_status);

}  // namespace services::entity_monitoring
