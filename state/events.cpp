#include "state/events.hpp"

namespace state {

Indicator indicator_of(EventType type) {
  switch (type) {
    case EventType::no_progress_2:
    case EventType::no_backup_1:
    case EventType::no_backup_2:
    case EventType::over_quota_error:
    case EventType::replication_failed:
    case EventType::backup_check_failed:
      return Indicator::error;
    case EventType::backup_cancelled:
    case EventType::no_progress_1:
    case EventType::abnormal_backup_scope:
    case EventType::over_quota_warning:
    case EventType::too_long_backup:
    case EventType::replication_cancelled:
    case EventType::backup_check_cancelled:
      return Indicator::warning;
    default:
      return Indicator::ok;
  }
}

std::optional<MonitorStatus> status_of(EventType type) {
  switch (type) {
    case EventType::backup_started:
    case EventType::backup_progress:
      return MonitorStatus::uploading;
    case EventType::backup_cancelled:
    case EventType::replication_cancelled:
    case EventType::backup_check_cancelled:
      return MonitorStatus::canceled;
    case EventType::replication_failed:
    case EventType::backup_check_failed:
      return MonitorStatus::failed;
    case EventType::backup_configured:
      return MonitorStatus::configured;
    case EventType::backup_completed:
    case EventType::abnormal_backup_scope:
    case EventType::over_quota_warning:
    case EventType::over_quota_error:
    case EventType::over_quota_fixed:
    case EventType::replication_completed:
    case EventType::backup_check_completed:
    case EventType::backup_check_executed:
      return MonitorStatus::completed;
    default:
      return std::nullopt;
  }
}

bool is_system_notification(EventType type) {
  switch (type) {
    case EventType::no_progress_1:
    case EventType::no_progress_2:
    case EventType::no_backup_1:
    case EventType::no_backup_2:
    case EventType::abnormal_backup_scope:
    case EventType::over_quota_warning:
    case EventType::over_quota_error:
    case EventType::over_quota_fixed:
    case EventType::too_long_backup:
      return true;
    default:
      return false;
  }
}

}  // namespace state
