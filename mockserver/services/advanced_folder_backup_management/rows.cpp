#include "services/advanced_folder_backup_management/rows.hpp"

#include "contract/profile.hpp"

namespace services::advanced_folder_backup_management {
namespace {

std::optional<DateTime> utc(std::optional<state::Instant> at) {
  return at ? std::optional(DateTime::utc(*at)) : std::nullopt;
}

std::optional<std::string> shown_password(const Call& call, const std::optional<std::string>& password) {
  return password && call.profile.is<"Q-folder-passwords", "masked">() ? "***" : password;
}

ImageStreamFolder folder_on_the_wire(const Call& call, const state::BackupFolder& folder) {
  return {.image_stream_folder_id = folder.id,
          .backup_schedule = BackupSchedule{.schedule_type_id = static_cast<std::int32_t>(folder.schedule),
                                            .hourly_period = folder.hourly_period,
                                            .weekly_day_of_week = folder.weekly_day,
                                            .monthly_day_number = folder.monthly_day,
                                            .start_time_utc = DateTime::utc(folder.start_time),
                                            .end_time_utc = utc(folder.end_time),
                                            .end_time_enabled = folder.end_time_enabled},
          .folder_friendly_name = folder.friendly_name,
          .folder_path = folder.path,
          .folder_path_domain_user = folder.path_user,
          .folder_path_password = shown_password(call, folder.path_password),
          .retention_policy_type_id = static_cast<std::int32_t>(folder.retention),
          .time_limited_backup_days = folder.time_limited_days,
          .skip_files_modified_days = folder.skip_modified_days,
          .cloud_delete_older_than_days = folder.cloud_delete_days,
          .cloud_for_whole_hierarchy = folder.whole_hierarchy,
          .date_created = DateTime::utc(folder.created_at)};
}

}  // namespace

ImageStreamSettings on_the_wire(const Call& call, const state::FolderSettings& settings) {
  ImageStreamSettings out{.image_stream_settings_id = settings.id,
                          .image_stream_folders = {},
                          .send_email_report = settings.send_report,
                          .send_email_report_to = settings.report_to,
                          .run_as_enabled = settings.run_as,
                          .run_as_username = settings.run_as_user,
                          .run_as_password = shown_password(call, settings.run_as_password)};
  auto& folders = out.image_stream_folders.emplace();
  for (const state::BackupFolder& folder : settings.folders) folders.push_back(folder_on_the_wire(call, folder));
  return out;
}

}  // namespace services::advanced_folder_backup_management
