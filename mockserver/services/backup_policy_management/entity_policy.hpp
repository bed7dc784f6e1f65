// The object EntityPolicy, on its way in and out.
#pragma once
#include "contract/patterns.hpp"
#include "services/backup_policy_management/enumerations.hpp"

namespace services::backup_policy_management {

struct BackupSet {
  static constexpr std::string_view kName = "BackupSet";
  ScannerMode scanner_mode = ScannerMode::scan_all;
  bool backup_documents = false;
  bool backup_images = false;
  bool backup_music = false;
  bool backup_video = false;
  bool backup_custom = false;
  std::optional<std::string> custom_file_types = {};
  std::optional<std::string> exclude_file_types = {};

  static constexpr auto fields() {
    using Self = BackupSet;
    return fields_of(
        field<&Self::scanner_mode>("ScannerMode", {.doc = "Where the scanner looks.", .evidence = Evidence::verified}),
        field<&Self::backup_documents>("BackupDocuments",
                                       {.doc = "Whether documents are taken.", .evidence = Evidence::verified}),
        field<&Self::backup_images>("BackupImages",
                                    {.doc = "Whether images are taken.", .evidence = Evidence::verified}),
        field<&Self::backup_music>("BackupMusic", {.doc = "Whether music is taken.", .evidence = Evidence::verified}),
        field<&Self::backup_video>("BackupVideo", {.doc = "Whether videos are taken.", .evidence = Evidence::example}),
        field<&Self::backup_custom>("BackupCustom", {.doc = "Whether files with the extensions below are taken.",
                                                     .evidence = Evidence::example}),
        field<&Self::custom_file_types>("CustomFileTypes",
                                        {.pattern = &contract::kFileTypes,
                                         .doc = "Extensions, separated by comma, dot, space or semicolon.",
                                         .evidence = Evidence::example}),
        field<&Self::exclude_file_types>("ExcludeFileTypes",
                                         {.pattern = &contract::kFileTypes,
                                          .doc = "Extensions that are never taken, separated likewise.",
                                          .evidence = Evidence::example}));
  }
};

struct Schedule {
  static constexpr std::string_view kName = "Schedule";
  ScheduleType schedule_type = ScheduleType::monthly;
  DateTime scheduled_time = {};
  std::int32_t scheduled_day_of_the_month = 0;
  DayOfWeek scheduled_day_of_the_week = DayOfWeek::sunday;
  std::int32_t scheduled_hours_between_runs = 0;
  DateTime scheduled_end_time = {};
  bool use_end_time = false;

  static constexpr auto fields() {
    using Self = Schedule;
    return fields_of(
        field<&Self::schedule_type>("ScheduleType", {.doc = "How often it runs.", .evidence = Evidence::example}),
        field<&Self::scheduled_time>(
            "ScheduledTime", {.doc = "When it starts; only the time of day counts.", .evidence = Evidence::example}),
        field<&Self::scheduled_day_of_the_month>(
            "ScheduledDayOfTheMonth",
            {.doc = "1 to 31, for Monthly.", .evidence = Evidence::example, .question = "Q-policy-schedule"}),
        field<&Self::scheduled_day_of_the_week>("ScheduledDayOfTheWeek",
                                                {.doc = "For Weekly.", .evidence = Evidence::example}),
        field<&Self::scheduled_hours_between_runs>(
            "ScheduledHoursBetweenRuns",
            {.doc = "1 to 12, for Hourly.", .evidence = Evidence::example, .question = "Q-policy-schedule"}),
        field<&Self::scheduled_end_time>("ScheduledEndTime", {.doc = "When it is stopped; only the time of day counts.",
                                                              .evidence = Evidence::example,
                                                              .question = "Q-policy-order"}),
        field<&Self::use_end_time>("UseEndTime", {.doc = "Whether it is stopped; not with Hourly.",
                                                  .evidence = Evidence::example,
                                                  .question = "Q-policy-order"}));
  }
};

struct RunAs {
  static constexpr std::string_view kName = "RunAs";
  std::optional<std::string> run_as_domain_and_login = {};
  std::optional<std::string> run_as_password = {};

