#include "services/appliances_management/rows.hpp"

#include <algorithm>
#include <cstdio>

namespace services::appliances_management {
namespace {

using state::Severity;

// How a status is told to people, and how much it matters. The document's examples show Unknown and Nominal, Idle and
// Work; the others are ours (Q-appliance-status-names).
struct Shown {
  std::string_view name;
  Severity severity;
};
constexpr std::array<Shown, 12> kStatuses{{{"Cannot parse", Severity::unknown},
                                           {"Unknown", Severity::high},
                                           {"Online", Severity::info},
                                           {"Attention", Severity::low},
                                           {"Warning", Severity::medium},
                                           {"Unresponsive", Severity::high},
                                           {"Stopped", Severity::high},
                                           {"Terminated", Severity::high},
                                           {"Initializing", Severity::info},
                                           {"Rebooting", Severity::info},
                                           {"Stopping", Severity::info},
                                           {"Deleted", Severity::info}}};
constexpr std::array<Shown, 12> kQueueStatuses{{{"Unknown", Severity::high},
                                                {"Idle", Severity::low},
                                                {"Scanning", Severity::info},
                                                {"Comparing", Severity::info},
                                                {"Committing", Severity::info},
                                                {"Transmitting", Severity::info},
                                                {"Receiving", Severity::info},
                                                {"Paused", Severity::medium},
                                                {"Replicating", Severity::info},
                                                {"Aborted", Severity::high},
                                                {"Connecting", Severity::info},
                                                {"Error", Severity::high}}};

// The examples show the first and the last (Q-appliance-titles).
constexpr std::array<std::string_view, 6> kTitles{"Not Supported Type", "Physical Appliance",      "Virtual Appliance",
                                                  "VMware Appliance",   "Active-Active Appliance", "Cloud Appliance"};

template <class Info, class Status>
Info status_info(Status status, const std::array<Shown, 12>& table, const std::vector<state::StatusMessage>& messages) {
  const Shown& shown = table[static_cast<std::size_t>(status)];
  Info out{.status = status, .name = std::string(shown.name), .severity_level = shown.severity, .messages = {}};
  for (const state::StatusMessage& message : messages)
    out.messages.push_back({.severity_level = message.severity, .message = message.text});
  return out;
}

}  // namespace

std::string up_time_text(state::Instant duration) {
  std::string out;
  std::int64_t days = duration / state::kTicksPerDay;
  const auto take = [&](std::int64_t length, const char* unit) {
    const std::int64_t count = days / length;
    days %= length;
    if (count > 0) out += std::to_string(count) + " " + unit + (count > 1 ? "s, " : ", ");
  };
  take(365, "year");
  take(30, "month");
  take(1, "day");
  const std::int64_t seconds = duration % state::kTicksPerDay / state::kTicksPerSecond;
  char clock[16];
  std::snprintf(clock, sizeof clock, "%d:%02d:%02d", static_cast<int>(seconds / 3600),
                static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  return out + clock;
}

ApplianceInfo appliance_info(const state::Appliance& appliance, const std::vector<state::StatusMessage>& messages,
                             state::Instant now) {
  ApplianceInfo out{.uuid = appliance.uuid,
                    .appliance_type = appliance.type,
                    .model_name = appliance.model_name,
                    .model = appliance.model,
                    .appliance_type_title = std::string(kTitles[static_cast<std::size_t>(appliance.type)]),
                    .name = appliance.name,
                    .status_info = status_info<ApplianceStatusInfo>(appliance.status, kStatuses, messages),
                    .up_time_str = {},
                    .device_space_used = appliance.space_used_bytes,
                    .device_space_total = appliance.space_total_bytes,
                    .protected_replicable = appliance.protected_replicable_bytes,
                    .protected_total = appliance.protected_bytes,
                    .vmware_host_count = appliance.vmware_hosts,
                    .has_remote_access = appliance.remote_access};
  if (appliance.up_since) out.up_time_str = up_time_text(std::max<state::Instant>(now - *appliance.up_since, 0));
  return out;
}

ReplicationInfo replication_info(const state::Replication& replication,
                                 const std::vector<state::StatusMessage>& messages) {
  return {.queue_status = status_info<QueueStatusInfo>(replication.status, kQueueStatuses, messages),
          .speed_bytes_per_second = replication.bytes_per_second,
          .bytes_remaining = replication.bytes_remaining,
          .seconds_remaining = replication.seconds_remaining};
}

}  // namespace services::appliances_management
