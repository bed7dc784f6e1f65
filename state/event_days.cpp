#include "state/event_days.hpp"

#include <tuple>

#include "state/entities.hpp"

namespace state {
namespace {

struct Ancestors {
  std::int32_t distributor_id = 0;
  std::int32_t partner_id = 0;
  std::int32_t company_id = 0;
  static constexpr auto columns() {
    return std::tuple(&Ancestors::distributor_id, &Ancestors::partner_id, &Ancestors::company_id);
  }
};

}  // namespace

std::vector<std::int32_t> holders_of(Database& database, std::int32_t entity_id) {
  const auto above =
      database.one<Ancestors>("SELECT distributor_id, partner_id, company_id FROM entity WHERE id = ?1", entity_id)
          .value_or(Ancestors{});
  std::vector<std::int32_t> ids{kInfrascale};
  for (const std::int32_t id : {above.distributor_id, above.partner_id, above.company_id})
    if (id != 0) ids.push_back(id);
  return ids;
}

// What a backup has uploaded so far is part of what it has uploaded in the end.
void add_to_day(Database& database, const std::vector<std::int32_t>& entities, const EventKind& kind,
                std::optional<std::int64_t> uploaded_files, std::optional<std::int64_t> uploaded_bytes, Instant at) {
  const bool in_between = kind.type == EventType::backup_progress;
  for (const std::int32_t entity : entities)
    database.run(
        "INSERT INTO event_day(entity_id, day, events, files, bytes) VALUES (?1, ?2, 1, ?3, ?4)"
        " ON CONFLICT DO UPDATE SET events = events + 1, files = files + excluded.files,"
        " bytes = bytes + excluded.bytes",
        entity, day_of(at), in_between ? 0 : uploaded_files.value_or(0), in_between ? 0 : uploaded_bytes.value_or(0));
}

}  // namespace state
