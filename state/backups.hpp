// What clients on devices tell the service: how a backup goes, what a recovery did. One call has all that follows from
// it: history and monitoring, the device's used space and last backup, uploads, quota.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "state/accounts.hpp"
#include "state/clock.hpp"
#include "state/devices.hpp"
#include "state/events.hpp"
#include "state/ids.hpp"
#include "state/monitoring.hpp"

namespace state {

enum class BackupStep : std::uint8_t { started, progress, completed, cancelled, failed, configured };

struct BackupReport {
  BackupType type = BackupType::online;
  bool scheduled = false;
  FileFigures files = {};
  std::optional<std::int64_t> duration_seconds = {};
  std::optional<Indicator> indicator = {};  // none: as its step means; warning, if files failed in a completed one
  std::optional<std::string> summary = {};
  std::optional<std::int64_t> device_used_kb = {};  // after a completed one; none: grown by what was uploaded
};

class Backups {
 public:
  Backups(Clock& clock, Ids& ids, Devices& devices, Monitoring& monitoring)
      : clock_(clock), ids_(ids), devices_(devices), monitoring_(monitoring) {}

  // The device belongs to the account. Answers the event's id. A failed backup is a cancelled one in history, with the
  // indicator Error, and Failed in monitoring (Q-failed-backup).
  std::int64_t report(const Account& account, const Device& device, BackupStep step, const BackupReport& report);
  // Without an id one is made; without a version it is the device's.
  std::int64_t recovered(const Account& account, const Device& device, Recovery recovery);
  // Sets what a device holds, and tells when that passes a bound of the account's size.
  void use_space(const Device& device, std::int64_t used_kb);

 private:
  Clock& clock_;
  Ids& ids_;
  Devices& devices_;
  Monitoring& monitoring_;
};

}  // namespace state
