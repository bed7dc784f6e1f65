#include "state/schedule.hpp"

namespace state {

void Schedule::add(Instant at, DueKind kind, std::int32_t subject) {
  if (at > kLastInstant) return;
  database_.run("INSERT INTO due(at, kind, subject) VALUES (?1, ?2, ?3)", at, kind, subject);
}

std::vector<Due> Schedule::all() {
  return database_.all<Due>("SELECT id, at, kind, subject FROM due WHERE id > 0 ORDER BY id");
}

void Schedule::replace(const std::vector<Due>& waiting) {
  database_.run("DELETE FROM due WHERE id > 0");
  for (const Due& due : waiting)
    database_.run("INSERT INTO due(id, at, kind, subject) VALUES (?1, ?2, ?3, ?4)", due.id, due.at, due.kind,
                  due.subject);
}

void Schedule::drop(DueKind kind, std::int32_t subject) {
  database_.run("DELETE FROM due WHERE kind = ?1 AND subject = ?2", kind, subject);
}

std::optional<Instant> Schedule::next() {
  return next_.get(0,
                   [&] { return database_.one<Instant>("SELECT at FROM due WHERE at >= 0 ORDER BY at, id LIMIT 1"); });
}

std::optional<Due> Schedule::take_due() {
  const auto due =
      database_.one<Due>("SELECT id, at, kind, subject FROM due WHERE at <= ?1 ORDER BY at, id LIMIT 1", clock_.now());
  if (due) database_.run("DELETE FROM due WHERE id = ?1", due->id);
  return due;
}

}  // namespace state
