#include "state/folder_backups.hpp"

namespace state {

std::optional<FolderSettings> FolderBackups::of(std::int32_t device_id) {
  auto settings = database_.one<FolderSettings>(
      "SELECT id, device_id, send_report, report_to, run_as, run_as_user, run_as_password FROM folder_settings"
      " WHERE device_id = ?1",
      device_id);
  if (settings)
    settings->folders = database_.all<BackupFolder>(
        "SELECT id, schedule_type, hourly_period, weekly_day, monthly_day, start_time, end_time, end_time_enabled,"
        " friendly_name, path, path_user, path_password, retention_type, time_limited_days, skip_modified_days,"
        " cloud_delete_days, whole_hierarchy, created_at FROM backup_folder WHERE settings_id = ?1 ORDER BY position",
        settings->id);
  return settings;
}

void FolderBackups::set(const FolderSettings& settings) {
  database_.run(
      "INSERT INTO folder_settings(id, device_id, send_report, report_to, run_as, run_as_user, run_as_password)"
      " VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT(device_id) DO UPDATE SET"
      " send_report = excluded.send_report, report_to = excluded.report_to, run_as = excluded.run_as,"
      " run_as_user = excluded.run_as_user, run_as_password = excluded.run_as_password",
      settings.id, settings.device_id, settings.send_report, settings.report_to, settings.run_as, settings.run_as_user,
      settings.run_as_password);
  const auto id =
      *database_.one<std::int32_t>("SELECT id FROM folder_settings WHERE device_id = ?1", settings.device_id);
  database_.run("DELETE FROM backup_folder WHERE settings_id = ?1", id);
  std::int64_t position = 0;
  for (const BackupFolder& f : settings.folders)
    database_.run(
        "INSERT INTO backup_folder(id, settings_id, position, schedule_type, hourly_period, weekly_day, monthly_day,"
        " start_time, end_time, end_time_enabled, friendly_name, path, path_user, path_password, retention_type,"
        " time_limited_days, skip_modified_days, cloud_delete_days, whole_hierarchy, created_at) VALUES (nullif(?1, 0),"
        " ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
        f.id, id, position++, f.schedule, f.hourly_period, f.weekly_day, f.monthly_day, f.start_time, f.end_time,
        f.end_time_enabled, f.friendly_name, f.path, f.path_user, f.path_password, f.retention, f.time_limited_days,
        f.skip_modified_days, f.cloud_delete_days, f.whole_hierarchy, f.created_at);
}

}  // namespace state
