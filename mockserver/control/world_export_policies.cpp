// Backup policies and whom they are assigned to, in the words of world_policies.cpp.
#include "control/api_names.hpp"
#include "control/world_export_parts.hpp"
#include "control/world_writing.hpp"

namespace control {
namespace {

using nlohmann::json;

json backup_set_json(const state::BackupSet& set) {
  json out = {{"scannerMode", name_in(kScannerModes, set.scanner_mode)}};
  put_unless(out, "backupDocuments", set.documents, false);
  put_unless(out, "backupImages", set.images, false);
  put_unless(out, "backupMusic", set.music, false);
  put_unless(out, "backupVideo", set.video, false);
  put_unless(out, "backupCustom", set.custom, false);
  put_optional(out, "customFileTypes", set.custom_file_types);
  put_optional(out, "excludeFileTypes", set.exclude_file_types);
  return out;
}

json schedule_json(const state::PolicySchedule& schedule) {
  json out = {{"scheduleType", name_in(kScheduleTypes, schedule.type)},
              {"scheduledTime", format_instant(schedule.time)},
              {"scheduledDayOfTheMonth", schedule.day_of_the_month},
              {"scheduledDayOfTheWeek", name_in(kWeekDays, schedule.day_of_the_week)},
              {"scheduledHoursBetweenRuns", schedule.hours_between_runs},
              {"scheduledEndTime", format_instant(schedule.end_time)}};
  put_unless(out, "useEndTime", schedule.use_end_time, false);
  return out;
}

json run_as_json(const state::RunAs& run_as) {
  json out = json::object();
  put_optional(out, "runAsDomainAndLogin", run_as.domain_and_login);
  put_optional(out, "runAsPassword", run_as.password);
  return out;
}

json options_json(const state::PolicyOptions& options) {
  json out = json::object();
  put_unless(out, "runScheduledBackup", options.run_scheduled_backup, true);
  put_unless(out, "runWhenNotLoggedOn", options.run_when_not_logged_on, false);
  put_unless(out, "sendEmailReportAfterBackup", options.send_report, false);
  put_optional(out, "emailAddressToSendReportsTo", options.report_address);
  put_unless(out, "sendEmailReportAfterBackupToBackupAccount", options.send_report_to_account, false);
  put_instant(out, "excludeFilesOlderThanDate", options.exclude_older_than);
  put_optional(out, "excludeFilesLargerThanMb", options.exclude_larger_than_mb);
  put_optional(out, "excludeFilesSmallerThanKb", options.exclude_smaller_than_kb);
  put_optional(out, "removeFilesAfterDays", options.remove_after_days);
  put_optional(out, "removeDeletedFilesAfterDays", options.remove_deleted_after_days);
  return out;
}

json filters_json(const state::ScannerFilters& filters) {
  json out = {{"mode", name_in(kFilterModes, filters.mode)}};
  put_optional(out, "includeFiles", filters.include_files);
  put_optional(out, "includeFolders", filters.include_folders);
  put_optional(out, "excludeFiles", filters.exclude_files);
  put_optional(out, "excludeFolders", filters.exclude_folders);
  return out;
}

json paths_json(const state::CustomPaths& paths) {
  json out = json::object();
  put_list(out, "includeFolders", paths.include_folders);
  put_list(out, "includeFiles", paths.include_files);
  put_list(out, "excludeFolders", paths.exclude_folders);
  put_list(out, "excludeFiles", paths.exclude_files);
  return out;
}

json limits_json(const std::vector<state::FileSizeLimit>& limits) {
  json out = json::array();
  for (const state::FileSizeLimit& limit : limits)
    out.push_back({{"fileType", name_in(kTypesOfFiles, limit.file_type)},
                   {"minSizeUnit", name_in(kSizeUnits, limit.min_unit)},
                   {"minSize", limit.min_size},
                   {"maxSizeUnit", name_in(kSizeUnits, limit.max_unit)},
                   {"maxSize", limit.max_size}});
  return out;
}

}  // namespace

json policy_json(const state::PolicyContents& contents) {
  const state::EntityPolicy& policy = contents.policy;
  json out = {{"id", policy.id}, {"name", policy.name}, {"dateCreated", format_instant(policy.created_at.value())}};
  put_unless(out, "useSystemAccountForScanningUserPersonalFolders", policy.use_system_account, false);
  put_unless(out, "liveProtectWholeBackupSet", policy.live_protect, false);
  if (policy.backup_set) out["backupSet"] = backup_set_json(*policy.backup_set);
  if (policy.schedule) out["schedule"] = schedule_json(*policy.schedule);
  if (policy.run_as) out["runAs"] = run_as_json(*policy.run_as);
  if (policy.options) out["options"] = options_json(*policy.options);
  if (policy.filters) out["scannerFileFilters"] = filters_json(*policy.filters);
  put_list(out, "scannerPaths", paths_json(contents.scanner_paths));
  put_list(out, "backupSetPaths", paths_json(contents.backup_set_paths));
  put_list(out, "fileSizeLimits", limits_json(contents.size_limits));
  return out;
}

json account_policy_json(const state::AccountPolicy& policy) {
  json out = {{"id", policy.id},
              {"policyId", policy.policy_id},
              {"targetEntityId", policy.target_entity_id},
              {"dateCreated", format_instant(policy.created_at.value())}};
  put_optional(out, "systemName", policy.system_name);
  if (policy.run_as) out["runAs"] = run_as_json(*policy.run_as);
  return out;
}

}  // namespace control
