// What happens to backups is written down here: history keeps every event, monitoring the latest state of each source
// and type of backup, the days their sums; and what the clock will have to notice is put on the schedule.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "state/accounts.hpp"
#include "state/clock.hpp"
#include "state/database.hpp"
#include "state/devices.hpp"
#include "state/events.hpp"
#include "state/schedule.hpp"
#include "state/timelines.hpp"
#include "state/uploads.hpp"

namespace state {

// A started backup that does not move is told of after so many days (Q-progress-days).
inline constexpr int kDaysToNoProgress1 = 1;
inline constexpr int kDaysToNoProgress2 = 2;
// Percent of an account's size beyond which its used space is told of (Q-quota-events).
inline constexpr int kQuotaWarningPercent = 90;

// What the source of an account's event is: one of its systems or, without a name, the account as a whole.
EventSource source_of(const Account& account, std::optional<std::string> system_name = {});

class Monitoring {
 public:
  Monitoring(Database& database, Clock& clock, Timelines& timelines, Uploads& uploads, Schedule& schedule)
      : database_(database), clock_(clock), timelines_(timelines), uploads_(uploads), schedule_(schedule) {}

  // Writes an event into history, and whatever follows from it: the state in monitoring, unless that is newer; the sums
  // of its day; what the account uploaded; the device's last backup; when no further backup or progress would have to
  // be told of. Space and quota are the business of Backups. Answers the event's id.
  std::int64_t record(const EventSource& source, const Event& event);
  std::int64_t record(const EventSource& source, const Recovery& recovery);

  // Tells, as an event of the account, when its used space has passed a bound of its size, or is back; nothing while
  // the account is not monitored or not active. Call it after either of them changed.
  void check_quota(std::int32_t account_id, Instant at);

  // The clock's part. What is due is told of only if it still holds: a device and its account active, the account
  // monitored, its entity and all above it active, at that time.
  void notice_no_backup(std::int32_t device_id, Instant at, bool second);
  void notice_no_progress(std::int32_t monitor_id, Instant at, bool second);

  // A company's events go with it.
  void moved(std::int32_t company_id, std::int32_t from_partner_id, std::int32_t to_partner_id);

 private:
  // What monitoring shows of a source and type of backup.
  struct Row {
    std::int32_t id = 0;
    std::int32_t category = 0;
    Instant at = 0;
    static constexpr auto columns() { return std::tuple(&Row::id, &Row::category, &Row::at); }
  };
  std::int32_t id_of(const EventSource& source);
  void update_monitor(const std::vector<std::int32_t>& entities, std::int32_t source_id, const EventKind& kind,
                      const Event& event, Instant at);
  void notice(const std::vector<std::int32_t>& entities, const Row& row, const EventKind& kind, const Event& event);
  void watch_progress(std::int32_t monitor_id, MonitorStatus status, Instant at);
  void watch_backups(const EventSource& source, Instant completed_at);
  bool watched(std::int32_t account_id, Instant at);
  Database& database_;
  Clock& clock_;
  Timelines& timelines_;
  Uploads& uploads_;
  Schedule& schedule_;
};

}  // namespace state
