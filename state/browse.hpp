// What a person looking at a sandbox is shown: the tree page by page, names searched for, and what belongs to one
// entity. Read only; a page costs the page.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "state/accounts.hpp"
#include "state/appliances.hpp"
#include "state/clock.hpp"
#include "state/database.hpp"
#include "state/entities.hpp"
#include "state/licenses.hpp"

namespace state {

// An entity as a line of the tree.
struct TreeRow {
  std::int32_t id = 0;
  std::int32_t parent_id = 0;
  EntityType type = EntityType::unknown;
  std::string name = {};
  EntityStatus status = EntityStatus::active;  // its own, at the clock's time
  bool managed = true;
  Instant trial_end = kNever;
  std::optional<std::int64_t> disk_quota_gb = {};
  std::int64_t children_quota_gb = 0;  // of those that are not cancelled
  std::int64_t allocated_mb = 0;       // of its accounts that are not cancelled
  std::int64_t used_kb = 0;            // of its active accounts
  std::int64_t accounts = 0;           // of any status
  bool has_children = false;           // of any status

  static constexpr auto columns() {
    using Self = TreeRow;
    return std::tuple(&Self::id, &Self::parent_id, &Self::type, &Self::name, &Self::status, &Self::managed,
                      &Self::trial_end, &Self::disk_quota_gb, &Self::children_quota_gb, &Self::allocated_mb,
                      &Self::used_kb, &Self::accounts, &Self::has_children);
  }
};

// What a subtree holds, its root included.
struct SubtreeTotals {
  std::int64_t entities = 0;
  std::int64_t accounts = 0;
  std::int64_t used_kb = 0;  // of active accounts

  static constexpr auto columns() {
    using Self = SubtreeTotals;
    return std::tuple(&Self::entities, &Self::accounts, &Self::used_kb);
  }
};

// The licences of one type: free in the entity's pool, and held by its own accounts.
struct LicenseCount {
  LicenseType type = LicenseType::skraft_disk_image_v5;
  std::int64_t free = 0;
  std::int64_t held = 0;

  static constexpr auto columns() { return std::tuple(&LicenseCount::type, &LicenseCount::free, &LicenseCount::held); }
};

// A dashboard user without its password.
struct DashboardLogin {
  std::string name = {};
  bool active = true;

  static constexpr auto columns() { return std::tuple(&DashboardLogin::name, &DashboardLogin::active); }
};

struct AccountName {
  std::string username = {};
  std::int32_t entity_id = 0;
  AccountStatus status = AccountStatus::active;

  static constexpr auto columns() {
    return std::tuple(&AccountName::username, &AccountName::entity_id, &AccountName::status);
  }
};

class Browse {
 public:
  Browse(Database& database, Clock& clock, Appliances& appliances)
      : database_(database), clock_(clock), appliances_(appliances) {}

  // Entities directly below one (0: the root itself) with an id above `after`, by id.
  std::vector<TreeRow> children(std::int32_t parent_id, std::int32_t after, std::int64_t limit);
  std::optional<TreeRow> row(std::int32_t id);

  // Entities whose name holds a text, ASCII letter case not minding, in the order of the tree. Reads names until there
  // are enough: of a text that is nowhere, every name.
  std::vector<TreeRow> named(std::string_view text, std::int64_t limit);
  // Accounts whose name begins with a text, by name, in any letter case.
  std::vector<AccountName> accounts_named(std::string_view beginning, std::int64_t limit);

  // Reads the rows of the whole subtree.
  SubtreeTotals totals(const Entity& root);

  std::vector<std::string> api_logins(std::int32_t entity_id, std::int64_t limit);           // by age
  std::vector<DashboardLogin> dashboard_logins(std::int32_t entity_id, std::int64_t limit);  // by age
  std::vector<LicenseCount> licenses(std::int32_t entity_id);                                // by type; those it has
  // The primary appliances of an entity by age, each with its copy and replication.
  std::vector<AppliancePack> appliances(std::int32_t entity_id, std::int64_t limit);

 private:
  Database& database_;
  Clock& clock_;
  Appliances& appliances_;
};

}  // namespace state
