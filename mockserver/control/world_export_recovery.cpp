// Disaster recovery, folder backup and cloud backup, in the words of world_recovery.cpp.
#include <algorithm>

#include "control/api_names.hpp"
#include "control/world_export_parts.hpp"
#include "control/world_writing.hpp"

namespace control {
namespace {

using nlohmann::json;

json messages_json(const std::vector<state::StatusMessage>& messages) {
  json out = json::array();
  for (const state::StatusMessage& one : messages)
    out.push_back({{"severity", name_in(kSeverities, one.severity)}, {"text", one.text}});
  return out;
}

json appliance_json(const state::ApplianceContents& contents) {
  const state::Appliance& appliance = contents.appliance;
  json out = {{"id", appliance.id},
              {"uuid", appliance.uuid},
              {"name", appliance.name},
              {"type", name_in(kApplianceTypes, appliance.type)},
              {"status", name_in(kApplianceStatuses, appliance.status)},
              {"spaceUsedBytes", appliance.space_used_bytes},
              {"spaceTotalBytes", appliance.space_total_bytes},
              {"protectedReplicableBytes", appliance.protected_replicable_bytes},
              {"protectedBytes", appliance.protected_bytes}};
  put_text(out, "modelName", appliance.model_name);
  put_text(out, "model", appliance.model);
  put_instant(out, "upSince", appliance.up_since);
  put_unless(out, "vmwareHosts", appliance.vmware_hosts, 0);
  put_unless(out, "remoteAccess", appliance.remote_access, false);
  put_list(out, "messages", messages_json(contents.messages));
  return out;
}

json replication_json(const state::Replication& replication, const std::vector<state::StatusMessage>& messages) {
  json out = {{"status", name_in(kQueueStatuses, replication.status)},
              {"bytesPerSecond", replication.bytes_per_second},
              {"bytesRemaining", replication.bytes_remaining},
              {"secondsRemaining", replication.seconds_remaining}};
  put_list(out, "messages", messages_json(messages));
  return out;
}

json folder_json(const state::BackupFolder& folder) {
  json out = {{"id", folder.id},
              {"name", folder.friendly_name},
              {"path", folder.path},
              {"schedule", name_in(kFolderSchedules, folder.schedule)},
              {"startTime", format_instant(folder.start_time)},
              {"retention", name_in(kFolderRetentions, folder.retention)},
              {"created", format_instant(folder.created_at)}};
  put_optional(out, "hourlyPeriod", folder.hourly_period);
  put_optional(out, "weeklyDay", folder.weekly_day);
  put_optional(out, "monthlyDay", folder.monthly_day);
  put_instant(out, "endTime", folder.end_time);
  put_unless(out, "endTimeEnabled", folder.end_time_enabled, false);
  put_optional(out, "pathUser", folder.path_user);
  put_optional(out, "pathPassword", folder.path_password);
  put_unless(out, "timeLimitedDays", folder.time_limited_days, 0);
  put_optional(out, "skipModifiedDays", folder.skip_modified_days);
  put_optional(out, "cloudDeleteDays", folder.cloud_delete_days);
  put_unless(out, "wholeHierarchy", folder.whole_hierarchy, false);
  return out;
}

}  // namespace

json appliance_packs_json(const std::vector<state::ApplianceContents>& appliances, std::int32_t entity_id) {
  json out = json::array();
  for (const state::ApplianceContents& one : appliances) {
    if (one.appliance.entity_id != entity_id || one.appliance.primary_id) continue;
    json& pack = out.emplace_back(json{{"primary", appliance_json(one)}});
    const auto secondary = std::ranges::find_if(appliances, [&](const state::ApplianceContents& other) {
      return other.appliance.primary_id == one.appliance.id;
    });
    if (secondary != appliances.end()) pack["secondary"] = appliance_json(*secondary);
    if (one.replication) pack["replication"] = replication_json(*one.replication, one.replication_messages);
  }
  return out;
}

json folder_settings_json(const state::FolderSettings& settings) {
  json out = {{"id", settings.id}};
  put_unless(out, "sendReport", settings.send_report, false);
  put_optional(out, "reportTo", settings.report_to);
  put_unless(out, "runAs", settings.run_as, false);
  put_optional(out, "runAsUser", settings.run_as_user);
  put_optional(out, "runAsPassword", settings.run_as_password);
  json folders = json::array();
  for (const state::BackupFolder& folder : settings.folders) folders.push_back(folder_json(folder));
  put_list(out, "folders", std::move(folders));
  return out;
}

json cloud_backup_json(const state::CloudContents& contents) {
  const state::CloudAccount& account = contents.account;
  json out = {{"id", account.id},
              {"login", account.login},
              {"region", name_in(kCloudRegions, account.region)},
              {"created", format_instant(account.created_at)}};
  json list = json::array();
  for (const state::CloudUsage& usage : contents.usage) {
    json& one = list.emplace_back(json{{"id", usage.id}, {"source", usage.source}, {"service", usage.service}});
    put_instant(one, "configured", usage.configured_at);
    put_instant(one, "lastBackup", usage.last_backup);
    put_optional(one, "accounts", usage.accounts);
    put_optional(one, "storageBytes", usage.storage_bytes);
  }
  put_list(out, "usage", std::move(list));
  return out;
}

}  // namespace control
