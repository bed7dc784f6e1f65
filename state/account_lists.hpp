// Lists of accounts over an entity or a subtree, and what they use. Totals are kept counts; a page costs the page and
// the entities it passes, never the accounts before it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "state/accounts.hpp"
#include "state/database.hpp"
#include "state/devices.hpp"
#include "state/entities.hpp"
#include "state/page.hpp"

namespace state {

struct AccountRow {
  std::int32_t parent_entity_id = 0;  // the entity above the one below
  std::int32_t entity_id = 0;
  std::string username = {};
  AccountStatus status = AccountStatus::active;
  bool entity_admin = false;
  Instant signup_date = 0;
  std::string email = {};
  std::string full_name = {};
  bool monitored = false;
  bool endguard_enabled = false;
  std::int64_t windows_devices = 0;  // active registrations
  std::int64_t mac_devices = 0;
  std::int64_t android_devices = 0;
  std::int64_t used_kb = 0;
  std::int64_t size_mb = 0;
  std::string customer_type_code = {};
  std::int32_t payment_plan_id = 0;

  static constexpr auto columns() {
    using Self = AccountRow;
    return std::tuple(&Self::parent_entity_id, &Self::entity_id, &Self::username, &Self::status, &Self::entity_admin,
                      &Self::signup_date, &Self::email, &Self::full_name, &Self::monitored, &Self::endguard_enabled,
                      &Self::windows_devices, &Self::mac_devices, &Self::android_devices, &Self::used_kb,
                      &Self::size_mb, &Self::customer_type_code, &Self::payment_plan_id);
  }
};

struct AccountPage {
  std::int64_t total = 0;  // over all pages
  std::vector<AccountRow> rows = {};
};

// One line of used space: an account on one device, or outside every device.
struct UsedSpace {
  std::string username = {};
  std::int64_t used_kb = 0;
  std::optional<std::string> system_name = {};
  std::optional<DeviceOs> os = {};
};

class AccountLists {
 public:
  explicit AccountLists(Database& database) : database_(database) {}

  // The entity's own accounts by username; the active ones only, unless asked otherwise.
  AccountPage direct(const Entity& entity, bool include_inactive, PageOf page);
  // The active accounts of the subtree, by parent entity, entity and username. An account is active by its own status.
  AccountPage active_below(const Entity& root, PageOf page);
  // Every account of the subtree with the customer type, by entity and username.
  std::vector<AccountRow> of_customer_type(const Entity& root, std::string_view code);

  // One line per account and device that holds data; accounts without devices, or with data outside them, have a line
  // without a system. Ordered by parent entity, entity, username, system.
  std::vector<UsedSpace> used_space(const Entity& root, bool own_accounts_only);
  std::vector<UsedSpace> used_space(const Account& account);

 private:
  std::vector<AccountRow> active_of(std::int32_t entity_id, std::int32_t parent_id, std::int64_t count,
                                    std::int64_t offset);
  Database& database_;
};

}  // namespace state
