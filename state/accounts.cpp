#include "state/accounts.hpp"

#include <stdexcept>

#include "state/account_blocks.hpp"
#include "state/fold.hpp"

// The columns of Account, in its order.
#define ACCOUNT_COLUMNS                                                                                        \
  "id, entity_id, username, password, status, size_mb, used_kb, full_name, email, ultrasafe, secret_question," \
  " secret_answer, entity_admin, monitored, endguard_enabled, disable_emails, locale_id, signup_date,"         \
  " data_center_country, backup_server, customer_type_code, payment_plan_id, windows_devices, mac_devices,"    \
  " linux_devices, android_devices, ios_devices"

namespace state {

std::optional<Account> Accounts::find(std::string_view username) {
  return database_.one<Account>("SELECT " ACCOUNT_COLUMNS " FROM account WHERE username_key = ?1", fold(username));
}

std::optional<Account> Accounts::find(std::int32_t id) {
  return database_.one<Account>("SELECT " ACCOUNT_COLUMNS " FROM account WHERE id = ?1", id);
}

std::vector<std::string> Accounts::neighbours(std::string_view username) {
  const std::string key = fold(username);
  auto names = database_.all<std::string>(
      "SELECT username FROM account WHERE username_key < ?1 ORDER BY username_key DESC LIMIT 2", key);
  for (std::string& name : database_.all<std::string>(
           "SELECT username FROM account WHERE username_key > ?1 ORDER BY username_key LIMIT 2", key))
    names.push_back(std::move(name));
  return names;
}

std::optional<Account> Accounts::administrator(std::int32_t entity_id) {
  return database_.one<Account>("SELECT " ACCOUNT_COLUMNS
                                " FROM account WHERE entity_id = ?1 AND entity_admin = 1 ORDER BY id LIMIT 1",
                                entity_id);
}

std::optional<std::int32_t> Accounts::add(const NewAccount& a) {
  const std::string key = fold(a.username);
  if (database_.one<bool>("SELECT 1 FROM account WHERE username_key = ?1", key)) return std::nullopt;
  const auto owner = entities_.find(a.entity_id);
  if (!owner) throw std::invalid_argument("entity " + std::to_string(a.entity_id) + " does not exist");

  const std::string country = a.data_center_country.value_or(owner->data_center_country);
  const std::string_view customer_type = !a.customer_type_code.empty() ? std::string_view(a.customer_type_code)
                                         : a.ultrasafe                 ? "UltraSafe"
                                                                       : "Standard";
  database_.run(
      "INSERT INTO account(entity_id, username, username_key, password, status, size_mb, own_used_kb, used_kb,"
      " full_name, email, ultrasafe, secret_question, secret_answer, entity_admin, monitored, endguard_enabled,"
      " disable_emails, locale_id, signup_date, data_center_country, backup_server, customer_type_code,"
      " payment_plan_id, quota_level, id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,"
      " ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, nullif(?24, 0))",
      a.entity_id, a.username, key, a.password, a.status, a.size_mb, a.own_used_kb, a.full_name, a.email, a.ultrasafe,
      a.secret_question, a.secret_answer, a.entity_admin, a.monitored, a.endguard_enabled, a.disable_emails,
      a.locale_id.value_or(owner->locale_id), a.signup_date ? *a.signup_date : clock_.now(), country,
      a.backup_server.empty() ? ids_.server_name(country) : a.backup_server, customer_type,
      a.payment_plan_id ? *a.payment_plan_id : a.size_mb / 1024, a.quota_level, a.id);
  const auto id = static_cast<std::int32_t>(database_.last_id());
  split_account_block(database_, a.entity_id, key);
  return id;
}

void Accounts::set_status(std::int32_t id, AccountStatus status) {
  database_.run("UPDATE account SET status = ?2 WHERE id = ?1", id, status);
}

void Accounts::set_size_mb(std::int32_t id, std::int64_t size_mb) {
  database_.run("UPDATE account SET size_mb = ?2 WHERE id = ?1", id, size_mb);
}

void Accounts::set_email(std::int32_t id, std::string_view email) {
  database_.run("UPDATE account SET email = ?2 WHERE id = ?1", id, email);
}

void Accounts::set_password(std::int32_t id, std::string_view password) {
  database_.run("UPDATE account SET password = ?2 WHERE id = ?1", id, password);
}

void Accounts::set_own_used_kb(std::int32_t id, std::int64_t used_kb) {
  database_.run("UPDATE account SET own_used_kb = ?2 WHERE id = ?1", id, used_kb);
}

}  // namespace state
