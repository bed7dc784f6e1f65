// Whose lists an event stands in, and the sums of its day there.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "state/database.hpp"
#include "state/events.hpp"
#include "state/instant.hpp"

namespace state {

// The entities whose subtree holds an entity: Infrascale, and down to it.
std::vector<std::int32_t> holders_of(Database& database, std::int32_t entity_id);

// Counts an event in the day of each of these entities, and what it uploaded.
void add_to_day(Database& database, const std::vector<std::int32_t>& entities, const EventKind& kind,
                std::optional<std::int64_t> uploaded_files, std::optional<std::int64_t> uploaded_bytes, Instant at);

}  // namespace state
