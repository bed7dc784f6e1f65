#include "control/world_recovery.hpp"

#include "control/api_names.hpp"
#include "control/formats.hpp"
#include "control/world_values.hpp"

namespace control {
namespace {

using nlohmann::json;
using state::MessageOf;

std::int64_t number(const json& object, const char* name) { return object.value(name, std::int64_t{0}); }

std::vector<state::StatusMessage> messages(const json& object) {
  std::vector<state::StatusMessage> out;
  for (const json& one : list_of(object, "messages"))
    out.push_back(
        {.severity = enum_of(one, "severity", kSeverities, state::Severity::info), .text = text_of(one, "text")});
  return out;
}

std::int32_t add_appliance(state::Sandbox& sandbox, const json& entity, const json& appliance,
                           std::optional<std::int32_t> primary_id, state::Instant now) {
  const auto kind = primary_id ? state::ApplianceType::cloud : state::ApplianceType::premise_physical;
  const auto id = sandbox.appliances
                      .add({.id = appliance.value("id", 0),
                            .entity_id = entity.at("id"),
                            .uuid = plain_guid(text_of(appliance, "uuid")),
                            .primary_id = primary_id,
                            .type = enum_of(appliance, "type", kApplianceTypes, kind),
                            .model_name = text_of(appliance, "modelName"),
                            .model = text_of(appliance, "model"),
                            .name = text_of(appliance, "name"),
                            .status = enum_of(appliance, "status", kApplianceStatuses, state::ApplianceStatus::nominal),
                            .up_since = instant_of(appliance, "upSince", now),
                            .space_used_bytes = number(appliance, "spaceUsedBytes"),
                            .space_total_bytes = number(appliance, "spaceTotalBytes"),
                            .protected_replicable_bytes = number(appliance, "protectedReplicableBytes"),
                            .protected_bytes = number(appliance, "protectedBytes"),
                            .vmware_hosts = appliance.value("vmwareHosts", 0),
                            .remote_access = appliance.value("remoteAccess", false)})
                      .value();
  sandbox.appliances.set_messages(id, MessageOf::appliance, messages(appliance));
  return id;
}

state::BackupFolder backup_folder(const json& folder, state::Instant now) {
  return {.id = folder.at("id"),
          .schedule = enum_of(folder, "schedule", kFolderSchedules, state::FolderSchedule::daily),
          .hourly_period = optional_of<std::int32_t>(folder, "hourlyPeriod"),
          .weekly_day = optional_of<std::string>(folder, "weeklyDay"),
          .monthly_day = optional_of<std::int32_t>(folder, "monthlyDay"),
          .start_time = instant_of(folder, "startTime", now).value_or(now),
          .end_time = instant_of(folder, "endTime", now),
          .end_time_enabled = folder.value("endTimeEnabled", false),
          .friendly_name = text_of(folder, "name"),
          .path = text_of(folder, "path"),
          .path_user = optional_of<std::string>(folder, "pathUser"),
          .path_password = optional_of<std::string>(folder, "pathPassword"),
          .retention = enum_of(folder, "retention", kFolderRetentions, state::FolderRetention::replicate),
          .time_limited_days = folder.value("timeLimitedDays", 0),
          .skip_modified_days = optional_of<std::int32_t>(folder, "skipModifiedDays"),
          .cloud_delete_days = optional_of<std::int32_t>(folder, "cloudDeleteDays"),
          .whole_hierarchy = folder.value("wholeHierarchy", false),
          .created_at = instant_of(folder, "created", now).value_or(now)};
}

}  // namespace

void load_appliances(state::Sandbox& sandbox, const json& entity, state::Instant now) {
  for (const json& pack : list_of(entity, "appliances")) {
    const std::int32_t primary = add_appliance(sandbox, entity, pack.at("primary"), std::nullopt, now);
    if (const auto secondary = pack.find("secondary"); secondary != pack.end())
      add_appliance(sandbox, entity, *secondary, primary, now);
    const auto replication = pack.find("replication");
    if (replication == pack.end()) continue;
    sandbox.appliances.set_replication(
        primary, {.status = enum_of(*replication, "status", kQueueStatuses, state::QueueStatus::idle),
                  .bytes_per_second = number(*replication, "bytesPerSecond"),
                  .bytes_remaining = number(*replication, "bytesRemaining"),
                  .seconds_remaining = number(*replication, "secondsRemaining")});
    sandbox.appliances.set_messages(primary, MessageOf::replication, messages(*replication));
  }
}

void load_cloud_backup(state::Sandbox& sandbox, const json& entity, state::Instant now) {
  const auto cloud = entity.find("cloudBackup");
  if (cloud == entity.end()) return;
  const auto account = sandbox.cloud_backups
                           .enable(entity.at("id"), text_of(*cloud, "login"),
                                   enum_of(*cloud, "region", kCloudRegions, state::CloudRegion::us_east),
                                   instant_of(*cloud, "created", now), cloud->value("id", 0))
                           .value();
  for (const json& usage : list_of(*cloud, "usage"))
    sandbox.cloud_backups.record(account, {.id = usage.value("id", 0),
                                           .source = text_of(usage, "source"),
                                           .service = text_of(usage, "service"),
                                           .configured_at = instant_of(usage, "configured", now),
                                           .last_backup = instant_of(usage, "lastBackup", now),
                                           .accounts = optional_of<std::int64_t>(usage, "accounts"),
                                           .storage_bytes = optional_of<std::int64_t>(usage, "storageBytes")});
}

void load_folder_settings(state::Sandbox& sandbox, const json& device, std::int32_t device_id, state::Instant now) {
  const auto settings = device.find("folderSettings");
  if (settings == device.end()) return;
  state::FolderSettings out{.id = settings->at("id"),
                            .device_id = device_id,
                            .send_report = settings->value("sendReport", false),
                            .report_to = optional_of<std::string>(*settings, "reportTo"),
                            .run_as = settings->value("runAs", false),
                            .run_as_user = optional_of<std::string>(*settings, "runAsUser"),
                            .run_as_password = optional_of<std::string>(*settings, "runAsPassword")};
  for (const json& folder : list_of(*settings, "folders")) out.folders.push_back(backup_folder(folder, now));
  sandbox.folder_backups.set(out);
}

void RecoveryChecker::check_instant(const json& object, const char* name, const std::string& path) {
  if (object.contains(name) && !world_instant(text_of(object, name), state::kTicksPerDay * 1'000'000))
    fail_(pointer(path, name), "must be an instant such as \"2019-08-01T07:25:01Z\" or \"+14d\"");
}

void RecoveryChecker::check_id(std::map<std::string, std::string>& seen, const json& id, const std::string& path) {
  const auto [first, added] = seen.emplace(id.dump(), path);
  if (!added) fail_(path, id.dump() + " is taken by " + first->second);
}

void RecoveryChecker::check_appliance(const json& appliance, const std::string& path) {
  const std::string uuid = text_of(appliance, "uuid");
  if (!is_guid(uuid))
    fail_(path + "/uuid", "must be a guid");
  else
    check_id(uuids_, json(plain_guid(uuid)), path + "/uuid");
  check_instant(appliance, "upSince", path);
  const auto status = enum_of(appliance, "status", kApplianceStatuses, state::ApplianceStatus::nominal);
  if (appliance.contains("upSince") && !state::is_up(status))
    fail_(path + "/upSince", "is not for an appliance that is " + text_of(appliance, "status"));
}

void RecoveryChecker::check_entity(const json& entity, const std::string& path) {
  const json& packs = list_of(entity, "appliances");
  for (std::size_t at = 0; at < packs.size(); ++at) {
    const std::string here = pointer(path + "/appliances", at);
    check_appliance(packs[at].at("primary"), here + "/primary");
    if (packs[at].contains("secondary")) check_appliance(packs[at].at("secondary"), here + "/secondary");
    if (packs[at].contains("replication") && !packs[at].contains("secondary"))
      fail_(here + "/replication", "needs a secondary appliance to replicate to");
  }
  const auto cloud = entity.find("cloudBackup");
  if (cloud == entity.end()) return;
  check_instant(*cloud, "created", path + "/cloudBackup");
  const json& usage = list_of(*cloud, "usage");
  std::map<std::string, std::string> services;
  for (std::size_t at = 0; at < usage.size(); ++at) {
    const std::string here = pointer(path + "/cloudBackup/usage", at);
    for (const char* name : {"configured", "lastBackup"}) check_instant(usage[at], name, here);
    if (usage[at].contains("accounts") == usage[at].contains("storageBytes"))
      fail_(here, "needs either \"accounts\" or \"storageBytes\", as the service is priced");
    check_id(services, json(text_of(usage[at], "source") + ", " + text_of(usage[at], "service")), here);
  }
}

void RecoveryChecker::check_device(const json& device, const std::string& path) {
  const auto settings = device.find("folderSettings");
  if (settings == device.end()) return;
  const std::string here = path + "/folderSettings";
  check_id(settings_ids_, settings->at("id"), here + "/id");
  const json& folders = list_of(*settings, "folders");
  for (std::size_t at = 0; at < folders.size(); ++at) {
    const std::string folder = pointer(here + "/folders", at);
    check_id(folder_ids_, folders[at].at("id"), folder + "/id");
    for (const char* name : {"startTime", "endTime", "created"}) check_instant(folders[at], name, folder);
  }
}

}  // namespace control
