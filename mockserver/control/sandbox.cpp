// Seeding, reset and the clock of one sandbox.
#include "control/sandbox.hpp"

#include <utility>

#include "control/time_text.hpp"

namespace control {
namespace {

bool is_seeded(state::Sandbox& sandbox) { return sandbox.entities.find(state::kInfrascale).has_value(); }

}  // namespace

Sandbox::Sandbox(World world, const SandboxOptions& options)
    : world_(std::move(world)),
      profile_(options.profile),
      state_(options.database, options.seed, options.time),
      journal_(options.journal, options.secret_names),
      time_(options.time),
      blank_(state::Sandbox(":memory:", options.seed, options.time).take()) {
  const std::lock_guard lock(state_.mutex);
  if (!is_seeded(state_)) seed_world();
}

void Sandbox::seed_world() {
  set_world_clock();
  world_.load_into(state_);
  state_.catch_up();  // what the world's past has brought about
}

void Sandbox::set_world_clock() {
  const auto start = world_.clock();
  if (!start) return state_.clock.reset();
  if (start->frozen) {
    state_.clock.set({.offset = 0, .frozen_at = start->now});
  } else {
    state_.clock.set({.offset = start->now - time_(), .frozen_at = std::nullopt});
  }
}

void Sandbox::reset() {
  const std::lock_guard lock(state_.mutex);
  state_.restore(blank_);
  seed_world();
  journal_.clear();
}

ClockReading Sandbox::reading() { return {.now = state_.clock.now(), .frozen = state_.clock.frozen()}; }

// After every move of the clock: what fell due happens, and the clock's setting is kept with it.
ClockReading Sandbox::moved() {
  state_.catch_up();
  state::Transaction(state_.database).commit();
  return reading();
}

ClockReading Sandbox::clock() {
  const std::lock_guard lock(state_.mutex);
  return reading();
}

ClockReading Sandbox::freeze_clock() {
  const std::lock_guard lock(state_.mutex);
  state_.clock.freeze();
  return moved();
}

ClockReading Sandbox::freeze_clock(state::Instant at) {
  const std::lock_guard lock(state_.mutex);
  const state::Instant now = state_.clock.now();
  if (!state_.clock.freeze(at))
    throw BadTime(format_instant(at) + " is before the sandbox's time, " + format_instant(now));
  return moved();
}

ClockReading Sandbox::resume_clock() {
  const std::lock_guard lock(state_.mutex);
  state_.clock.unfreeze();
  return moved();
}

ClockReading Sandbox::advance_clock(state::Instant step) {
  const std::lock_guard lock(state_.mutex);
  if (!state_.clock.advance(step)) throw BadTime("the clock ends with the year 9999");
  return moved();
}

ClockReading Sandbox::advance_clock_to(state::Instant at) {
  const std::lock_guard lock(state_.mutex);
  const state::Instant now = state_.clock.now();
  if (at < now) throw BadTime(format_instant(at) + " is before the sandbox's time, " + format_instant(now));
  state_.clock.advance(at - now);
  return moved();
}

ClockReading Sandbox::reset_clock() {
  const std::lock_guard lock(state_.mutex);
  set_world_clock();
  return moved();
}

bool Sandbox::shadowprotect_fails() {
  const std::lock_guard lock(state_.mutex);
  return state_.simulation.shadowprotect_fails();
}

void Sandbox::set_shadowprotect_fails(bool fails) {
  const std::lock_guard lock(state_.mutex);
  state::Transaction transaction(state_.database);
  state_.simulation.set_shadowprotect_fails(fails);
  transaction.commit();
}

}  // namespace control
