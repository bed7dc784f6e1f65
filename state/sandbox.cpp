#include "state/sandbox.hpp"

namespace state {

struct Sandbox::Kept {
  Instant clock_offset = 0;
  std::optional<Instant> clock_frozen_at;
  std::uint64_t ids_seed = 0;
  std::uint64_t ids_position = 0;
  std::uint64_t correlation_position = 0;

  static constexpr auto columns() {
    using Self = Kept;
    return std::tuple(&Self::clock_offset, &Self::clock_frozen_at, &Self::ids_seed, &Self::ids_position,
                      &Self::correlation_position);
  }
};

Sandbox::Sandbox(const std::string& path, std::uint64_t seed, Clock::Source source) : database(path), clock(source) {
  database.run("UPDATE sandbox SET openings = openings + 1 WHERE id = 1");
  load();
  const auto openings = *database.one<std::uint64_t>("SELECT openings FROM sandbox WHERE id = 1");
  Ids::Position position = ids.position();
  if (openings == 1)
    position.seed = seed;
  else
    position.correlation += openings << 40;  // calls that only read are not kept: never repeat their ids
  ids.set(position);
  save();
  save_on_commit();
}

Sandbox::Sandbox(const Snapshot& snapshot, Clock::Source source) : database(snapshot), clock(source) {
  load();
  save_on_commit();
}

void Sandbox::save_on_commit() {
  database.on_commit([this] {
    // The ids of calls alone are not worth a write.
    if (clock.setting() != saved_clock_ || ids.position().drawn != saved_ids_.drawn) save();
  });
}

void Sandbox::save() {
  const Clock::Setting& setting = clock.setting();
  const Ids::Position& position = ids.position();
  database.run(
      "UPDATE sandbox SET clock_offset = ?1, clock_frozen_at = ?2, ids_seed = ?3, ids_position = ?4,"
      " correlation_position = ?5 WHERE id = 1",
      setting.offset, setting.frozen_at, position.seed, position.drawn, position.correlation);
  saved_clock_ = setting;
  saved_ids_ = position;
}

void Sandbox::load() {
  const auto kept = *database.one<Kept>(
      "SELECT clock_offset, clock_frozen_at, ids_seed, ids_position, correlation_position FROM sandbox WHERE id = 1");
  clock.set({.offset = kept.clock_offset, .frozen_at = kept.clock_frozen_at});
  ids.set({.seed = kept.ids_seed, .drawn = kept.ids_position, .correlation = kept.correlation_position});
  saved_clock_ = clock.setting();
  saved_ids_ = ids.position();
}

void Sandbox::continue_ids(const Ids::Position& position) {
  ids.set(position);
  save();
}

int Sandbox::catch_up() {
  if (!schedule.anything_due()) return 0;
  Transaction transaction(database);
  int done = 0;
  for (; const auto due = schedule.take_due(); ++done) due_work.perform(*due);
  transaction.commit();
  return done;
}

Snapshot Sandbox::take() {
  save();
  return database.take();
}

void Sandbox::restore(const Snapshot& snapshot) {
  database.restore(snapshot);
  mail.begin_edition();
  load();
}

void Sandbox::clear(std::uint64_t seed) {
  database.clear();
  mail.begin_edition();
  database.run("UPDATE sandbox SET openings = 1 WHERE id = 1");
  load();
  reseed(seed);
}

void Sandbox::reseed(std::uint64_t seed) {
  ids.set({.seed = seed});
  save();
}

}  // namespace state
