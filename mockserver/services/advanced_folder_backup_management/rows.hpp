// Folder settings as requests and answers carry them, and the device they are of.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/patterns.hpp"
#include "services/call.hpp"
#include "services/targets.hpp"

namespace services::advanced_folder_backup_management {

struct BackupSchedule {
  static constexpr std::string_view kName = "BackupSchedule";
  std::int32_t schedule_type_id = 0;
  std::optional<std::int32_t> hourly_period;
  std::optional<std::string> weekly_day_of_week;
  std::optional<std::int32_t> monthly_day_number;
  DateTime start_time_utc;
  std::optional<DateTime> end_time_utc;
  bool end_time_enabled = false;

  static constexpr auto fields() {
    using Self = BackupSchedule;
    constexpr auto kNulls = std::string_view("Q-folder-nulls");
    return fields_of(
        field<&Self::schedule_type_id>("ScheduleTypeId", {.min = 1,
                                                          .max = 4,
                                                          .doc = "1 hourly, 2 daily, 3 weekly, 4 monthly.",
                                                          .question = "Q-folder-unknown-types"}),
        field<&Self::hourly_period>(
            "HourlyPeriod", {.doc = "Hours between two backups, when ScheduleTypeId is 1.", .question = kNulls}),
        field<&Self::weekly_day_of_week>("WeeklyDayOfWeek",
                                         {.doc = "Sunday to Saturday, when ScheduleTypeId is 3.", .question = kNulls}),
        field<&Self::monthly_day_number>(
            "MonthlyDayNumber",
            {.min = 1, .max = 31, .doc = "Day of the month, when ScheduleTypeId is 4.", .question = kNulls}),
        field<&Self::start_time_utc>("StartTimeUTC",
                                     {.doc = "When a backup starts (UTC).", .question = "Q-folder-hourly-times"}),
        field<&Self::end_time_utc>("EndTimeUTC", {.doc = "When it ends at the latest (UTC).", .question = kNulls}),
        field<&Self::end_time_enabled>("EndTimeEnabled", {.doc = "Whether EndTimeUTC counts."}));
  }
};

struct ImageStreamFolder {
  static constexpr std::string_view kName = "ImageStreamFolder";
  std::int32_t image_stream_folder_id = 0;
  std::optional<BackupSchedule> backup_schedule;
  std::string folder_friendly_name;
  std::string folder_path;
  std::optional<std::string> folder_path_domain_user;
  std::optional<std::string> folder_path_password;
  std::int32_t retention_policy_type_id = 0;
  std::int32_t time_limited_backup_days = 0;
  std::optional<std::int32_t> skip_files_modified_days;
  std::optional<std::int32_t> cloud_delete_older_than_days;
  bool cloud_for_whole_hierarchy = false;
  DateTime date_created;

  static constexpr auto fields() {
    using Self = ImageStreamFolder;
    constexpr auto kNulls = std::string_view("Q-folder-nulls");
    constexpr auto kDays = std::string_view("Q-folder-days");
    return fields_of(
        field<&Self::image_stream_folder_id>("ImageStreamFolderId",
                                             {.doc = "Id of the folder; 0 in a request makes a new one."}),
        field<&Self::backup_schedule>(
            "BackupSchedule", {.required = true, .doc = "When it is backed up.", .question = "Q-folder-schedule"}),
        field<&Self::folder_friendly_name>("FolderFriendlyName", {.required = true, .doc = "What it is called."}),
        field<&Self::folder_path>("FolderPath", {.required = true, .doc = "Where it is."}),
        field<&Self::folder_path_domain_user>("FolderPathDomainUser",
                                              {.doc = "The user who may read it.", .question = kNulls}),
        field<&Self::folder_path_password>(
            "FolderPathPassword", {.secret = true, .doc = "That user's password.", .question = "Q-folder-passwords"}),
        field<&Self::retention_policy_type_id>(
            "RetentionPolicyTypeId",
            {.min = 1,
             .max = 5,
             .doc = "1 replicate, 2 keep for ever, 3 archive, 4 limited time, 5 cloud retention.",
             .question = "Q-folder-unknown-types"}),
        field<&Self::time_limited_backup_days>(
            "TimeLimitedBackupDays",
            {.min = 0, .doc = "Days files are kept, when RetentionPolicyTypeId is 4.", .question = kDays}),
        field<&Self::skip_files_modified_days>(
            "SkipFilesModifiedDays",
            {.min = 0, .doc = "Files not modified in so many days are skipped.", .question = kDays}),
        field<&Self::cloud_delete_older_than_days>(
            "CloudDeleteOlderThanDays",
            {.min = 0,
             .doc = "Files older than so many days are deleted, when RetentionPolicyTypeId is 5.",
             .question = kDays}),
        field<&Self::cloud_for_whole_hierarchy>("CloudForWholeHierarchy",
                                                {.doc = "Whether the folders inside it count."}),
        field<&Self::date_created>("DateCreated", {.doc = "When it was made (UTC).", .question = "Q-folder-created"}));
  }
};

struct ImageStreamSettings {
  static constexpr std::string_view kName = "ImageStreamSettings";
  std::int32_t image_stream_settings_id = 0;
  std::optional<std::vector<std::optional<ImageStreamFolder>>> image_stream_folders;
  bool send_email_report = false;
  std::optional<std::string> send_email_report_to;
  bool run_as_enabled = false;
  std::optional<std::string> run_as_username;
  std::optional<std::string> run_as_password;

  static constexpr auto fields() {
    using Self = ImageStreamSettings;
    return fields_of(
        field<&Self::image_stream_settings_id>("ImageStreamSettingsId",
                                               {.doc = "Id of the settings; 0 in a request means those of the device.",
                                                .question = "Q-folder-settings-id"}),
        field<&Self::image_stream_folders>(
            "ImageStreamFolders", {.doc = "The folders; a request replaces them all.", .question = "Q-folder-list"}),
        field<&Self::send_email_report>("SendEmailReport", {.doc = "Whether reports are mailed."}),
        field<&Self::send_email_report_to>(
            "SendEmailReportTo",
            {.pattern = &contract::kEmail, .doc = "Address the reports go to.", .question = "Q-folder-report"}),
        field<&Self::run_as_enabled>("RunAsEnabled", {.doc = "Whether backups run as another user."}),
        field<&Self::run_as_username>("RunAsUsername",
                                      {.doc = "That user, when RunAsEnabled.", .question = "Q-folder-nulls"}),
        field<&Self::run_as_password>(
            "RunAsPassword",
            {.secret = true, .doc = "That user's password, when RunAsEnabled.", .question = "Q-folder-passwords"}));
  }
};

inline constexpr Rule kSystemRegistered{"shared/folder-system-registered", Code::ObjectEntityMismatch,
                                        "The account has a device of that name.", Evidence::assumed, "Q-folder-system"};

// Settings as they are kept, on the wire.
ImageStreamSettings on_the_wire(const Call& call, const state::FolderSettings& settings);

}  // namespace services::advanced_folder_backup_management
