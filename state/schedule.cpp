#include "state/schedule.hpp"

#include <tuple>

namespace state {
namespace {

struct Due {
  std::int64_t id = 0;
  DueKind kind = DueKind::purge_files;
  std::int32_t subject = 0;
  static constexpr auto columns() { return std::tuple(&Due::id, &Due::kind, &Due::subject); }
};

}  // namespace

void Schedule::add(Instant at, DueKind kind, std::int32_t subject) {
  database_.run("INSERT INTO due(at, kind, subject) VALUES (?1, ?2, ?3)", at, kind, subject);
}

void Schedule::drop(DueKind kind, std::int32_t subject) {
  database_.run("DELETE FROM due WHERE kind = ?1 AND subject = ?2", kind, subject);
}

std::optional<Instant> Schedule::next() {
  return database_.one<Instant>("SELECT at FROM due WHERE at >= 0 ORDER BY at, id LIMIT 1");
}

int Schedule::run_due() {
  int done = 0;
  while (const auto due = database_.one<Due>("SELECT id, kind, subject FROM due WHERE at <= ?1 ORDER BY at, id LIMIT 1",
                                             clock_.now())) {
    perform(due->kind, due->subject);
    database_.run("DELETE FROM due WHERE id = ?1", due->id);
    ++done;
  }
  return done;
}

void Schedule::perform(DueKind kind, std::int32_t subject) {
  switch (kind) {
    case DueKind::purge_files:
      database_.run("UPDATE account SET own_used_kb = 0 WHERE id = ?1", subject);
      database_.run("UPDATE device SET used_kb = 0 WHERE account_id = ?1", subject);
      break;
    case DueKind::deactivate_license:
      database_.run("DELETE FROM license WHERE id = ?1", subject);
      break;
  }
}

}  // namespace state