  static constexpr auto fields() {
    return fields_of(
        field<&RunAs::run_as_domain_and_login>("RunAsDomainAndLogin",
                                               {.pattern = &contract::kDomainAndLogin,
                                                .doc = "The Windows user that the client runs as.",
                                                .evidence = Evidence::example}),
        field<&RunAs::run_as_password>(
            "RunAsPassword", {.secret = true, .doc = "That user's password.", .evidence = Evidence::example}));
  }
};

struct Options {
  static constexpr std::string_view kName = "Options";
  bool run_scheduled_backup = false;
  bool run_when_not_logged_on = false;
  bool send_email_report_after_backup = false;
  std::optional<std::string> email_address_to_send_reports_to = {};
  bool send_email_report_after_backup_to_backup_account = false;
  std::optional<DateTime> exclude_files_older_than_date = {};
  std::optional<std::int32_t> exclude_files_larger_than_mb = {};
  std::optional<std::int32_t> exclude_files_smaller_than_kb = {};
  std::optional<std::int32_t> remove_files_after_days = {};
  std::optional<std::int32_t> remove_deleted_files_after_days = {};

  static constexpr auto fields() {
    using Self = Options;
    return fields_of(
        field<&Self::run_scheduled_backup>("RunScheduledBackup",
                                           {.doc = "Whether the schedule is on.", .evidence = Evidence::example}),
        field<&Self::run_when_not_logged_on>("RunWhenNotLoggedOn",
                                             {.doc = "Whether it runs while the user is not signed in, as RunAs says.",
                                              .evidence = Evidence::example,
                                              .question = "Q-policy-run-as"}),
        field<&Self::send_email_report_after_backup>(
            "SendEmailReportAfterBackup",
            {.doc = "Whether each backup is reported by e-mail.", .evidence = Evidence::example}),
        field<&Self::email_address_to_send_reports_to>("EmailAddressToSendReportsTo",
                                                       {.pattern = &contract::kEmailList,
                                                        .doc = "To whom, separated by comma, semicolon or space.",
                                                        .evidence = Evidence::example}),
        field<&Self::send_email_report_after_backup_to_backup_account>(
            "SendEmailReportAfterBackupToBackupAccount",
            {.doc = "Whether the account is told as well.", .evidence = Evidence::example}),
        field<&Self::exclude_files_older_than_date>(
            "ExcludeFilesOlderThanDate",
            {.doc = "Older files are left out.", .evidence = Evidence::example, .question = "Q-policy-nulls"}),
        field<&Self::exclude_files_larger_than_mb>("ExcludeFilesLargerThanMb",
                                                   {.min = 1,
                                                    .doc = "Larger files are left out, in MB.",
                                                    .evidence = Evidence::example,
                                                    .question = "Q-policy-nulls"}),
        field<&Self::exclude_files_smaller_than_kb>("ExcludeFilesSmallerThanKb",
                                                    {.min = 1,
                                                     .doc = "Smaller files are left out, in KB.",
                                                     .evidence = Evidence::example,
                                                     .question = "Q-policy-nulls"}),
        field<&Self::remove_files_after_days>("RemoveFilesAfterDays",
                                              {.min = 1,
                                               .doc = "Days without a change after which a file leaves the cloud.",
                                               .evidence = Evidence::table,
                                               .question = "Q-policy-nulls"}),
        field<&Self::remove_deleted_files_after_days>(
            "RemoveDeletedFilesAfterDays",
            {.min = 1,
             .doc = "Days after which a file that was deleted on the computer leaves the cloud.",
             .evidence = Evidence::example,
             .question = "Q-policy-nulls"}));
  }
};

struct ScannerFileFilters {
  static constexpr std::string_view kName = "ScannerFileFilters";
  FilterMode mode = FilterMode::none;
  std::optional<std::string> include_files = {};
  std::optional<std::string> include_folders = {};
  std::optional<std::string> exclude_files = {};
  std::optional<std::string> exclude_folders = {};

