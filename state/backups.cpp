#include "state/backups.hpp"

namespace state {
namespace {

constexpr std::int64_t kBytesPerKb = 1024;

EventType type_of(BackupStep step) {
  switch (step) {
    case BackupStep::started:
      return EventType::backup_started;
    case BackupStep::progress:
      return EventType::backup_progress;
    case BackupStep::completed:
      return EventType::backup_completed;
    case BackupStep::configured:
      return EventType::backup_configured;
    case BackupStep::cancelled:
    case BackupStep::failed:
      break;
  }
  return EventType::backup_cancelled;
}

std::optional<Indicator> indicator_of(BackupStep step, const BackupReport& report) {
  if (report.indicator) return report.indicator;
  if (step == BackupStep::failed) return Indicator::error;
  if (step == BackupStep::completed && report.files.error_files.value_or(0) > 0) return Indicator::warning;
  return std::nullopt;
}

}  // namespace

std::int64_t Backups::report(const Account& account, const Device& device, BackupStep step,
                             const BackupReport& report) {
  devices_.connect(device.id);
  const std::int64_t id = monitoring_.record(
      source_of(account, device.name),
      Event{.type = type_of(step),
            .backup_type = report.type,
            .indicator = indicator_of(step, report),
            .status = step == BackupStep::failed ? std::optional(MonitorStatus::failed) : std::nullopt,
            .scheduled = report.scheduled,
            .files = report.files,
            .duration_seconds = report.duration_seconds,
            .summary = report.summary});
  if (step == BackupStep::completed) {
    const std::int64_t uploaded_kb = (report.files.uploaded_bytes.value_or(0) + kBytesPerKb - 1) / kBytesPerKb;
    use_space(device, report.device_used_kb.value_or(device.used_kb + uploaded_kb));
  }
  return id;
}

std::int64_t Backups::recovered(const Account& account, const Device& device, Recovery recovery) {
  devices_.connect(device.id);
  if (recovery.recovery_id.empty()) recovery.recovery_id = ids_.guid();
  if (recovery.client_version.empty()) recovery.client_version = device.product_version;
  return monitoring_.record(source_of(account, device.name), recovery);
}

void Backups::use_space(const Device& device, std::int64_t used_kb) {
  devices_.set_used_kb(device.id, used_kb);
  monitoring_.check_quota(device.account_id, clock_.now());
}

}  // namespace state
