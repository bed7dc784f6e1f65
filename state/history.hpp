// The rows behind history and monitoring as they are, to be written down elsewhere and put back without anything
// following from them a second time.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "state/database.hpp"
#include "state/events.hpp"
#include "state/instant.hpp"
#include "state/timelines.hpp"

namespace state {

struct SourceRow : EventSource {
  std::int32_t id = 0;
  static constexpr auto columns() {
    using Self = SourceRow;
    return std::tuple(&Self::id, &Self::entity_id, &Self::account_type, &Self::account_id, &Self::name,
                      &Self::system_name);
  }
};

// What an event of history and a row of monitoring have in common. A category is an EventKind as a number.
struct HappenedRow : FileFigures {
  std::int64_t id = 0;
  std::int32_t source_id = 0;
  std::int32_t category = 0;
  Instant at = 0;
  std::optional<bool> scheduled = {};
  std::optional<std::int64_t> duration_seconds = {};
  std::optional<std::string> text = {};  // history: the summary; monitoring: the description

  static constexpr auto columns() {
    using Self = HappenedRow;
    return std::tuple(&Self::id, &Self::source_id, &Self::category, &Self::at, &Self::scheduled, &Self::total_files,
                      &Self::total_bytes, &Self::error_files, &Self::error_bytes, &Self::uploaded_files,
                      &Self::uploaded_bytes, &Self::unchanged_files, &Self::unchanged_bytes, &Self::duration_seconds,
                      &Self::text);
  }
};

struct RecoveredRow {
  std::int64_t id = 0;
  std::int32_t source_id = 0;
  Instant at = 0;
  RecoveryType type = RecoveryType::completed;
  std::string recovery_id = {};
  std::int64_t duration_seconds = 0;
  std::string client_version = {};
  std::string summary = {};

  static constexpr auto columns() {
    using Self = RecoveredRow;
    return std::tuple(&Self::id, &Self::source_id, &Self::at, &Self::type, &Self::recovery_id, &Self::duration_seconds,
                      &Self::client_version, &Self::summary);
  }
};

// Each list by id.
struct History {
  std::vector<SourceRow> sources = {};
  std::vector<HappenedRow> events = {};
  std::vector<HappenedRow> monitoring = {};  // the latest of each source and type of backup
  std::vector<RecoveredRow> recoveries = {};
};

History read_history(Database& database);

// Writes a history into a sandbox that has none; its entities are there already. Lists and sums of days follow, and
// nothing else: neither uploads nor last backups, nor anything on the schedule.
void write_history(Database& database, Timelines& timelines, const History& history);

}  // namespace state