  static constexpr auto fields() {
    using Self = ScannerFileFilters;
    return fields_of(
        field<&Self::mode>("Mode", {.doc = "Which of the filters below are looked at.", .evidence = Evidence::example}),
        field<&Self::include_files>("IncludeFiles", {.pattern = &contract::kFileTemplates,
                                                     .doc = "Templates of file names, separated by semicolons.",
                                                     .evidence = Evidence::table,
                                                     .question = "Q-policy-filters"}),
        field<&Self::include_folders>("IncludeFolders",
                                      {.pattern = &contract::kFolderTemplates,
                                       .doc = "Templates of folder paths with wildcards, separated by semicolons.",
                                       .evidence = Evidence::table,
                                       .question = "Q-policy-filters"}),
        field<&Self::exclude_files>("ExcludeFiles", {.pattern = &contract::kFileTemplates,
                                                     .doc = "As IncludeFiles, of files that are left out.",
                                                     .evidence = Evidence::example,
                                                     .question = "Q-policy-filters"}),
        field<&Self::exclude_folders>("ExcludeFolders", {.pattern = &contract::kFolderTemplates,
                                                         .doc = "As IncludeFolders, of folders that are left out.",
                                                         .evidence = Evidence::example,
                                                         .question = "Q-policy-filters"}));
  }
};

// Id and date of creation are the server's: what a caller sends in their place is read and not used.
struct EntityPolicy {
  static constexpr std::string_view kName = "EntityPolicy";
  std::int32_t entity_backup_policy_id = 0;
  std::int32_t target_entity_id = 0;
  std::string policy_name = {};
  DateTime date_created = {};
  std::optional<BackupSet> backup_set = {};
  std::optional<Schedule> schedule = {};
  std::optional<RunAs> run_as = {};
  std::optional<Options> options = {};
  std::optional<ScannerFileFilters> scanner_file_filters = {};
  bool use_system_account_for_scanning_user_personal_folders = false;
  bool live_protect_whole_backup_set = false;

  static constexpr auto fields() {
    using Self = EntityPolicy;
    return fields_of(
        field<&Self::entity_backup_policy_id>("EntityBackupPolicyID",
                                              {.doc = "Its id, given by the server.", .evidence = Evidence::verified}),
        field<&Self::target_entity_id>(
            "TargetEntityID",
            {.min = 0, .doc = "The entity whose policy it is; 0 is the caller.", .evidence = Evidence::verified}),
        field<&Self::policy_name>("PolicyName", {.pattern = &contract::kPolicyName,
                                                 .required = true,
                                                 .doc = "Unique within its entity.",
                                                 .evidence = Evidence::verified,
                                                 .question = "Q-policy-name"}),
        field<&Self::date_created>("DateCreated",
                                   {.doc = "When it was made, told by the server.", .evidence = Evidence::verified}),
        field<&Self::backup_set>("BackupSet", {.doc = "What the scanner takes.", .evidence = Evidence::verified}),
        field<&Self::schedule>("Schedule", {.doc = "When it runs.", .evidence = Evidence::example}),
        field<&Self::run_as>("RunAs", {.doc = "As whom the client runs.", .evidence = Evidence::example}),
        field<&Self::options>("Options", {.doc = "Reports, limits and retention.", .evidence = Evidence::example}),
        field<&Self::scanner_file_filters>(
            "ScannerFileFilters", {.doc = "Which of the files found are taken.", .evidence = Evidence::example}),
        field<&Self::use_system_account_for_scanning_user_personal_folders>(
            "UseSystemAccountForScanningUserPersonalFolders", {.doc = "Whether it runs as Windows' own account.",
                                                               .evidence = Evidence::example,
                                                               .question = "Q-policy-order"}),
        field<&Self::live_protect_whole_backup_set>("LiveProtectWholeBackupSet",
                                                    {.doc = "Whether explicit paths are protected without pause.",
                                                     .evidence = Evidence::assumed,
                                                     .question = "Q-policy-live-protect"}));
  }
};

// The answer of operations that have one policy to tell.
struct EntityPolicyResult {
  static constexpr std::string_view kName = "EntityPolicyResult";
  Result result = {};
  std::optional<EntityPolicy> entity_policy = {};

  static constexpr auto fields() {
    using Self = EntityPolicyResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::entity_policy>("EntityPolicy", {.doc = "The policy; absent on failure."}));
  }
};

// The answer of the two operations that list policies.
struct EntityPoliciesResult {
  static constexpr std::string_view kName = "EntityPoliciesResult";
  Result result = {};
  std::optional<std::vector<EntityPolicy>> entity_policies = {};

  static constexpr auto fields() {
    using Self = EntityPoliciesResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::entity_policies>("EntityPolicies", {.doc = "The entity's own policies, by id.",
                                                                      .evidence = Evidence::assumed,
                                                                      .question = "Q-policy-response"}));
  }
};

EntityPolicy on_the_wire(state::EntityPolicy policy);
std::vector<EntityPolicy> on_the_wire(std::vector<state::EntityPolicy> policies);
RunAs on_the_wire(state::RunAs run_as);
// For the given owner and id; the date of creation is left to the state.
state::EntityPolicy stored(const EntityPolicy& policy, std::int32_t entity_id, std::int32_t policy_id = 0);
state::RunAs stored(const RunAs& run_as);

}  // namespace services::backup_policy_management
