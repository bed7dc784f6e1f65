// The tree of entities: Infrascale > distributor > partner > company (a company may hang under a distributor too).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "state/clock.hpp"
#include "state/database.hpp"
#include "state/memo.hpp"

namespace state {

enum class EntityType : std::uint8_t { unknown, infrascale, distributor, partner, company };

// Expired is what an active or suspended entity becomes when its trial ends; it is told from the clock.
enum class EntityStatus : std::uint8_t { active, suspended, cancelled, expired };

inline constexpr std::int32_t kInfrascale = 1;  // id of the root
inline constexpr std::int32_t kEnglish = 1;     // locale id of en_US

struct Entity {
  std::int32_t id = 0;
  EntityType type = EntityType::unknown;
  std::int32_t parent_id = 0;       // 0: the root
  std::int32_t distributor_id = 0;  // itself included; 0: none
  std::int32_t partner_id = 0;
  std::int32_t company_id = 0;
  std::string name = {};
  EntityStatus status = EntityStatus::active;  // its own, at the clock's time
  bool ancestors_active = true;                // every entity above
  bool managed = true;
  bool partner_managed = true;      // of its partner or itself; true when there is none
  bool distributor_managed = true;  // of its distributor or itself; true when there is none
  std::string contact_person = {};
  std::string contact_email = {};
  std::optional<std::int64_t> disk_quota_gb = {};  // none: unlimited (Infrascale and distributors only)
  bool allow_upload_over_account_size = false;
  bool auto_upgrade_client_app = false;
  std::string data_center_country = {};  // where new accounts are placed, inherited if need be; empty: automatic
  bool disable_emails = false;
  std::int32_t locale_id = kEnglish;
  Instant created_at = 0;
  Instant trial_end = kNever;
  std::int64_t children = 0;           // not cancelled, directly below
  std::int64_t children_quota_gb = 0;  // of those
  std::int64_t open_accounts = 0;      // own accounts that are not cancelled
  std::int64_t allocated_mb = 0;       // of those
  std::int64_t accounts = 0;           // own accounts of any status
  std::int64_t active_accounts = 0;
  std::int64_t used_kb = 0;  // of the active accounts, like the two below
  std::int64_t desktop_devices = 0;
  std::int64_t mobile_devices = 0;
  Instant changes_at = kNever;  // when the clock alone changes it: the next end of a trial, its own or above

  // Without children and accounts, but for cancelled ones.
  bool empty() const { return children == 0 && open_accounts == 0; }
  // Active itself, and all above it.
  bool usable() const { return status == EntityStatus::active && ancestors_active; }
  static constexpr auto columns() {
    using Self = Entity;
    return std::tuple(&Self::id, &Self::type, &Self::parent_id, &Self::distributor_id, &Self::partner_id,
                      &Self::company_id, &Self::name, &Self::status, &Self::ancestors_active, &Self::managed,
                      &Self::partner_managed, &Self::distributor_managed, &Self::contact_person, &Self::contact_email,
                      &Self::disk_quota_gb, &Self::allow_upload_over_account_size, &Self::auto_upgrade_client_app,
                      &Self::data_center_country, &Self::disable_emails, &Self::locale_id, &Self::created_at,
                      &Self::trial_end, &Self::children, &Self::children_quota_gb, &Self::open_accounts,
                      &Self::allocated_mb, &Self::accounts, &Self::active_accounts, &Self::used_kb,
                      &Self::desktop_devices, &Self::mobile_devices, &Self::changes_at);
  }
};

// What add() takes; a rule fills what its request names, a world file any of it.
struct NewEntity {
  std::int32_t id = 0;  // 0: the next of the one sequence over all entities
  EntityType type = EntityType::company;
  std::int32_t parent_id = 0;
  std::string name = {};
  EntityStatus status = EntityStatus::active;
  Instant trial_end = kNever;
  bool managed = true;
  std::string contact_person = {};
  std::string contact_email = {};
  std::optional<std::int64_t> disk_quota_gb = {};
  bool allow_upload_over_account_size = false;
  bool auto_upgrade_client_app = false;
  std::string data_center_country = {};
  bool disable_emails = false;
  std::int32_t locale_id = kEnglish;
  std::optional<Instant> created_at = {};  // none: now
};

// An absent member stays as it is.
struct EntityChange {
  std::optional<std::string> contact_person = {};
  std::optional<std::string> contact_email = {};
  std::optional<std::int64_t> disk_quota_gb = {};
  std::optional<bool> allow_upload_over_account_size = {};
  std::optional<bool> auto_upgrade_client_app = {};
  std::optional<std::string> data_center_country = {};  // empty: automatic from now on
};

struct HierarchyRow {
  std::int32_t id = 0;
  std::int32_t parent_id = 0;
  std::int32_t distributor_id = 0;
  std::int32_t partner_id = 0;
  std::int32_t company_id = 0;
  EntityType type = EntityType::unknown;
  std::string name = {};
  Instant active_until = 0;  // by itself: the end of its trial, or 0 where its status says that it is not
  bool active = false;       // now, and all above it
  std::optional<std::string> connectwise_id = {};

