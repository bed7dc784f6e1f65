#include "services/backup_policy_management/entity_policy.hpp"

#include <utility>

#include "services/dates.hpp"

namespace services::backup_policy_management {
namespace {

// Applies a conversion to what is given.
template <class Value, class Convert>
auto each(Value&& value, Convert convert) -> std::optional<decltype(convert(*std::forward<Value>(value)))> {
  if (!value) return std::nullopt;
  return convert(*std::forward<Value>(value));
}

BackupSet shown(state::BackupSet set) {
  return {.scanner_mode = set.scanner_mode,
          .backup_documents = set.documents,
          .backup_images = set.images,
          .backup_music = set.music,
          .backup_video = set.video,
          .backup_custom = set.custom,
          .custom_file_types = std::move(set.custom_file_types),
          .exclude_file_types = std::move(set.exclude_file_types)};
}

state::BackupSet kept(const BackupSet& set) {
  return {.scanner_mode = set.scanner_mode,
          .documents = set.backup_documents,
          .images = set.backup_images,
          .music = set.backup_music,
          .video = set.backup_video,
          .custom = set.backup_custom,
          .custom_file_types = set.custom_file_types,
          .exclude_file_types = set.exclude_file_types};
}

Schedule shown(const state::PolicySchedule& schedule) {
  return {.schedule_type = schedule.type,
          .scheduled_time = stored_date(schedule.time),
          .scheduled_day_of_the_month = schedule.day_of_the_month,
          .scheduled_day_of_the_week = static_cast<DayOfWeek>(schedule.day_of_the_week),
          .scheduled_hours_between_runs = schedule.hours_between_runs,
          .scheduled_end_time = stored_date(schedule.end_time),
          .use_end_time = schedule.use_end_time};
}

state::PolicySchedule kept(const Schedule& schedule) {
  return {.type = schedule.schedule_type,
          .time = instant_of(schedule.scheduled_time),
          .day_of_the_month = schedule.scheduled_day_of_the_month,
          .day_of_the_week = static_cast<std::uint8_t>(schedule.scheduled_day_of_the_week),
          .hours_between_runs = schedule.scheduled_hours_between_runs,
          .end_time = instant_of(schedule.scheduled_end_time),
          .use_end_time = schedule.use_end_time};
}

Options shown(state::PolicyOptions options) {
  return {.run_scheduled_backup = options.run_scheduled_backup,
          .run_when_not_logged_on = options.run_when_not_logged_on,
          .send_email_report_after_backup = options.send_report,
          .email_address_to_send_reports_to = std::move(options.report_address),
          .send_email_report_after_backup_to_backup_account = options.send_report_to_account,
          .exclude_files_older_than_date = each(options.exclude_older_than, stored_date),
          .exclude_files_larger_than_mb = options.exclude_larger_than_mb,
          .exclude_files_smaller_than_kb = options.exclude_smaller_than_kb,
          .remove_files_after_days = options.remove_after_days,
          .remove_deleted_files_after_days = options.remove_deleted_after_days};
}

state::PolicyOptions kept(const Options& options) {
  return {.run_scheduled_backup = options.run_scheduled_backup,
          .run_when_not_logged_on = options.run_when_not_logged_on,
          .send_report = options.send_email_report_after_backup,
          .report_address = options.email_address_to_send_reports_to,
          .send_report_to_account = options.send_email_report_after_backup_to_backup_account,
          .exclude_older_than =
              each(options.exclude_files_older_than_date, [](const DateTime& date) { return instant_of(date); }),
          .exclude_larger_than_mb = options.exclude_files_larger_than_mb,
          .exclude_smaller_than_kb = options.exclude_files_smaller_than_kb,
          .remove_after_days = options.remove_files_after_days,
          .remove_deleted_after_days = options.remove_deleted_files_after_days};
}

ScannerFileFilters shown(state::ScannerFilters filters) {
  return {.mode = filters.mode,
          .include_files = std::move(filters.include_files),
          .include_folders = std::move(filters.include_folders),
          .exclude_files = std::move(filters.exclude_files),
          .exclude_folders = std::move(filters.exclude_folders)};
}

state::ScannerFilters kept(const ScannerFileFilters& filters) {
  return {.mode = filters.mode,
          .include_files = filters.include_files,
          .include_folders = filters.include_folders,
          .exclude_files = filters.exclude_files,
          .exclude_folders = filters.exclude_folders};
}

}  // namespace

RunAs on_the_wire(state::RunAs run_as) {
  return {.run_as_domain_and_login = std::move(run_as.domain_and_login), .run_as_password = std::move(run_as.password)};
}

state::RunAs stored(const RunAs& run_as) {
  return {.domain_and_login = run_as.run_as_domain_and_login, .password = run_as.run_as_password};
}

EntityPolicy on_the_wire(state::EntityPolicy policy) {
  const auto show = [](auto part) { return shown(std::move(part)); };
  return {.entity_backup_policy_id = policy.id,
          .target_entity_id = policy.entity_id,
          .policy_name = std::move(policy.name),
          .date_created = stored_date(policy.created_at.value_or(0)),
          .backup_set = each(std::move(policy.backup_set), show),
          .schedule = each(policy.schedule, show),
          .run_as = each(std::move(policy.run_as), [](state::RunAs run_as) { return on_the_wire(std::move(run_as)); }),
          .options = each(std::move(policy.options), show),
          .scanner_file_filters = each(std::move(policy.filters), show),
          .use_system_account_for_scanning_user_personal_folders = policy.use_system_account,
          .live_protect_whole_backup_set = policy.live_protect};
}

std::vector<EntityPolicy> on_the_wire(std::vector<state::EntityPolicy> policies) {
  std::vector<EntityPolicy> out;
  out.reserve(policies.size());
  for (state::EntityPolicy& policy : policies) out.push_back(on_the_wire(std::move(policy)));
  return out;
}

state::EntityPolicy stored(const EntityPolicy& policy, std::int32_t entity_id, std::int32_t policy_id) {
  const auto keep = [](const auto& part) { return kept(part); };
  return {.id = policy_id,
          .entity_id = entity_id,
          .name = policy.policy_name,
          .use_system_account = policy.use_system_account_for_scanning_user_personal_folders,
          .live_protect = policy.live_protect_whole_backup_set,
          .backup_set = each(policy.backup_set, keep),
          .schedule = each(policy.schedule, keep),
          .run_as = each(policy.run_as, [](const RunAs& run_as) { return stored(run_as); }),
          .options = each(policy.options, keep),
          .filters = each(policy.scanner_file_filters, keep)};
}

}  // namespace services::backup_policy_management
