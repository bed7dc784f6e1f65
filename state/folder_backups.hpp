// Advanced folder backup: which folders of a device are backed up, when, and for how long they are kept.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "state/clock.hpp"
#include "state/database.hpp"

namespace state {

// By the document's numbers.
enum class FolderSchedule : std::uint8_t { unknown, hourly, daily, weekly, monthly };
enum class FolderRetention : std::uint8_t { unknown, replicate, forever_save, archive, time_limited, cloud_retention };

struct BackupFolder {
  std::int32_t id = 0;  // 0 in set(): a new one
  FolderSchedule schedule = FolderSchedule::daily;
  std::optional<std::int32_t> hourly_period = {};  // hours
  std::optional<std::string> weekly_day = {};      // "Sunday" to "Saturday"
  std::optional<std::int32_t> monthly_day = {};    // 1 to 31
  Instant start_time = 0;
  std::optional<Instant> end_time = {};
  bool end_time_enabled = false;
  std::string friendly_name = {};
  std::string path = {};
  std::optional<std::string> path_user = {};
  std::optional<std::string> path_password = {};
  FolderRetention retention = FolderRetention::replicate;
  std::int32_t time_limited_days = 0;
  std::optional<std::int32_t> skip_modified_days = {};
  std::optional<std::int32_t> cloud_delete_days = {};
  bool whole_hierarchy = false;
  Instant created_at = 0;

  static constexpr auto columns() {
    using Self = BackupFolder;
    return std::tuple(&Self::id, &Self::schedule, &Self::hourly_period, &Self::weekly_day, &Self::monthly_day,
                      &Self::start_time, &Self::end_time, &Self::end_time_enabled, &Self::friendly_name, &Self::path,
                      &Self::path_user, &Self::path_password, &Self::retention, &Self::time_limited_days,
                      &Self::skip_modified_days, &Self::cloud_delete_days, &Self::whole_hierarchy, &Self::created_at);
  }
};

struct FolderSettings {
  std::int32_t id = 0;  // 0 in set(): the one the device has, or the next
  std::int32_t device_id = 0;
  bool send_report = false;
  std::optional<std::string> report_to = {};  // an e-mail address
  bool run_as = false;
  std::optional<std::string> run_as_user = {};
  std::optional<std::string> run_as_password = {};
  std::vector<BackupFolder> folders = {};

  static constexpr auto columns() {
    using Self = FolderSettings;
    return std::tuple(&Self::id, &Self::device_id, &Self::send_report, &Self::report_to, &Self::run_as,
                      &Self::run_as_user, &Self::run_as_password);
  }
};

class FolderBackups {
 public:
  explicit FolderBackups(Database& database) : database_(database) {}

  // The settings of a device with their folders, in the order they were set; nothing when it has none.
  std::optional<FolderSettings> of(std::int32_t device_id);

  // Replaces the settings of a device and the whole list of its folders. Folders of id 0 get the next ids; others keep
  // theirs.
  void set(const FolderSettings& settings);

 private:
  Database& database_;
};

}  // namespace state
