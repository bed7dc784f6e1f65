#include "services/backup_policy_management/policy_rules.hpp"

#include "contract/profile.hpp"

namespace services::backup_policy_management {
namespace {

bool given(const std::optional<std::string>& text) { return text && !text->empty(); }
bool outside(std::int32_t value, std::int32_t low, std::int32_t high) { return value < low || value > high; }

Outcome<bool, kNotHourlyWithEnd, kDayOfTheMonth, kHoursBetweenRuns> well_formed(const Schedule& schedule) {
  if (schedule.schedule_type == ScheduleType::hourly && schedule.use_end_time)
    return refuse<kNotHourlyWithEnd>("Schedule.UseEndTime: cannot be combined with Hourly");
  if (schedule.schedule_type == ScheduleType::monthly && outside(schedule.scheduled_day_of_the_month, 1, 31))
    return refuse<kDayOfTheMonth>("Schedule.ScheduledDayOfTheMonth: must be 1 to 31");
  if (schedule.schedule_type == ScheduleType::hourly && outside(schedule.scheduled_hours_between_runs, 1, 12))
    return refuse<kHoursBetweenRuns>("Schedule.ScheduledHoursBetweenRuns: must be 1 to 12");
  return true;
}

Outcome<bool, kReportAddress, kRetentionReported> well_formed(const Call& call, const Options& options) {
  const bool reported = options.send_email_report_after_backup;
  if (reported && !given(options.email_address_to_send_reports_to))
    return refuse<kReportAddress>(
        "Options.EmailAddressToSendReportsTo: must be given where SendEmailReportAfterBackup is true");
  if (call.profile.is<"Q-retention-mail", "nothing">()) return true;
  if (options.remove_files_after_days && !reported)
    return refuse<kRetentionReported>("Options.RemoveFilesAfterDays: needs SendEmailReportAfterBackup to be true");
  if (options.remove_deleted_files_after_days && !reported)
    return refuse<kRetentionReported>(
        "Options.RemoveDeletedFilesAfterDays: needs SendEmailReportAfterBackup to be true");
  return true;
}

Outcome<bool, kIncludeGiven, kExcludeGiven> well_formed(const ScannerFileFilters& filters) {
  if (filters.mode == FilterMode::include_by_wildcard && !given(filters.include_files) &&
      !given(filters.include_folders))
    return refuse<kIncludeGiven>("ScannerFileFilters.IncludeFiles: or IncludeFolders must be given");
  if (filters.mode == FilterMode::exclude_by_wildcard && !given(filters.exclude_files) &&
      !given(filters.exclude_folders))
    return refuse<kExcludeGiven>("ScannerFileFilters.ExcludeFiles: or ExcludeFolders must be given");
  return true;
}

}  // namespace

Outcome<bool, kNotHourlyWithEnd, kDayOfTheMonth, kHoursBetweenRuns, kReportAddress, kRetentionReported, kRunAsGiven,
        kIncludeGiven, kExcludeGiven>
well_formed(const Call& call, const EntityPolicy& policy) {
  if (policy.schedule)
    if (const auto right = well_formed(*policy.schedule); !right) return right;
  if (policy.options)
    if (const auto right = well_formed(call, *policy.options); !right) return right;
  if (policy.options && policy.options->run_when_not_logged_on && !policy.run_as &&
      call.profile.is<"Q-policy-run-as", "needed">())
    return refuse<kRunAsGiven>("RunAs: must be given where Options.RunWhenNotLoggedOn is true");
  if (policy.scanner_file_filters)
    if (const auto right = well_formed(*policy.scanner_file_filters); !right) return right;
  return true;
}

}  // namespace services::backup_policy_management
