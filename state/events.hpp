// The vocabulary of monitoring: what can happen to backups, to whom, and what is told of it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

#include "state/instant.hpp"

namespace state {

// In the order of the wire's HistoryEventType.
enum class EventType : std::uint8_t {
  backup_started,
  backup_completed,
  backup_progress,
  backup_cancelled,
  backup_configured,
  no_progress_1,  // a started backup has not moved for a day; 2: two days
  no_progress_2,
  no_backup_1,  // no completed backup for three days; 2: seven days
  no_backup_2,
  abnormal_backup_scope,
  over_quota_warning,
  over_quota_error,
  over_quota_fixed,
  too_long_backup,
  replication_completed,
  replication_cancelled,
  replication_failed,
  backup_check_completed,
  backup_check_cancelled,
  backup_check_failed,
  backup_check_executed,
};
inline constexpr std::size_t kEventTypes = 21;

// In the order of the wire's EventBackupType.
enum class BackupType : std::uint8_t {
  online,
  image_stream,
  exchange,
  live_protect,
  mssql,
  shadow_protect_backup,
  general_notification,  // about the account as a whole
  appliance_hyper_v_backup,
  appliance_vm_ware_backup,
  appliance_file_folder_backup,
  appliance_exchange_backup,
  appliance_sql_backup,
  appliance_dr_backup,
  icab_ms_office,
  icab_sharepoint,
  icab_one_drive,
  icab_google_apps,
  icab_ms_office_groups,
  icab_salesforce,
  icab_box,
  icab_drop_box,
};
inline constexpr std::size_t kBackupTypes = 21;

enum class Indicator : std::uint8_t { ok, warning, error };
// How a backup stands.
enum class MonitorStatus : std::uint8_t { uploading, canceled, failed, completed, configured };
// Whom an event is about: a backup account, an entity as a whole, or a mailbox of cloud backup.
enum class EventAccountType : std::uint8_t { backup_account, application_user, icab_email };

// What filters can ask for; the category of an entry in a timeline.
struct EventKind {
  EventType type = EventType::backup_started;
  BackupType backup_type = BackupType::online;
  Indicator indicator = Indicator::ok;
  EventAccountType account_type = EventAccountType::backup_account;
  MonitorStatus status = MonitorStatus::uploading;  // of monitoring; history has none

  constexpr std::int32_t category() const {
    return (((static_cast<std::int32_t>(type) * 32 + static_cast<std::int32_t>(backup_type)) * 4 +
             static_cast<std::int32_t>(indicator)) *
                4 +
            static_cast<std::int32_t>(account_type)) *
               8 +
           static_cast<std::int32_t>(status);
  }
  static constexpr EventKind of(std::int32_t category) {
    return {.type = static_cast<EventType>(category >> 12),
            .backup_type = static_cast<BackupType>((category >> 7) & 31),
            .indicator = static_cast<Indicator>((category >> 5) & 3),
            .account_type = static_cast<EventAccountType>((category >> 3) & 3),
            .status = static_cast<MonitorStatus>(category & 7)};
  }
  friend bool operator==(const EventKind&, const EventKind&) = default;
};

// What an event is about: of a backup account, one of its systems or, without a name of a system, all of it.
struct EventSource {
  std::int32_t entity_id = 0;
  EventAccountType account_type = EventAccountType::backup_account;
  std::optional<std::int32_t> account_id = {};  // of a backup account
  std::string name = {};                        // the account's, dashboard user's or mailbox's
  std::optional<std::string> system_name = {};
};

// Numbers of files, and their sizes in bytes; none: not told.
struct FileFigures {
  std::optional<std::int64_t> total_files = {};
  std::optional<std::int64_t> total_bytes = {};
  std::optional<std::int64_t> error_files = {};
  std::optional<std::int64_t> error_bytes = {};
  std::optional<std::int64_t> uploaded_files = {};
  std::optional<std::int64_t> uploaded_bytes = {};
  std::optional<std::int64_t> unchanged_files = {};
  std::optional<std::int64_t> unchanged_bytes = {};
};

// What record() takes.
struct Event {
  EventType type = EventType::backup_started;
  BackupType backup_type = BackupType::online;
  std::optional<Indicator> indicator = {};   // none: that of its type, see indicator_of()
  std::optional<MonitorStatus> status = {};  // none: that of its type, see status_of()
  std::optional<Instant> at = {};            // none: now
  std::optional<bool> scheduled = {};        // none: not told
  FileFigures files = {};
  std::optional<std::int64_t> duration_seconds = {};
  std::optional<std::string> summary = {};
  std::optional<std::string> description = {};  // as monitoring tells it; none: the summary
};

enum class RecoveryType : std::uint8_t { completed, failed };

struct Recovery {
  RecoveryType type = RecoveryType::completed;
  std::optional<Instant> at = {};  // none: now
  std::string recovery_id = {};
  std::int64_t duration_seconds = 0;
  std::string client_version = {};  // major.minor.build.revision
  std::string summary = {};
};

// Whether the service itself notices such a thing, instead of a client telling it.
bool is_system_notification(EventType type);

// What an event of a type means unless it says otherwise.
Indicator indicator_of(EventType type);
// The state a backup is in after it; none: it leaves the state as it was.
std::optional<MonitorStatus> status_of(EventType type);

}  // namespace state
