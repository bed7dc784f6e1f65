#include "control/world_policies.hpp"

#include <map>
#include <utility>

#include "control/api_names.hpp"
#include "control/world_values.hpp"
#include "state/fold.hpp"

namespace control {
namespace {

using nlohmann::json;

class Checker {
 public:
  using Fail = std::function<void(const std::string& path, std::string message)>;
  using Above = std::function<bool(const json& id, const json& entity)>;
  Checker(const Fail& fail, const Above& above_or_self) : fail_(fail), above_or_self_(above_or_self) {}

  void run(const json& document) {
    const json& entities = document.at("entities");
    for (std::size_t at = 0; at < entities.size(); ++at) check_policies_of(entities[at], pointer("/entities", at));
    for (std::size_t at = 0; at < entities.size(); ++at) check_accounts_of(entities[at], pointer("/entities", at));
  }

 private:
  using Seen = std::map<std::string, std::string>;  // what must be unique, to the path where it stands first

  void check_unique(Seen& seen, const std::string& value, const std::string& shown, const std::string& path) {
    const auto [first, added] = seen.emplace(value, path);
    if (!added) fail_(path, shown + " is taken by " + first->second);
  }

  void check_instant(const json& object, const char* name, const std::string& path) {
    if (object.contains(name) && !world_instant(text_of(object, name), state::kTicksPerDay * 1'000'000))
      fail_(pointer(path, name), "must be an instant such as \"2019-08-01T07:25:01Z\" or \"+14d\"");
  }

  void check_policies_of(const json& entity, const std::string& path) {
    const json& policies = list_of(entity, "policies");
    Seen names;
    for (std::size_t at = 0; at < policies.size(); ++at) {
      const json& policy = policies[at];
      const std::string here = pointer(path + "/policies", at);
      check_unique(policy_ids_, policy.at("id").dump(), policy.at("id").dump(), here + "/id");
      owners_.emplace(policy.at("id").get<std::int32_t>(), entity.at("id"));
      check_unique(names, state::fold(text_of(policy, "name")), "\"" + text_of(policy, "name") + "\"", here + "/name");
      check_instant(policy, "dateCreated", here);
      if (const auto schedule = policy.find("schedule"); schedule != policy.end())
        for (const char* name : {"scheduledTime", "scheduledEndTime"})
          check_instant(*schedule, name, here + "/schedule");
      if (const auto options = policy.find("options"); options != policy.end())
        check_instant(*options, "excludeFilesOlderThanDate", here + "/options");
      check_limits(policy, here);
    }
  }

  void check_limits(const json& policy, const std::string& path) {
    const json& limits = list_of(policy, "fileSizeLimits");
    Seen types;
    for (std::size_t at = 0; at < limits.size(); ++at) {
      const std::string type = text_of(limits[at], "fileType");
      check_unique(types, type, "\"" + type + "\"", pointer(path + "/fileSizeLimits", at) + "/fileType");
    }
  }

  void check_accounts_of(const json& entity, const std::string& path) {
    const json& accounts = list_of(entity, "accounts");
    for (std::size_t at = 0; at < accounts.size(); ++at) {
      const json& policies = list_of(accounts[at], "policies");
      Seen systems;
      for (std::size_t i = 0; i < policies.size(); ++i)
        check_assigned(policies[i], entity, systems, pointer(pointer(path + "/accounts", at) + "/policies", i));
    }
  }

  void check_assigned(const json& assigned, const json& entity, Seen& systems, const std::string& path) {
    if (assigned.contains("id"))
      check_unique(assigned_ids_, assigned.at("id").dump(), assigned.at("id").dump(), path + "/id");
    const json& id = assigned.at("policyId");
    const auto owner = owners_.find(id.get<std::int32_t>());
    if (owner == owners_.end())
      fail_(path + "/policyId", "there is no policy " + id.dump());
    else if (!above_or_self_(owner->second, entity))
      fail_(path + "/policyId", "must be a policy of the account's entity or of one above it");
    const std::string system = text_of(assigned, "systemName");
    const std::string shown = system.empty() ? "every system" : "\"" + system + "\"";
    check_unique(systems, state::fold(system), shown, system.empty() ? path : path + "/systemName");
    if (assigned.contains("targetEntityId") && !above_or_self_(assigned.at("targetEntityId"), entity))
      fail_(path + "/targetEntityId", "must be the account's entity or one above it");
    check_instant(assigned, "dateCreated", path);
  }

