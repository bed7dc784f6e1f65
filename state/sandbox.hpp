// One sandbox: a database, a clock, a generator of ids, and every verb over them. Sandboxes share nothing.
#pragma once
#include <mutex>
#include <string>

#include "state/access.hpp"
#include "state/account_lists.hpp"
#include "state/account_policies.hpp"
#include "state/accounts.hpp"
#include "state/appliances.hpp"
#include "state/backups.hpp"
#include "state/clock.hpp"
#include "state/cloud_backups.hpp"
#include "state/database.hpp"
#include "state/devices.hpp"
#include "state/due_work.hpp"
#include "state/entities.hpp"
#include "state/event_lists.hpp"
#include "state/flows.hpp"
#include "state/folder_backups.hpp"
#include "state/ids.hpp"
#include "state/license_keys.hpp"
#include "state/licenses.hpp"
#include "state/links.hpp"
#include "state/mail.hpp"
#include "state/monitoring.hpp"
#include "state/policies.hpp"
#include "state/policy_files.hpp"
#include "state/schedule.hpp"
#include "state/simulation.hpp"
#include "state/summaries.hpp"
#include "state/timelines.hpp"
#include "state/tokens.hpp"
#include "state/uploads.hpp"
#include "state/users.hpp"

namespace state {

// Whoever uses a member holds `mutex`; the verbs do not lock. A rule works inside one Transaction on `database`; the
// verbs open none of their own but where they say so.
struct Sandbox {
  // ":memory:", or a file (see Database). `seed` starts the ids of a new database; an existing file keeps its own.
  explicit Sandbox(const std::string& path = ":memory:", std::uint64_t seed = 0, Clock::Source source = system_time);
  // In memory, with everything the snapshot holds.
  explicit Sandbox(const Snapshot& snapshot, Clock::Source source = system_time);
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  // Everything, the clock's setting and the generator's position included. No transaction may be open.
  Snapshot take();
  void restore(const Snapshot& snapshot);
  // Back to nothing, as a new one of that seed. No transaction may be open.
  void clear(std::uint64_t seed);
  // Everything that looks random follows from `seed` from now on.
  void reseed(std::uint64_t seed);

  // Lets the generator of ids go on from a position, which is kept with the next commit.
  void continue_ids(const Ids::Position& position);

  // Does what the clock has made due, in a transaction of its own; cheap when there is nothing. Call it before each
  // operation and after moving the clock. Answers how many things were done.
  int catch_up();

  std::mutex mutex;
  Database database;
  Clock clock;
  Ids ids;
  Schedule schedule{database, clock};
  Entities entities{database, clock};
  Access access{entities};
  Users users{database, entities, ids};
  Accounts accounts{database, clock, ids, entities};
  AccountLists account_lists{database};
  Devices devices{database, clock, schedule};
  Licenses licenses{database, clock};
  LicenseKeys license_keys{database};
  Policies policies{database, clock};
  PolicyFiles policy_files{database};
  AccountPolicies account_policies{database, clock};
  Summaries summaries{database, clock};
  Uploads uploads{database};
  Timelines timelines{database};
  Monitoring monitoring{database, clock, timelines, uploads, schedule};
  EventLists event_lists{database, timelines};
  Backups backups{clock, ids, devices, monitoring};
  Flows flows{database, clock, entities, accounts, licenses, schedule, monitoring};
  Tokens tokens{database, clock, ids, schedule};
  Appliances appliances{database, clock};
  Links links{tokens, users, accounts, appliances};
  Mail mail{database, clock};
  FolderBackups folder_backups{database};
  CloudBackups cloud_backups{database, clock};
  Simulation simulation{database};
  DueWork due_work{database, licenses, tokens, monitoring};

 private:
  struct Kept;  // the row of table sandbox
  void save_on_commit();
  void save();
  void load();
  Clock::Setting saved_clock_;
  Ids::Position saved_ids_;
};

}  // namespace state
