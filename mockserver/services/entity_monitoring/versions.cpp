#include "services/entity_monitoring/versions.hpp"

#include "contract/profile.hpp"

namespace services::entity_monitoring {
namespace {

Version introduced_in(const state::EventKind& kind) {
  if (kind.type >= EventType::replication_completed) return Version::with_replication;
  if (kind.type >= EventType::over_quota_warning) return Version::with_cloud;
  if (kind.backup_type >= BackupType::icab_ms_office) return Version::with_cloud;
  if (kind.account_type == EventAccountType::icab_email) return Version::with_cloud;
  return Version::oldest;
}

}  // namespace

Version version_of(std::optional<std::int32_t> number) {
  return number && *number >= 1 && *number <= 3 ? static_cast<Version>(*number) : Version::oldest;
}

bool is_known(Version version, const state::EventKind& kind) { return introduced_in(kind) <= version; }

EventType shown_type(const Call& call, Version version, const state::EventKind& kind) {
  const bool replaced =
      kind.type == EventType::backup_configured ||
      (kind.type == EventType::abnormal_backup_scope && call.profile.is<"Q-abnormal-scope", "BackupCompleted">());
  return replaced && version < Version::with_configured ? EventType::backup_completed : kind.type;
}

MonitorStatus shown_status(Version version, const state::EventKind& kind) {
  return kind.status == MonitorStatus::configured && version < Version::with_configured ? MonitorStatus::completed
                                                                                        : kind.status;
}

}  // namespace services::entity_monitoring
