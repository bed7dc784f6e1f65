// One sandbox as the test writer sees it: its state, its journal, the world it goes back to.
#pragma once
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/profile.hpp"
#include "contract/registry.hpp"
#include "control/call_reader.hpp"
#include "control/deliveries.hpp"
#include "control/faults.hpp"
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
  std::vector<std::string> secret_names = {};    // elements to mask in the journal beside those of redact.hpp
  const contract::Registry* registry = nullptr;  // whose names faults must know, outliving the sandbox; null: any
  ReadFields read_fields = no_fields;            // of a call's request, for what looks into the journal
  std::shared_ptr<smtp::Courier> courier = {};   // takes the mails to an SMTP server; none: they stay in the outbox
  contract::Profile profile = {};                // the answers to the open questions; they stay for the sandbox's life
  state::Clock::Source time = state::system_time;
  bool replace = false;  // what an existing file holds makes way for the world
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
  // Opens the database and seeds it with the world, unless a file already holds one (see SandboxOptions::replace).
  // Throws state::OpenError.
  explicit Sandbox(World world, const SandboxOptions& options = {});
  // Starts from a seed. `seeded` is what a sandbox holds that was just seeded with the seed's world: copying it saves
  // the loading. With it or with a content the sandbox lives in memory, whatever the options say. Throws BadSeed.
  explicit Sandbox(Seed seed, const SandboxOptions& options = {},
                   const std::optional<state::Snapshot>& seeded = std::nullopt);
  ~Sandbox();

  state::Sandbox& state() { return state_; }
  Journal& journal() { return journal_; }
  Faults& faults() { return faults_; }
  Snapshots& snapshots() { return snapshots_; }
  // What reset() goes back to; of a clone, the world of the sandbox it was taken from.
  std::shared_ptr<const World> world();
  const CallReader& reader() const { return reader_; }
  // How far the mails have come on their way to an SMTP server; null where there is none.
  Deliveries* deliveries() { return deliveries_.get(); }
  const contract::Registry* registry() const { return registry_; }
  const contract::Profile& profile() const { return profile_; }

  // Back to the seed: entities, clock, ids, outbox. The journal is emptied, faults are gone, the snapshots stay.
  // Instants that a world gives relative to its seeding count from now.
  void reset();

  // The present content, clock and ids included.
  state::Snapshot take();
  // Keeps the present content under a name, in place of an older one of that name. Throws Conflict.
  KeptSnapshot save_snapshot(std::string_view name);
  // Back to that content. What a running clock has made due since then happens. The journal stays and tells of it.
  void restore(const KeptSnapshot& snapshot);
  // Gives back memory that only speeds up the next calls.
  void release_memory();

  // The present state as a world document (control/world_export.hpp); what is due has been done before.
  nlohmann::json export_world();
  // Takes a world in the place of everything; reset() goes back to it from now on, until the program ends. The journal
  // is emptied, and API users that the seed had beside its world are gone. Throws BadWorld for one that cannot be
  // loaded, and changes nothing.
  void import_world(World world);

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
  void start_from_seed(bool is_copy_of_seeded, bool replaces);
  void load_world();
  void add_users();
  void finish_seed();
  void take_over(std::shared_ptr<const World> world);
  std::optional<WorldClock> start() const;
  void set_world_clock();
  ClockReading reading();
  ClockReading moved();

  Seed seed_;  // guarded by state_.mutex
  const std::uint64_t id_seed_;
  const contract::Profile profile_;
  state::Sandbox state_;
  Journal journal_;
  CallReader reader_;
  std::shared_ptr<smtp::Courier> courier_;
  std::shared_ptr<Deliveries> deliveries_;
  Faults faults_;
  const contract::Registry* registry_;
  Snapshots snapshots_;
  state::Clock::Source time_;
};

}  // namespace control
