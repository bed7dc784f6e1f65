// Changes of status and place that reach beyond one row. The verbs are effects: who may ask for them, and when, is
// decided by the rule that calls them.
#pragma once
#include <cstdint>

#include "state/accounts.hpp"
#include "state/entities.hpp"
#include "state/licenses.hpp"
#include "state/monitoring.hpp"
#include "state/schedule.hpp"

namespace state {

inline constexpr int kDaysToLicenseEnd = 7;   // of used licences, after a cancellation
inline constexpr int kMonthsToFilePurge = 3;  // of backed-up files, after a cancellation

class Flows {
 public:
  Flows(Database& database, Clock& clock, Entities& entities, Accounts& accounts, Licenses& licenses,
        Schedule& schedule, Monitoring& monitoring)
      : database_(database),
        clock_(clock),
        entities_(entities),
        accounts_(accounts),
        licenses_(licenses),
        schedule_(schedule),
        monitoring_(monitoring) {}

  // Reversible; releases nothing and changes nothing below.
  void suspend(const Entity& entity);
  void activate(const Entity& entity);

  // Cancels the entity, every entity below and all their accounts. Licences (Q-cancel-licences): those of ShadowProtect
  // v5, free or assigned, go to the caller's pool; other free ones to the parent of the target; other assigned ones end
  // 7 days later. The accounts' files are purged 3 months later.
  void cancel(const Entity& entity, const Entity& caller, std::string_view reason = {});
  // Makes that entity active again, and, when it is a company, its backup-account administrator. Nothing else returns.
  void uncancel(const Entity& entity);

  // Brings a company, with all it holds, under another partner; `raise_quota` adds its quota to the new partner's. Its
  // accounts no longer follow policies of other entities.
  void move(const Entity& company, const Entity& partner, bool raise_quota);

  void suspend(const Account& account);
  void unsuspend(const Account& account);
  // Files and licences follow as for an entity, but for ShadowProtect v5 licences, which end like the others.
  void cancel(const Account& account);
  // Makes it active again and keeps what has not been purged yet.
  void uncancel(const Account& account);

  // Takes an account's licence back into the pool it came from.
  void return_license(const License& license);

 private:
  void release_licenses(std::int32_t entity_id, std::int32_t caller_id, std::int32_t parent_id);
  Database& database_;
  Clock& clock_;
  Entities& entities_;
  Accounts& accounts_;
  Licenses& licenses_;
  Schedule& schedule_;
  Monitoring& monitoring_;
};

}  // namespace state
