// What callers of an older version are told: values they do not know are replaced by ones they do, or their rows are
// left out.
#pragma once
#include <cstdint>
#include <optional>

#include "services/entity_monitoring/rows.hpp"

namespace services::entity_monitoring {

// Each knows more than the one before; a missing or unknown number is the oldest.
enum class Version : std::int32_t { oldest = 0, with_configured = 1, with_cloud = 2, with_replication = 3 };
Version version_of(std::optional<std::int32_t> number);

// Whether a row has a place in the answer at all.
bool is_known(Version version, const state::EventKind& kind);
EventType shown_type(const Call& call, Version version, const state::EventKind& kind);
MonitorStatus shown_status(Version version, const state::EventKind& kind);

}  // namespace services::entity_monitoring