  const Fail& fail_;
  const Above& above_or_self_;
  std::map<std::int32_t, json> owners_;  // of policies, the ids of their entities
  Seen policy_ids_;
  Seen assigned_ids_;
};

// Reads a part of a policy where it is given.
template <class Read>
auto part(const json& policy, const char* name, const Read& read) -> std::optional<decltype(read(policy))> {
  const auto found = policy.find(name);
  if (found == policy.end()) return std::nullopt;
  return read(*found);
}

state::BackupSet backup_set(const json& set) {
  return {.scanner_mode = enum_of(set, "scannerMode", kScannerModes, state::ScannerMode::scan_all),
          .documents = set.value("backupDocuments", false),
          .images = set.value("backupImages", false),
          .music = set.value("backupMusic", false),
          .video = set.value("backupVideo", false),
          .custom = set.value("backupCustom", false),
          .custom_file_types = optional_of<std::string>(set, "customFileTypes"),
          .exclude_file_types = optional_of<std::string>(set, "excludeFileTypes")};
}

state::PolicySchedule schedule(const json& schedule, state::Instant now) {
  return {.type = enum_of(schedule, "scheduleType", kScheduleTypes, state::ScheduleType::daily),
          .time = instant_of(schedule, "scheduledTime", now).value_or(0),
          .day_of_the_month = schedule.value("scheduledDayOfTheMonth", 1),
          .day_of_the_week = enum_of(schedule, "scheduledDayOfTheWeek", kWeekDays, std::uint8_t{0}),
          .hours_between_runs = schedule.value("scheduledHoursBetweenRuns", 1),
          .end_time = instant_of(schedule, "scheduledEndTime", now).value_or(0),
          .use_end_time = schedule.value("useEndTime", false)};
}

state::RunAs run_as(const json& run_as) {
  return {.domain_and_login = optional_of<std::string>(run_as, "runAsDomainAndLogin"),
          .password = optional_of<std::string>(run_as, "runAsPassword")};
}

state::PolicyOptions options(const json& options, state::Instant now) {
  return {.run_scheduled_backup = options.value("runScheduledBackup", true),
          .run_when_not_logged_on = options.value("runWhenNotLoggedOn", false),
          .send_report = options.value("sendEmailReportAfterBackup", false),
          .report_address = optional_of<std::string>(options, "emailAddressToSendReportsTo"),
          .send_report_to_account = options.value("sendEmailReportAfterBackupToBackupAccount", false),
          .exclude_older_than = instant_of(options, "excludeFilesOlderThanDate", now),
          .exclude_larger_than_mb = optional_of<std::int32_t>(options, "excludeFilesLargerThanMb"),
          .exclude_smaller_than_kb = optional_of<std::int32_t>(options, "excludeFilesSmallerThanKb"),
          .remove_after_days = optional_of<std::int32_t>(options, "removeFilesAfterDays"),
          .remove_deleted_after_days = optional_of<std::int32_t>(options, "removeDeletedFilesAfterDays")};
}

state::ScannerFilters filters(const json& filters) {
  return {.mode = enum_of(filters, "mode", kFilterModes, state::FilterMode::none),
          .include_files = optional_of<std::string>(filters, "includeFiles"),
          .include_folders = optional_of<std::string>(filters, "includeFolders"),
          .exclude_files = optional_of<std::string>(filters, "excludeFiles"),
          .exclude_folders = optional_of<std::string>(filters, "excludeFolders")};
}

state::CustomPaths paths(const json& paths) {
  const auto list = [&](const char* name) { return list_of(paths, name).get<std::vector<std::string>>(); };
  return {.include_folders = list("includeFolders"),
          .include_files = list("includeFiles"),
          .exclude_folders = list("excludeFolders"),
          .exclude_files = list("excludeFiles")};
}

state::FileSizeLimit limit(const json& limit) {
  return {.file_type = enum_of(limit, "fileType", kTypesOfFiles, state::FileType::documents),
          .min_unit = enum_of(limit, "minSizeUnit", kSizeUnits, state::SizeUnit::kilobytes),
          .min_size = limit.value("minSize", 0),
          .max_unit = enum_of(limit, "maxSizeUnit", kSizeUnits, state::SizeUnit::gigabytes),
          .max_size = limit.value("maxSize", 5)};
}

void add_policy(state::Sandbox& sandbox, std::int32_t entity_id, const json& policy, state::Instant now) {
  const std::int32_t id =
      sandbox.policies
          .add({.id = policy.at("id"),
                .entity_id = entity_id,
                .name = text_of(policy, "name"),
                .created_at = instant_of(policy, "dateCreated", now),
                .use_system_account = policy.value("useSystemAccountForScanningUserPersonalFolders", false),
                .live_protect = policy.value("liveProtectWholeBackupSet", false),
                .backup_set = part(policy, "backupSet", backup_set),
                .schedule = part(policy, "schedule", [&](const json& one) { return schedule(one, now); }),
                .run_as = part(policy, "runAs", run_as),
                .options = part(policy, "options", [&](const json& one) { return options(one, now); }),
                .filters = part(policy, "scannerFileFilters", filters)})
          .value();
  const json none = json::object();
  sandbox.policy_files.set_paths(id, state::PathPurpose::scanner, paths(policy.value("scannerPaths", none)));
  sandbox.policy_files.set_paths(id, state::PathPurpose::backup_set, paths(policy.value("backupSetPaths", none)));
  std::vector<state::FileSizeLimit> limits;
  for (const json& one : list_of(policy, "fileSizeLimits")) limits.push_back(limit(one));
  sandbox.policy_files.set_size_limits(id, limits);
}

void assign_policy(state::Sandbox& sandbox, const json& entity, const json& account, const json& assigned,
                   state::Instant now) {
  sandbox.account_policies.assign({.id = assigned.value("id", 0),
                                   .account_id = sandbox.accounts.find(text_of(account, "userName"))->id,
                                   .target_entity_id = assigned.value("targetEntityId", entity.at("id").get<int>()),
                                   .policy_id = assigned.at("policyId"),
                                   .system_name = optional_of<std::string>(assigned, "systemName"),
                                   .created_at = instant_of(assigned, "dateCreated", now),
                                   .run_as = part(assigned, "runAs", run_as)});
}

}  // namespace

void check_policies(const json& document, const std::function<void(const std::string& path, std::string message)>& fail,
                    const std::function<bool(const json& id, const json& entity)>& above_or_self) {
  Checker(fail, above_or_self).run(document);
}

void load_policies(state::Sandbox& sandbox, const json& document, state::Instant now) {
  for (const json& entity : document.at("entities"))
    for (const json& policy : list_of(entity, "policies")) add_policy(sandbox, entity.at("id"), policy, now);
  for (const json& entity : document.at("entities"))
    for (const json& account : list_of(entity, "accounts"))
      for (const json& assigned : list_of(account, "policies")) assign_policy(sandbox, entity, account, assigned, now);
}

}  // namespace control
