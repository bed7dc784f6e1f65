#include "state/policies.hpp"

#include "state/fold.hpp"

#define POLICY_COLUMNS "id, entity_id, name, created_at, use_system_account, live_protect"

namespace state {
namespace {

// Writes a part that is given, its members in the order of its columns, behind the policy's id.
template <class Part>
void put(Database& database, Sql sql, std::int32_t policy_id, const std::optional<Part>& part) {
  if (part) std::apply([&](auto... member) { database.run(sql, policy_id, ((*part).*member)...); }, Part::columns());
}

}  // namespace

std::optional<EntityPolicy> Policies::find(std::int32_t id) {
  auto policy = database_.one<EntityPolicy>("SELECT " POLICY_COLUMNS " FROM entity_policy WHERE id = ?1", id);
  if (policy) read_parts(*policy);
  return policy;
}

std::vector<EntityPolicy> Policies::of(std::int32_t entity_id) {
  return with_parts(database_.all<EntityPolicy>(
      "SELECT " POLICY_COLUMNS " FROM entity_policy WHERE entity_id = ?1 ORDER BY id", entity_id));
}

std::vector<EntityPolicy> Policies::of(std::int32_t entity_id, PageOf page) {
  return with_parts(database_.all<EntityPolicy>("SELECT " POLICY_COLUMNS
                                                " FROM entity_policy WHERE entity_id = ?1 ORDER BY id"
                                                " LIMIT ?2 OFFSET ?3",
                                                entity_id, page.size, (page.index - 1) * page.size));
}

std::optional<std::int32_t> Policies::add(const EntityPolicy& policy) {
  if (!name_is_free(policy)) return std::nullopt;
  database_.run("INSERT INTO entity_policy(" POLICY_COLUMNS
                ", name_key) VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7)",
                policy.id, policy.entity_id, policy.name, policy.created_at ? *policy.created_at : clock_.now(),
                policy.use_system_account, policy.live_protect, fold(policy.name));
  EntityPolicy added = policy;
  added.id = static_cast<std::int32_t>(database_.last_id());
  add_parts(added);
  return added.id;
}

bool Policies::change(const EntityPolicy& policy) {
  if (!name_is_free(policy)) return false;
  database_.run(
      "UPDATE entity_policy SET name = ?2, name_key = ?3, use_system_account = ?4, live_protect = ?5 WHERE id = ?1",
      policy.id, policy.name, fold(policy.name), policy.use_system_account, policy.live_protect);
  database_.run("DELETE FROM policy_backup_set WHERE policy_id = ?1", policy.id);
  database_.run("DELETE FROM policy_schedule WHERE policy_id = ?1", policy.id);
  database_.run("DELETE FROM policy_run_as WHERE policy_id = ?1", policy.id);
  database_.run("DELETE FROM policy_options WHERE policy_id = ?1", policy.id);
  database_.run("DELETE FROM policy_filters WHERE policy_id = ?1", policy.id);
  add_parts(policy);
  return true;
}

void Policies::remove(std::int32_t id) { database_.run("DELETE FROM entity_policy WHERE id = ?1", id); }

bool Policies::name_is_free(const EntityPolicy& policy) {
  return !database_.one<std::int32_t>(
      "SELECT id FROM entity_policy WHERE entity_id = ?1 AND name_key = ?2 AND id <> ?3", policy.entity_id,
      fold(policy.name), policy.id);
}

void Policies::add_parts(const EntityPolicy& policy) {
  put(database_, "INSERT INTO policy_backup_set VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", policy.id,
      policy.backup_set);
  put(database_, "INSERT INTO policy_schedule VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", policy.id, policy.schedule);
  put(database_, "INSERT INTO policy_run_as VALUES (?1, ?2, ?3)", policy.id, policy.run_as);
  put(database_, "INSERT INTO policy_options VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", policy.id,
      policy.options);
  put(database_, "INSERT INTO policy_filters VALUES (?1, ?2, ?3, ?4, ?5, ?6)", policy.id, policy.filters);
}

void Policies::read_parts(EntityPolicy& policy) {
  policy.backup_set = database_.one<BackupSet>(
      "SELECT scanner_mode, documents, images, music, video, custom, custom_file_types, exclude_file_types"
      " FROM policy_backup_set WHERE policy_id = ?1",
      policy.id);
  policy.schedule = database_.one<PolicySchedule>(
      "SELECT type, time, day_of_the_month, day_of_the_week, hours_between_runs, end_time, use_end_time"
      " FROM policy_schedule WHERE policy_id = ?1",
      policy.id);
  policy.run_as =
      database_.one<RunAs>("SELECT domain_and_login, password FROM policy_run_as WHERE policy_id = ?1", policy.id);
  policy.options = database_.one<PolicyOptions>(
      "SELECT run_scheduled_backup, run_when_not_logged_on, send_report, report_address, send_report_to_account,"
      " exclude_older_than, exclude_larger_than_mb, exclude_smaller_than_kb, remove_after_days,"
      " remove_deleted_after_days FROM policy_options WHERE policy_id = ?1",
      policy.id);
  policy.filters = database_.one<ScannerFilters>(
      "SELECT mode, include_files, include_folders, exclude_files, exclude_folders FROM policy_filters"
      " WHERE policy_id = ?1",
      policy.id);
}

std::vector<EntityPolicy> Policies::with_parts(std::vector<EntityPolicy> policies) {
  for (EntityPolicy& policy : policies) read_parts(policy);
  return policies;
}

}  // namespace state
