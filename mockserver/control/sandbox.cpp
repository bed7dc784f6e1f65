// Seeding, reset and the clock of one sandbox.
#include "control/sandbox.hpp"

#include <utility>

#include "control/time_text.hpp"
#include "control/world_export.hpp"

namespace control {
namespace {

bool is_seeded(state::Sandbox& sandbox) { return sandbox.entities.find(state::kInfrascale).has_value(); }

}  // namespace

Sandbox::Sandbox(World world, const SandboxOptions& options)
    : world_(std::make_shared<const World>(std::move(world))),
      state_(options.database, options.seed, options.time),
      journal_(options.journal, options.secret_names),
      seed_(options.seed),
      time_(options.time),
      blank_(state::Sandbox(":memory:", options.seed, options.time).take()) {
  const std::lock_guard lock(state_.mutex);
  if (!is_seeded(state_))
    seed(state_, *world_);
  else if (options.replace)
    take_over(world_);
}

std::shared_ptr<const World> Sandbox::world() {
  const std::lock_guard lock(state_.mutex);
  return world_;
}

void Sandbox::seed(state::Sandbox& state, const World& world) const {
  set_clock(state, world);
  world.load_into(state);
  state.catch_up();  // what the world's past has brought about
}

void Sandbox::set_clock(state::Sandbox& state, const World& world) const {
  const auto start = world.clock();
  if (!start) return state.clock.reset();
  if (start->frozen) {
    state.clock.set({.offset = 0, .frozen_at = start->now});
  } else {
    state.clock.set({.offset = start->now ? *start->now - time_() : start->ahead, .frozen_at = std::nullopt});
  }
}

void Sandbox::reset() {
  const std::lock_guard lock(state_.mutex);
  state_.restore(blank_);
  seed(state_, *world_);
  journal_.clear();
}

nlohmann::json Sandbox::export_world() {
  std::unique_lock lock(state_.mutex);
  state_.catch_up();
  const state::Contents contents = contents_of(state_);
  const std::shared_ptr<const World> world = world_;
  lock.unlock();
  return control::export_world(contents, world->name());
}

void Sandbox::import_world(World world) {
  const std::lock_guard lock(state_.mutex);
  take_over(std::make_shared<const World>(std::move(world)));
  journal_.clear();
}

// Made aside and put in place in one step.
void Sandbox::take_over(std::shared_ptr<const World> world) {
  state::Sandbox made(":memory:", seed_, time_);
  try {
    seed(made, *world);
  } catch (const state::DatabaseError& error) {
    throw BadWorld({{"", std::string("cannot be loaded: ") + error.what()}});
  }
  state_.restore(made.take());
  world_ = std::move(world);
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
  set_clock(state_, *world_);
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
