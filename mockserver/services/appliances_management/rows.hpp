// How an appliance looks on the wire.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "services/vocabulary.hpp"
#include "state/appliances.hpp"

template <>
struct contract::EnumNames<state::ApplianceType> {
  static constexpr std::string_view kName = "ApplianceType";
  static constexpr std::array<std::string_view, 6> kValues{"Unknown",       "PremisePhysical",     "PremiseVirtual",
                                                           "PremiseVmWare", "PremiseActiveActive", "Cloud"};
};
template <>
struct contract::EnumNames<state::ApplianceStatus> {
  static constexpr std::string_view kName = "ApplianceStatus";
  static constexpr std::array<std::string_view, 12> kValues{"CannotParse",  "Unknown",      "Nominal",  "Attention",
                                                            "Warning",      "Unresponsive", "Stopped",  "Terminated",
                                                            "Initializing", "Rebooting",    "Stopping", "Deleted"};
};
template <>
struct contract::EnumNames<state::QueueStatus> {
  static constexpr std::string_view kName = "QueueStatus";
  static constexpr std::array<std::string_view, 12> kValues{"Unknown", "Idle",  "Scan", "Sum",   "Commit",  "Transmit",
                                                            "Receive", "Pause", "Work", "Abort", "Connect", "Error"};
};
template <>
struct contract::EnumNames<state::Severity> {
  static constexpr std::string_view kName = "SeverityLevel";
  static constexpr std::array<std::string_view, 5> kValues{"Unknown", "High", "Medium", "Info", "Low"};
};

namespace services::appliances_management {

struct StatusMessage {
  static constexpr std::string_view kName = "StatusMessage";
  state::Severity severity_level = state::Severity::info;
  std::string message;

  static constexpr auto fields() {
    using Self = StatusMessage;
    return fields_of(field<&Self::severity_level>("SeverityLevel", {.doc = "How much it matters."}),
                     field<&Self::message>("Message", {.doc = "What there is to say."}));
  }
};

struct ApplianceStatusInfo {
  static constexpr std::string_view kName = "ApplianceStatusInfo";
  state::ApplianceStatus status = state::ApplianceStatus::unknown;
  std::string name;
  state::Severity severity_level = state::Severity::unknown;
  std::vector<StatusMessage> messages;

  static constexpr auto fields() {
    using Self = ApplianceStatusInfo;
    return fields_of(
        field<&Self::status>("Status", {.doc = "The state it is in."}),
        field<&Self::name>("Name", {.doc = "The state as people read it.", .question = "Q-appliance-status-names"}),
        field<&Self::severity_level>("SeverityLevel",
                                     {.doc = "How much the state matters.", .question = "Q-appliance-status-names"}),
        field<&Self::messages>("Messages", {.doc = "What the appliance says about it."}));
  }
};

struct QueueStatusInfo {
  static constexpr std::string_view kName = "QueueStatusInfo";
  state::QueueStatus status = state::QueueStatus::unknown;
  std::string name;
  state::Severity severity_level = state::Severity::unknown;
  std::vector<StatusMessage> messages;

  static constexpr auto fields() {
    using Self = QueueStatusInfo;
    return fields_of(
        field<&Self::status>("Status", {.doc = "What the queue is doing."}),
        field<&Self::name>("Name", {.doc = "The same as people read it.", .question = "Q-appliance-status-names"}),
        field<&Self::severity_level>("SeverityLevel",
                                     {.doc = "How much it matters.", .question = "Q-appliance-status-names"}),
        field<&Self::messages>("Messages", {.doc = "What the queue says about it."}));
  }
};

struct ApplianceInfo {
  static constexpr std::string_view kName = "ApplianceInfo";
  std::string uuid;
  state::ApplianceType appliance_type = state::ApplianceType::unknown;
  std::string model_name;
  std::string model;
  std::string appliance_type_title;
  std::string name;
  std::optional<ApplianceStatusInfo> status_info;
  std::optional<std::string> up_time_str;
  std::int64_t device_space_used = 0;
  std::int64_t device_space_total = 0;
  std::int64_t protected_replicable = 0;
  std::int64_t protected_total = 0;
  std::int32_t vmware_host_count = 0;
  bool has_remote_access = false;

  static constexpr auto fields() {
    using Self = ApplianceInfo;
    return fields_of(
        field<&Self::uuid>("Uuid", {.doc = "Identifies the appliance."}),
        field<&Self::appliance_type>("ApplianceType", {.doc = "Its type.", .question = "Q-appliance-shapes"}),
        field<&Self::model_name>("ModelName", {.doc = "Name of its model."}),
        field<&Self::model>("Model", {.doc = "Code of its model."}),
        field<&Self::appliance_type_title>("ApplianceTypeTitle",
                                           {.doc = "Its type as people read it.", .question = "Q-appliance-titles"}),
        field<&Self::name>("Name", {.doc = "Its name."}),
        field<&Self::status_info>("StatusInfo", {.doc = "The state it is in."}),
        field<&Self::up_time_str>(
            "UpTimeStr",
            {.doc = "How long it has been up, such as '1 month, 15 days, 19:10:57'; absent when it is not.",
             .question = "Q-appliance-uptime"}),
        field<&Self::device_space_used>("DeviceSpaceUsed", {.doc = "Used space in bytes."}),
        field<&Self::device_space_total>("DeviceSpaceTotal", {.doc = "All its space in bytes."}),
        field<&Self::protected_replicable>("ProtectedReplicable",
                                           {.doc = "Protected data that can be replicated, in bytes."}),
        field<&Self::protected_total>("Protected", {.doc = "All data it protects, in bytes."}),
        field<&Self::vmware_host_count>("VmwareHostCount", {.doc = "Number of VMware hosts."}),
        field<&Self::has_remote_access>("HasRemoteAccess",
                                        {.doc = "Whether GetEntityApplianceBrowseInfo gives a way to its console."}));
  }
};

struct ReplicationInfo {
  static constexpr std::string_view kName = "ReplicationInfo";
  std::optional<QueueStatusInfo> queue_status;
  std::int64_t speed_bytes_per_second = 0;
  std::int64_t bytes_remaining = 0;
  std::int64_t seconds_remaining = 0;

  static constexpr auto fields() {
    using Self = ReplicationInfo;
    return fields_of(
        field<&Self::queue_status>("QueueStatus", {.doc = "What the queue to the secondary one is doing."}),
        field<&Self::speed_bytes_per_second>("SpeedBytesPerSecond", {.doc = "Bytes per second."}),
        field<&Self::bytes_remaining>("BytesRemaining", {.doc = "Bytes still to be sent."}),
        field<&Self::seconds_remaining>("SecondsRemaining", {.doc = "Seconds until they are sent."}));
  }
};

// How long something has been up: years of 365 and months of 30 days, then days, then hours, minutes and seconds.
std::string up_time_text(state::Instant duration);

ApplianceInfo appliance_info(const state::Appliance& appliance, const std::vector<state::StatusMessage>& messages,
                             state::Instant now);
ReplicationInfo replication_info(const state::Replication& replication,
                                 const std::vector<state::StatusMessage>& messages);

}  // namespace services::appliances_management
