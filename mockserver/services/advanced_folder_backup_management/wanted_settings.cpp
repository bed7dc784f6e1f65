#include "services/advanced_folder_backup_management/wanted_settings.hpp"

#include "contract/profile.hpp"

#include <algorithm>
#include <array>

namespace services::advanced_folder_backup_management {
namespace {

using state::FolderRetention;
using state::FolderSchedule;

constexpr std::array<std::string_view, 7> kDays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                "Thursday", "Friday", "Saturday"};

bool given(const std::optional<std::string>& text) { return text && !text->empty(); }

// The instant of a date, 0 where none was sent.
state::Instant instant(const DateTime& date) { return std::max<state::Instant>(date.utc_ticks(), 0); }

Outcome<state::BackupFolder, kHourlyPeriod, kDayName, kWeeklyDay, kMonthlyDay, kStartTime, kEndTimeNotHourly, kEndTime,
        kTimeLimitedDays, kSkipDays, kCloudDays>
wanted_folder(const Call& call, const ImageStreamFolder& in, const std::string& path) {
  const BackupSchedule& schedule = *in.backup_schedule;
  const auto type = static_cast<FolderSchedule>(schedule.schedule_type_id);
  const auto retention = static_cast<FolderRetention>(in.retention_policy_type_id);
  const std::string when = path + ".BackupSchedule.";
  if (type == FolderSchedule::hourly && schedule.hourly_period.value_or(0) < 1)
    return refuse<kHourlyPeriod>(when + "HourlyPeriod: must be >= 1 when ScheduleTypeId is 1");
  if (given(schedule.weekly_day_of_week) && std::ranges::find(kDays, *schedule.weekly_day_of_week) == kDays.end())
    return refuse<kDayName>(when + "WeeklyDayOfWeek: must be one of Sunday to Saturday");
  if (type == FolderSchedule::weekly && !given(schedule.weekly_day_of_week))
    return refuse<kWeeklyDay>(when + "WeeklyDayOfWeek: must be given when ScheduleTypeId is 3");
  if (type == FolderSchedule::monthly && !schedule.monthly_day_number)
    return refuse<kMonthlyDay>(when + "MonthlyDayNumber: must be given when ScheduleTypeId is 4");
  if (type != FolderSchedule::hourly && instant(schedule.start_time_utc) == 0)
    return refuse<kStartTime>(when + "StartTimeUTC: must be given when ScheduleTypeId is 2, 3 or 4");
  if (type == FolderSchedule::hourly && (schedule.end_time_utc || schedule.end_time_enabled) &&
      call.profile.is<"Q-folder-hourly-times", "no-end">())
    return refuse<kEndTimeNotHourly>(when + "EndTimeUTC: is not for ScheduleTypeId 1");
  if (schedule.end_time_enabled && !schedule.end_time_utc)
    return refuse<kEndTime>(when + "EndTimeUTC: must be given when EndTimeEnabled is true");
  if (retention == FolderRetention::time_limited && in.time_limited_backup_days < 1)
    return refuse<kTimeLimitedDays>(path + ".TimeLimitedBackupDays: must be >= 1 when RetentionPolicyTypeId is 4");
  if (retention == FolderRetention::replicate && in.skip_files_modified_days)
    return refuse<kSkipDays>(path + ".SkipFilesModifiedDays: is not for RetentionPolicyTypeId 1");
  if (retention == FolderRetention::cloud_retention && !in.cloud_delete_older_than_days)
    return refuse<kCloudDays>(path + ".CloudDeleteOlderThanDays: must be given when RetentionPolicyTypeId is 5");

  state::BackupFolder out{.id = in.image_stream_folder_id,
                          .schedule = type,
                          .hourly_period = schedule.hourly_period,
                          .weekly_day = schedule.weekly_day_of_week,
                          .monthly_day = schedule.monthly_day_number,
                          .start_time = instant(schedule.start_time_utc),
                          .end_time = {},
                          .end_time_enabled = schedule.end_time_enabled,
                          .friendly_name = in.folder_friendly_name,
                          .path = in.folder_path,
                          .path_user = in.folder_path_domain_user,
                          .path_password = in.folder_path_password,
                          .retention = retention,
                          .time_limited_days = in.time_limited_backup_days,
                          .skip_modified_days = in.skip_files_modified_days,
                          .cloud_delete_days = in.cloud_delete_older_than_days,
                          .whole_hierarchy = in.cloud_for_whole_hierarchy,
                          .created_at = instant(in.date_created)};
  if (schedule.end_time_utc) out.end_time = instant(*schedule.end_time_utc);
  return out;
}

}  // namespace

Outcome<state::FolderSettings, kNoNullFolder, kFolderOnce, kHourlyPeriod, kDayName, kWeeklyDay, kMonthlyDay, kStartTime,
        kEndTimeNotHourly, kEndTime, kTimeLimitedDays, kSkipDays, kCloudDays, kRunAs>
wanted_settings(const Call& call, const ImageStreamSettings& in) {
  state::FolderSettings out{.id = in.image_stream_settings_id,
                            .send_report = in.send_email_report,
                            .report_to = in.send_email_report_to,
                            .run_as = in.run_as_enabled,
                            .run_as_user = in.run_as_username,
                            .run_as_password = in.run_as_password};
  if (in.image_stream_folders)
    for (const auto& folder : *in.image_stream_folders) {
      const std::string path = "ImageStreamSettings.ImageStreamFolders[" + std::to_string(out.folders.size()) + "]";
      if (!folder) return refuse<kNoNullFolder>(path + ": must not be null");
      const std::int32_t id = folder->image_stream_folder_id;
      if (id != 0 && std::ranges::find(out.folders, id, &state::BackupFolder::id) != out.folders.end())
        return refuse<kFolderOnce>(path + ".ImageStreamFolderId: stands in the list twice");
      auto wanted = wanted_folder(call, *folder, path);
      if (!wanted) return wanted;
      out.folders.push_back(std::move(*wanted));
    }
  if (in.run_as_enabled && !given(in.run_as_username))
    return refuse<kRunAs>("ImageStreamSettings.RunAsUsername: must be given when RunAsEnabled is true");
  if (in.run_as_enabled && !given(in.run_as_password))
    return refuse<kRunAs>("ImageStreamSettings.RunAsPassword: must be given when RunAsEnabled is true");
  return out;
}

}  // namespace services::advanced_folder_backup_management
