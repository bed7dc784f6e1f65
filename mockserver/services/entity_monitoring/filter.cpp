// What a filter asks for, in the words of the state.
#include <algorithm>

#include "contract/profile.hpp"
#include "services/entity_monitoring/rows.hpp"
#include "services/entity_monitoring/versions.hpp"

namespace services::entity_monitoring {

std::int32_t reported_entity(const Call& call, std::int32_t id) {
  return id == 0 && call.profile.is<"Q-monitoring-zero", "caller">() ? call.caller_id : id;
}

state::PageOf page_of(std::int32_t page_index, std::int32_t page_size) {
  return {.index = std::max(page_index, 1), .size = page_size};
}

// To the millisecond, as dates are shown: what a caller reads in one answer it can ask for in the next.
state::Period period_of(const Call& call, bool from_defined, DateTime from, bool to_defined, DateTime to) {
  constexpr std::int64_t kMillisecond = 10'000;
  state::Period period;
  if (from_defined) period.from = from.utc_ticks();
  if (to_defined) {
    const auto to_ms = std::min(to.utc_ticks(), state::kLastInstant - kMillisecond) / kMillisecond * kMillisecond;
    period.to = call.profile.is<"Q-date-inclusive", "both">() ? to_ms + kMillisecond - 1 : to_ms - 1;
  }
  return period;
}

state::EventFilter conditions_of(const Call& call, const EventsFilter& filter, bool with_status) {
  state::EventFilter out;
  out.period = period_of(call, filter.from_date_filter_defined, filter.from_date_filter_value,
                         filter.to_date_filter_defined, filter.to_date_filter_value);
  if (filter.account_name_filter_defined) out.account_name = filter.account_name_filter_value;
  if (filter.system_name_filter_defined) out.system_name = filter.system_name_filter_value;
  out.wanted = [&call, &filter, with_status](const state::EventKind& kind) {
    const Version version = version_of(filter.version);
    if (!is_known(version, kind)) return false;
    if (filter.indicator_filter_defined && kind.indicator != filter.indicator_filter_value) return false;
    const bool as_shown = call.profile.is<"Q-event-versions", "shown">();
    const auto status = as_shown ? shown_status(version, kind) : kind.status;
    const auto type = as_shown ? shown_type(call, version, kind) : kind.type;
    if (with_status && filter.status_filter_defined && status != filter.status_filter_value) return false;
    if (filter.event_type_filter_defined && type != filter.event_type_filter_value) return false;
    if (filter.event_backup_type_filter_defined && kind.backup_type != filter.event_backup_type_filter_value)
      return false;
    return filter.account_type_filter_is_not_defined || kind.account_type == filter.account_type_filter_value;
  };
  return out;
}

}  // namespace services::entity_monitoring
