// Backup policies of entities: what a policy says about one backup, whole, as it was given.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "state/account_lists.hpp"
#include "state/clock.hpp"
#include "state/database.hpp"

namespace state {

enum class ScannerMode : std::uint8_t { scan_all, scan_personal, dont_scan };
enum class ScheduleType : std::uint8_t { monthly, weekly, daily, hourly };
enum class FilterMode : std::uint8_t { none, include_by_wildcard, exclude_by_wildcard };

// What the scanner looks for. The lists of extensions are the user's own text.
struct BackupSet {
  ScannerMode scanner_mode = ScannerMode::scan_all;
  bool documents = false;
  bool images = false;
  bool music = false;
  bool video = false;
  bool custom = false;
  std::optional<std::string> custom_file_types = {};
  std::optional<std::string> exclude_file_types = {};

  static constexpr auto columns() {
    using Self = BackupSet;
    return std::tuple(&Self::scanner_mode, &Self::documents, &Self::images, &Self::music, &Self::video, &Self::custom,
                      &Self::custom_file_types, &Self::exclude_file_types);
  }
};

// When it runs. Of both times only the time of day counts.
struct PolicySchedule {
  ScheduleType type = ScheduleType::monthly;
  Instant time = 0;
  std::int32_t day_of_the_month = 0;
  std::uint8_t day_of_the_week = 0;  // 0 is Sunday
  std::int32_t hours_between_runs = 0;
  Instant end_time = 0;
  bool use_end_time = false;

  static constexpr auto columns() {
    using Self = PolicySchedule;
    return std::tuple(&Self::type, &Self::time, &Self::day_of_the_month, &Self::day_of_the_week,
                      &Self::hours_between_runs, &Self::end_time, &Self::use_end_time);
  }
};

// The Windows user that the client runs as.
struct RunAs {
  std::optional<std::string> domain_and_login = {};
  std::optional<std::string> password = {};

  static constexpr auto columns() { return std::tuple(&RunAs::domain_and_login, &RunAs::password); }
};

struct PolicyOptions {
  bool run_scheduled_backup = false;
  bool run_when_not_logged_on = false;
  bool send_report = false;
  std::optional<std::string> report_address = {};
  bool send_report_to_account = false;
  std::optional<Instant> exclude_older_than = {};
  std::optional<std::int32_t> exclude_larger_than_mb = {};
  std::optional<std::int32_t> exclude_smaller_than_kb = {};
  std::optional<std::int32_t> remove_after_days = {};
  std::optional<std::int32_t> remove_deleted_after_days = {};

  static constexpr auto columns() {
    using Self = PolicyOptions;
    return std::tuple(&Self::run_scheduled_backup, &Self::run_when_not_logged_on, &Self::send_report,
                      &Self::report_address, &Self::send_report_to_account, &Self::exclude_older_than,
                      &Self::exclude_larger_than_mb, &Self::exclude_smaller_than_kb, &Self::remove_after_days,
                      &Self::remove_deleted_after_days);
  }
};

// Which of the files found are taken: templates with wildcards, separated by semicolons.
struct ScannerFilters {
  FilterMode mode = FilterMode::none;
  std::optional<std::string> include_files = {};
  std::optional<std::string> include_folders = {};
  std::optional<std::string> exclude_files = {};
  std::optional<std::string> exclude_folders = {};

  static constexpr auto columns() {
    using Self = ScannerFilters;
    return std::tuple(&Self::mode, &Self::include_files, &Self::include_folders, &Self::exclude_files,
                      &Self::exclude_folders);
  }
};

struct EntityPolicy {
  std::int32_t id = 0;         // 0 in add(): the next one
  std::int32_t entity_id = 0;  // whose policy it is
  std::string name = {};
  std::optional<Instant> created_at = {};  // none in add(): now
  bool use_system_account = false;
  bool live_protect = false;
  std::optional<BackupSet> backup_set = {};
  std::optional<PolicySchedule> schedule = {};
  std::optional<RunAs> run_as = {};
  std::optional<PolicyOptions> options = {};
  std::optional<ScannerFilters> filters = {};

  static constexpr auto columns() {
    using Self = EntityPolicy;
    return std::tuple(&Self::id, &Self::entity_id, &Self::name, &Self::created_at, &Self::use_system_account,
                      &Self::live_protect);
  }
};

class Policies {
 public:
  Policies(Database& database, Clock& clock) : database_(database), clock_(clock) {}

  std::optional<EntityPolicy> find(std::int32_t id);
  // The entity's own policies by id: all of them, or a page.
  std::vector<EntityPolicy> of(std::int32_t entity_id);
  std::vector<EntityPolicy> of(std::int32_t entity_id, PageOf page);

  // The id, or nothing and no change when the entity has a policy of that name; names compare case-insensitively.
  std::optional<std::int32_t> add(const EntityPolicy& policy);
  // Replaces all but the owner and the date of creation; false and no change when the name is taken.
  bool change(const EntityPolicy& policy);
  // With all that belongs to it. No account may follow it any more.
  void remove(std::int32_t id);

 private:
  bool name_is_free(const EntityPolicy& policy);
  void add_parts(const EntityPolicy& policy);
  void read_parts(EntityPolicy& policy);
  std::vector<EntityPolicy> with_parts(std::vector<EntityPolicy> policies);
  Database& database_;
  Clock& clock_;
};

}  // namespace state