  static constexpr auto columns() {
    using Self = HierarchyRow;
    return std::tuple(&Self::id, &Self::parent_id, &Self::distributor_id, &Self::partner_id, &Self::company_id,
                      &Self::type, &Self::name, &Self::active_until);  // connectwise_id is of another table
  }
};

// A subtree as a range of (distributor, partner, company), both ends included.
struct Subtree {
  explicit Subtree(const Entity& root);
  std::int32_t low[3];
  std::int32_t high[3];
};

class Entities {
 public:
  Entities(Database& database, Clock& clock)
      : database_(database), clock_(clock), found_(database), subtrees_(database), has_connectwise_(database) {}

  std::optional<Entity> find(std::int32_t id);

  // Answers the id. Throws std::invalid_argument when the parent is missing or of a type that cannot hold this one,
  // or when a partner or company has no quota; DatabaseError when the id is taken.
  std::int32_t add(const NewEntity& entity);

  void change(std::int32_t id, const EntityChange& change);
  // The stored status alone; see state/flows.hpp for what a change of status brings with it.
  void set_status(std::int32_t id, EntityStatus status);
  void set_managed(std::int32_t id, bool managed);
  void set_trial_end(std::int32_t id, Instant trial_end);
  // Copies the flag to the companies directly below (EditPartner, SetAutoUpgradeClientAppForChildren).
  void set_auto_upgrade_of_companies(std::int32_t parent_id, bool auto_upgrade);
  // The next id will be above this one, whatever the largest is.
  void start_ids_after(std::int32_t id);

  // The target and everything below: the target first, then by partner and company id. Inactive rows only on demand; a
  // row is inactive too when an entity above it is. ConnectWise ids are those the integrator mapped.
  std::vector<HierarchyRow> hierarchy(const Entity& target, bool include_inactive, std::int32_t integrator_id);

  // The ids of an entity and of everything below it, in the same order, whatever their status.
  std::vector<std::int32_t> below(const Entity& root);

  // Maps an entity to a ConnectWise company on behalf of the integrator; an empty id clears the mapping.
  void map_connectwise(std::int32_t integrator_id, std::int32_t entity_id, std::string_view connectwise_id);

 private:
  struct Found {
    std::optional<Entity> entity;
    Instant at = 0;
  };
  std::optional<Entity> read(std::int32_t id, Instant now);
  std::vector<HierarchyRow> subtree(const Entity& root);
  std::vector<HierarchyRow> read_subtree(const Entity& root);
  void add_connectwise_ids(std::vector<HierarchyRow>& rows, std::int32_t integrator_id);

  Database& database_;
  Clock& clock_;
  Memo<std::int32_t, Found> found_;
  Memo<std::int32_t, std::optional<std::vector<HierarchyRow>>> subtrees_;  // by root; none: too many to be kept
  Memo<std::int32_t, bool> has_connectwise_;                               // by integrator: whether it mapped anything
};

}  // namespace state
