// What the clock brings about, done when it falls due. Trials need none of it: an entity's status is told from the
// clock.
#pragma once
#include "state/database.hpp"
#include "state/licenses.hpp"
#include "state/monitoring.hpp"
#include "state/schedule.hpp"
#include "state/tokens.hpp"

namespace state {

class DueWork {
 public:
  DueWork(Database& database, Licenses& licenses, Tokens& tokens, Monitoring& monitoring)
      : database_(database), licenses_(licenses), tokens_(tokens), monitoring_(monitoring) {}

  // As of the instant it was due at, however late the clock is: a year in one step ends as it does day by day.
  void perform(const Due& due);

 private:
  void purge_files(std::int32_t account_id, Instant at);
  Database& database_;
  Licenses& licenses_;
  Tokens& tokens_;
  Monitoring& monitoring_;
};

}  // namespace state
