// One sandbox: a database, a clock, a generator of ids, and every verb over them. Sandboxes share nothing.
#pragma once
#include <mutex>
#include <string>

#include "state/access.hpp"
#include "state/clock.hpp"
#include "state/database.hpp"
#include "state/entities.hpp"
#include "state/ids.hpp"
#include "state/users.hpp"

namespace state {

// Whoever uses a member holds `mutex`; the verbs do not lock. A rule works inside one Transaction on `database`; the
// verbs open none of their own but where they say so.
struct Sandbox {
  // ":memory:", or a file (see Database). `seed` starts the ids of a new database; an existing file keeps its own.
  explicit Sandbox(const std::string& path = ":memory:", std::uint64_t seed = 0, Clock::Source source = system_time);
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  // Everything, the clock's setting and the generator's position included. No transaction may be open.
  Snapshot take();
  void restore(const Snapshot& snapshot);

  std::mutex mutex;
  Database database;
  Clock clock;
  Ids ids;
  Entities entities{database, clock};
  Access access{entities};
  Users users{database, entities, ids};

 private:
  struct Kept;  // the row of table sandbox
  void save();
  void load();
  Clock::Setting saved_clock_;
  Ids::Position saved_ids_;
};

}  // namespace state
