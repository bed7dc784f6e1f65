#include "state/contents.hpp"

#include <string_view>
#include <utility>

namespace state {
namespace {

std::optional<std::int32_t> last_id(Database& database, std::string_view table) {
  return database.one<std::int32_t>("SELECT seq FROM sqlite_sequence WHERE name = ?1", table);
}

void start_after(Database& database, std::string_view table, std::optional<std::int32_t> id) {
  if (!id) return;
  if (database.run("UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1", table, *id) == 0)
    database.run("INSERT INTO sqlite_sequence(name, seq) VALUES (?1, ?2)", table, *id);
}

// Users, keys and licences.
void read_holdings(Database& database, Contents& out) {
  out.api_users =
      database.all<ApiUserRow>("SELECT id, entity_id, login, password FROM api_user WHERE id > 0 ORDER BY id");
  out.dashboard_users = database.all<DashboardUser>(
      "SELECT id, entity_id, name, password, active, locale_id FROM dashboard_user WHERE id > 0 ORDER BY id");
  out.license_pools = database.all<LicensePoolRow>(
      "SELECT entity_id, type, free FROM license_pool WHERE entity_id > 0 ORDER BY entity_id, type");
  out.partner_keys = database.all<PartnerKeyRow>(
      "SELECT entity_id, value_key FROM partner_license_key WHERE value_key >= '' ORDER BY value_key");
  out.license_keys = database.all<LicenseKey>(
      "SELECT value, entity_id, size_mb, account_id FROM license_key WHERE value_key >= '' ORDER BY value_key");
  out.licenses = database.all<License>(
      "SELECT id, account_id, type, provider_id, product_key, assigned_at FROM license WHERE id > 0 ORDER BY id");
  out.connectwise_companies = database.all<ConnectwiseRow>(
      "SELECT integrator_id, entity_id, connectwise_id FROM connectwise_company WHERE integrator_id > 0"
      " ORDER BY integrator_id, entity_id");
}

void read_accounts(Database& database, Contents& out) {
  out.accounts = database.all<NewAccount>(
      "SELECT id, entity_id, username, password, status, size_mb, own_used_kb, full_name, email, ultrasafe,"
      " secret_question, secret_answer, entity_admin, monitored, endguard_enabled, disable_emails, locale_id,"
      " signup_date, data_center_country, backup_server, customer_type_code, payment_plan_id, quota_level"
      " FROM account WHERE id > 0 ORDER BY id");
  out.devices = database.all<Device>(
      "SELECT id, account_id, name, os, active, used_kb, installation_id, last_connection, registered_at, last_backup,"
      " product_version, os_name, clr_version, ip FROM device WHERE id > 0 ORDER BY id");
  out.uploads = database.all<UploadRow>(
      "SELECT account_id, day, files, size_bytes FROM upload WHERE account_id > 0 ORDER BY account_id, day");
}

void read_policies(Sandbox& sandbox, Contents& out) {
  Database& database = sandbox.database;
  for (const auto id : database.all<std::int32_t>("SELECT id FROM entity_policy WHERE id > 0 ORDER BY id")) {
    PolicyContents& one = out.policies.emplace_back();
    one.policy = sandbox.policies.find(id).value();
    one.scanner_paths = sandbox.policy_files.paths(id, PathPurpose::scanner);
    one.backup_set_paths = sandbox.policy_files.paths(id, PathPurpose::backup_set);
    one.size_limits = sandbox.policy_files.own_size_limits(id);
  }
  for (const auto id : database.all<std::int32_t>("SELECT id FROM account_policy WHERE id > 0 ORDER BY id"))
    out.account_policies.push_back(sandbox.account_policies.find(id).value());
}

void read_recovery(Sandbox& sandbox, Contents& out) {
  Database& database = sandbox.database;
  for (const auto id : database.all<std::int32_t>("SELECT id FROM appliance WHERE id > 0 ORDER BY id"))
    out.appliances.push_back({.appliance = sandbox.appliances.find(id).value(),
                              .messages = sandbox.appliances.messages(id, MessageOf::appliance),
                              .replication = sandbox.appliances.replication_of(id),
                              .replication_messages = sandbox.appliances.messages(id, MessageOf::replication)});
  for (const auto device : database.all<std::int32_t>("SELECT device_id FROM folder_settings WHERE id > 0 ORDER BY id"))
    out.folder_settings.push_back(sandbox.folder_backups.of(device).value());
  for (const auto entity : database.all<std::int32_t>("SELECT entity_id FROM cloud_account WHERE id > 0 ORDER BY id")) {
    CloudContents& one = out.cloud_backups.emplace_back();
    one.account = sandbox.cloud_backups.of(entity).value();
    one.usage = sandbox.cloud_backups.usage(one.account.id);
  }
}

}  // namespace

Contents contents_of(Sandbox& sandbox) {
  Database& database = sandbox.database;
  Contents out{.now = sandbox.clock.now(),
               .clock = sandbox.clock.setting(),
               .ids = sandbox.ids.position(),
               .shadowprotect_fails = sandbox.simulation.shadowprotect_fails(),
               .last_ids = {.entity = last_id(database, "entity"),
                            .policy = last_id(database, "entity_policy"),
                            .account_policy = last_id(database, "account_policy"),
                            .backup_folder = last_id(database, "backup_folder")}};
  out.entities = database.all<NewEntity>(
      "SELECT id, type, parent_id, name, status, trial_end, managed, contact_person, contact_email, disk_quota_gb,"
      " allow_upload_over_account_size, auto_upgrade_client_app, data_center_country, disable_emails, locale_id,"
      " created_at, cancel_reason FROM entity WHERE id > 0 ORDER BY id");
  read_holdings(database, out);
  read_accounts(database, out);
  read_policies(sandbox, out);
  read_recovery(sandbox, out);
  out.mail_templates = sandbox.mail.templates();
  out.outbox = sandbox.mail.outbox(0, -1);
  out.tokens = sandbox.tokens.all();
  out.schedule = sandbox.schedule.all();
  out.history = read_history(database);
  return out;
}

void start_ids_after(Database& database, const LastIds& last) {
  start_after(database, "entity", last.entity);
  start_after(database, "entity_policy", last.policy);
  start_after(database, "account_policy", last.account_policy);
  start_after(database, "backup_folder", last.backup_folder);
}

}  // namespace state
