// Seeding, reset and the clock of one sandbox.
#include "control/sandbox.hpp"

#include <utility>

#include "control/time_text.hpp"
#include "control/world_export.hpp"
#include "control/world_images.hpp"

namespace control {
namespace {

bool is_seeded(state::Sandbox& sandbox) { return sandbox.entities.find(state::kInfrascale).has_value(); }

state::Sandbox opened(const SandboxOptions& options, const std::optional<state::Snapshot>& content) {
  if (content) return state::Sandbox(*content, options.time);
  return state::Sandbox(options.database, options.seed, options.time);
}

}  // namespace

Sandbox::Sandbox(World world, const SandboxOptions& options)
    : Sandbox(Seed{.world = std::make_shared<const World>(std::move(world))}, options) {}

Sandbox::Sandbox(Seed seed, const SandboxOptions& options, const std::optional<state::Snapshot>& seeded)
    : seed_(std::move(seed)),
      id_seed_(options.seed),
      profile_(options.profile),
      state_(opened(options, seeded ? seeded : seed_.content)),
      journal_(options.journal, options.secret_names),
      reader_{.registry = options.registry ? *options.registry : contract::Registry({}), .fields = options.read_fields},
      courier_(options.courier),
      faults_(state_.ids.position().seed),
      registry_(options.registry),
      snapshots_(options.snapshots),
      time_(options.time) {
  const std::lock_guard lock(state_.mutex);
  start_from_seed(seeded.has_value(), options.replace);
  if (!courier_) return;
  deliveries_ = std::make_shared<Deliveries>(state_);
  state_.mail.on_send([this] { courier_->wake(deliveries_); });
}

Sandbox::~Sandbox() {
  if (deliveries_) deliveries_->close();
}

std::shared_ptr<const World> Sandbox::world() {
  const std::lock_guard lock(state_.mutex);
  return seed_.world;
}

void Sandbox::start_from_seed(bool is_copy_of_seeded, bool replaces) {
  if (is_copy_of_seeded) {
    set_world_clock();
  } else if (seed_.content) {
    if (seed_.content_ids) state_.reseed(*seed_.content_ids);
  } else if (is_seeded(state_)) {
    if (replaces) take_over(seed_.world);
    return;
  } else {
    load_world();
  }
  finish_seed();
}

void Sandbox::load_world() {
  set_world_clock();
  seed_.world->load_into(state_);
}

void Sandbox::finish_seed() {
  add_users();
  state_.catch_up();  // what the past has brought about
}

void Sandbox::add_users() {
  if (seed_.users.empty()) return;
  state::Transaction transaction(state_.database);
  for (std::size_t i = 0; i < seed_.users.size(); ++i) {
    const ExtraUser& user = seed_.users[i];
    const std::string path = "/apiUsers/" + std::to_string(i);
    if (!state_.entities.find(user.entity_id))
      throw BadSeed("there is no entity " + std::to_string(user.entity_id), path + "/entityId");
    if (!state_.users.add_api_user(user.entity_id, user.login, user.password))
      throw BadSeed("\"" + user.login + "\" is an API user already", path + "/userName");
  }
  transaction.commit();
}

std::optional<WorldClock> Sandbox::start() const { return seed_.clock ? seed_.clock : seed_.world->clock(); }

void Sandbox::set_world_clock() { start_clock(state_, start(), time_); }

void Sandbox::reset() {
  const std::lock_guard lock(state_.mutex);
  if (seed_.content) {
    state_.restore(*seed_.content);
    if (seed_.content_ids) state_.reseed(*seed_.content_ids);
  } else {
    state_.clear(id_seed_);
    load_world();
  }
  finish_seed();
  journal_.clear();
  faults_.reset();
}

state::Snapshot Sandbox::take() {
  const std::lock_guard lock(state_.mutex);
  return state_.take();
}

KeptSnapshot Sandbox::save_snapshot(std::string_view name) {
  const std::lock_guard lock(state_.mutex);
  snapshots_.make_room(name, state_.database.size());
  KeptSnapshot snapshot{.name = std::string(name), .at = state_.clock.now(), .image = state_.take()};
  snapshots_.put(snapshot);
  return snapshot;
}

void Sandbox::restore(const KeptSnapshot& snapshot) {
  const std::lock_guard lock(state_.mutex);
  std::string id = state_.ids.correlation_guid();  // before the ids go back, too
  state_.restore(snapshot.image);
  state_.catch_up();
  journal_.add(
      {.id = std::move(id),
       .at = state_.clock.now(),
       .service = "_sandbox",
       .operation = "restore",
       .http_status = 200,
       .notes = {{.path = snapshot.name,
                  .message = "the state went back to this snapshot; ids of calls may occur again from here on"}}});
}

void Sandbox::release_memory() {
  const std::lock_guard lock(state_.mutex);
  state_.database.release_memory();
}

nlohmann::json Sandbox::export_world() {
  std::unique_lock lock(state_.mutex);
  state_.catch_up();
  const state::Contents contents = contents_of(state_);
  const std::shared_ptr<const World> world = seed_.world;
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
  state::Sandbox made(":memory:", id_seed_, time_);
  try {
    start_clock(made, world->clock(), time_);
    world->load_into(made);
    made.catch_up();
  } catch (const state::DatabaseError& error) {
    throw BadWorld({{"", std::string("cannot be loaded: ") + error.what()}});
  }
  state_.restore(made.take());
  seed_ = {.world = std::move(world)};
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
