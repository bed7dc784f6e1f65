// Which backup account follows which policy: on one of its systems, or on all of them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "state/clock.hpp"
#include "state/database.hpp"
#include "state/policies.hpp"

namespace state {

struct AccountPolicy {
  std::int32_t id = 0;  // 0 in assign(): the next one
  std::int32_t account_id = 0;
  std::int32_t target_entity_id = 0;  // in whose name it was assigned: the account's entity or one above
  std::int32_t policy_id = 0;
  std::optional<std::string> system_name = {};  // none, or empty: every system the account signs in on
  std::optional<Instant> created_at = {};       // none in assign(): now
  std::string username = {};                    // of the account; filled when read
  std::string policy_name = {};                 // of the entity policy; filled when read
  std::optional<RunAs> run_as = {};             // instead of the entity policy's own
};

class AccountPolicies {
 public:
  AccountPolicies(Database& database, Clock& clock) : database_(database), clock_(clock) {}

  std::optional<AccountPolicy> find(std::int32_t id);
  // The one for that very system; the empty name is the one for all systems. Names compare case-insensitively.
  std::optional<AccountPolicy> find(std::int32_t account_id, std::string_view system_name);
  // The one for all systems first, then by system.
  std::vector<AccountPolicy> of(std::int32_t account_id);
  bool any_of_policy(std::int32_t policy_id);

  // Takes the place of what the account had for that system; answers the new one's id.
  std::int32_t assign(const AccountPolicy& policy);
  void remove(std::int32_t id);
  // Takes a policy off every account that follows it.
  void unassign(std::int32_t policy_id);

 private:
  Database& database_;
  Clock& clock_;
};

}  // namespace state
