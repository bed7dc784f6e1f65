// One sandbox as the test writer sees it: its state, its journal, the world it goes back to.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/journal.hpp"
#include "control/seed.hpp"
#include "control/snapshots.hpp"
#include "control/world.hpp"
#include "state/sandbox.hpp"

namespace control {

struct SandboxOptions {
  std::string database = ":memory:";  // or a file, see state::Database
  std::uint64_t seed = 0;             // of ids, tokens and passwords; an existing file keeps its own
  JournalLimits journal = {};
  SnapshotLimits snapshots = {};
  std::vector<std::string> secret_names = {};  // elements to mask in the journal beside those of redact.hpp
  state::Clock::Source time = state::system_time;
};

// Where a clock stands.
struct ClockReading {
  state::Instant now = 0;
  bool frozen = false;
};

// A time that was asked for but lies in the past, or beyond the calendar's end.
struct BadTime : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Thread rule: every member may be called from any thread; each takes the lock it needs. Who uses state() directly
// holds state().mutex, and must not call the verbs here while holding it.
class Sandbox {
 public:
  // Opens the database and seeds it with the world, unless a file already holds one. Throws state::OpenError.
  explicit Sandbox(World world, const SandboxOptions& options = {});
  // Starts from a seed, in memory unless it starts from a world without `seeded`: what a sandbox holds that was just
  // seeded with that world, to be copied. Throws BadSeed.
  explicit Sandbox(Seed seed, const SandboxOptions& options = {},
                   const std::optional<state::Snapshot>& seeded = std::nullopt);

  state::Sandbox& state() { return state_; }
  Journal& journal() { return journal_; }
  Snapshots& snapshots() { return snapshots_; }
  const World& world() const { return *seed_.world; }
  const std::shared_ptr<const World>& shared_world() const { return seed_.world; }

  // Back to the seed: entities, clock, ids, outbox. The journal is emptied, the snapshots stay. Instants that a world
  // gives relative to its seeding count from now.
  void reset();

  // The present content, clock and ids included.
  state::Snapshot take();
  // Keeps the present content under a name, in place of an older one of that name. Throws Conflict.
  KeptSnapshot save_snapshot(std::string_view name);
  // Back to that content. What a running clock has made due since then happens. The journal stays and tells of it.
  void restore(const KeptSnapshot& snapshot);
  // Gives back memory that only speeds up the next calls.
  void release_memory();

  // The clock. What would have happened in between happens, in order. Time never runs backwards but by reset_clock():
  // an earlier instant throws BadTime and changes nothing.
  ClockReading clock();
  ClockReading freeze_clock();
  ClockReading freeze_clock(state::Instant at);
  ClockReading resume_clock();                      // runs on from where it stands
  ClockReading advance_clock(state::Instant step);  // ticks
  ClockReading advance_clock_to(state::Instant at);
  ClockReading reset_clock();  // to the seed's time, or to the real time where it gives none

  // Whether the ShadowProtect licensing service fails (RemoveLicense); it works again after reset().
  bool shadowprotect_fails();
  void set_shadowprotect_fails(bool fails);

 private:
  void load_seed();
  void add_users();
  std::optional<WorldClock> start() const;
  void set_world_clock();
  ClockReading reading();
  ClockReading moved();

  const Seed seed_;
  const std::uint64_t id_seed_;
  state::Sandbox state_;
  Journal journal_;
  Snapshots snapshots_;
  state::Clock::Source time_;
};

}  // namespace control
