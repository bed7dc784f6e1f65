// One sandbox as the test writer sees it: its state, its journal, the world it goes back to.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "contract/profile.hpp"
#include "control/journal.hpp"
#include "control/world.hpp"
#include "state/sandbox.hpp"

namespace control {

struct SandboxOptions {
  std::string database = ":memory:";  // or a file, see state::Database
  std::uint64_t seed = 0;             // of ids, tokens and passwords; an existing file keeps its own
  JournalLimits journal = {};
  std::vector<std::string> secret_names = {};  // elements to mask in the journal beside those of redact.hpp
  contract::Profile profile = {};              // the answers to the open questions; they stay for the sandbox's life
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

  state::Sandbox& state() { return state_; }
  Journal& journal() { return journal_; }
  const World& world() const { return world_; }
  const contract::Profile& profile() const { return profile_; }

  // Back to the world as it was seeded: entities, clock, ids, outbox. The journal is emptied. Instants that the world
  // gives relative to its seeding count from now.
  void reset();

  // The clock. What would have happened in between happens, in order. Time never runs backwards but by reset_clock():
  // an earlier instant throws BadTime and changes nothing.
  ClockReading clock();
  ClockReading freeze_clock();
  ClockReading freeze_clock(state::Instant at);
  ClockReading resume_clock();                      // runs on from where it stands
  ClockReading advance_clock(state::Instant step);  // ticks
  ClockReading advance_clock_to(state::Instant at);
  ClockReading reset_clock();  // to the world's time, or to the real time where the world gives none

  // Whether the ShadowProtect licensing service fails (RemoveLicense); it works again after reset().
  bool shadowprotect_fails();
  void set_shadowprotect_fails(bool fails);

 private:
  void seed_world();
  void set_world_clock();
  ClockReading reading();
  ClockReading moved();

  World world_;
  const contract::Profile profile_;
  state::Sandbox state_;
  Journal journal_;
  state::Clock::Source time_;
  state::Snapshot blank_;  // before anything was seeded
};

}  // namespace control
