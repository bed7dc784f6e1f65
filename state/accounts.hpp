// Backup accounts: each belongs to one entity; its name is unique for ever over the whole system.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "state/database.hpp"
#include "state/entities.hpp"
#include "state/ids.hpp"

namespace state {

// In the order of the wire's AccountStatus.
enum class AccountStatus : std::uint8_t { active, cancelled, expired, inactive, locked, suspended };

struct Account {
  std::int32_t id = 0;
  std::int32_t entity_id = 0;
  std::string username = {};
  std::string password = {};
  AccountStatus status = AccountStatus::active;
  std::int64_t size_mb = 0;
  std::int64_t used_kb = 0;  // its devices' and its own
  std::string full_name = {};
  std::string email = {};
  bool ultrasafe = false;
  std::string secret_question = {};
  std::string secret_answer = {};
  bool entity_admin = false;  // the backup-account administrator of its entity
  bool monitored = false;
  bool endguard_enabled = false;
  bool disable_emails = false;
  std::int32_t locale_id = kEnglish;
  Instant signup_date = 0;
  std::string data_center_country = {};  // where its data lies: its entity's when the account was made
  std::string backup_server = {};
  std::string customer_type_code = {};
  std::int32_t payment_plan_id = 0;
  std::int64_t windows_devices = 0;  // active registrations
  std::int64_t mac_devices = 0;
  std::int64_t linux_devices = 0;
  std::int64_t android_devices = 0;
  std::int64_t ios_devices = 0;

  static constexpr auto columns() {
    using Self = Account;
    return std::tuple(&Self::id, &Self::entity_id, &Self::username, &Self::password, &Self::status, &Self::size_mb,
                      &Self::used_kb, &Self::full_name, &Self::email, &Self::ultrasafe, &Self::secret_question,
                      &Self::secret_answer, &Self::entity_admin, &Self::monitored, &Self::endguard_enabled,
                      &Self::disable_emails, &Self::locale_id, &Self::signup_date, &Self::data_center_country,
                      &Self::backup_server, &Self::customer_type_code, &Self::payment_plan_id, &Self::windows_devices,
                      &Self::mac_devices, &Self::linux_devices, &Self::android_devices, &Self::ios_devices);
  }
};

// What add() takes; a rule fills what its request names, a world file any of it.
struct NewAccount {
  std::int32_t id = 0;  // 0: the next one
  std::int32_t entity_id = 0;
  std::string username = {};
  std::string password = {};
  AccountStatus status = AccountStatus::active;
  std::int64_t size_mb = 0;
  std::int64_t own_used_kb = 0;  // used space that belongs to no device
  std::string full_name = {};
  std::string email = {};
  bool ultrasafe = false;
  std::string secret_question = {};
  std::string secret_answer = {};
  bool entity_admin = false;
  bool monitored = true;
  bool endguard_enabled = false;
  bool disable_emails = false;
  std::optional<std::int32_t> locale_id = {};           // none: its entity's
  std::optional<Instant> signup_date = {};              // none: now
  std::optional<std::string> data_center_country = {};  // none: its entity's
  std::string backup_server = {};                       // empty: one is chosen
  std::string customer_type_code = {};                  // empty: Standard or UltraSafe (Q-customer-type)
  std::optional<std::int32_t> payment_plan_id = {};     // none: the size in GB
  std::int32_t quota_level = 0;                         // the last that was told of: 0 fits, 1 warning, 2 over

  static constexpr auto columns() {
    using Self = NewAccount;
    return std::tuple(&Self::id, &Self::entity_id, &Self::username, &Self::password, &Self::status, &Self::size_mb,
                      &Self::own_used_kb, &Self::full_name, &Self::email, &Self::ultrasafe, &Self::secret_question,
                      &Self::secret_answer, &Self::entity_admin, &Self::monitored, &Self::endguard_enabled,
                      &Self::disable_emails, &Self::locale_id, &Self::signup_date, &Self::data_center_country,
                      &Self::backup_server, &Self::customer_type_code, &Self::payment_plan_id, &Self::quota_level);
  }
};

class Accounts {
 public:
  Accounts(Database& database, Clock& clock, Ids& ids, Entities& entities)
      : database_(database), clock_(clock), ids_(ids), entities_(entities) {}

  // Names compare case-insensitively.
  std::optional<Account> find(std::string_view username);
  std::optional<Account> find(std::int32_t id);
  // The names right before and after this one in the order of all names: what it may be a slip of.
  std::vector<std::string> neighbours(std::string_view username);
  // The entity's backup-account administrator: the first, when several are marked.
  std::optional<Account> administrator(std::int32_t entity_id);

  // The id, or nothing and no change when the name was ever used. Throws std::invalid_argument for an unknown entity.
  std::optional<std::int32_t> add(const NewAccount& account);

  void set_status(std::int32_t id, AccountStatus status);
  void set_size_mb(std::int32_t id, std::int64_t size_mb);
  void set_email(std::int32_t id, std::string_view email);
  void set_password(std::int32_t id, std::string_view password);
  void set_own_used_kb(std::int32_t id, std::int64_t used_kb);

 private:
  Database& database_;
  Clock& clock_;
  Ids& ids_;
  Entities& entities_;
};

}  // namespace state
