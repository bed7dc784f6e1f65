// Entities with all they own. The names of the properties are those that world_loader.cpp reads.
#include "control/world_export.hpp"

#include <functional>
#include <tuple>

#include "control/api_names.hpp"
#include "control/world_export_parts.hpp"
#include "control/world_writing.hpp"

namespace control {
namespace {

using nlohmann::json;

class Exporter {
 public:
  explicit Exporter(const state::Contents& contents)
      : contents_(contents),
        api_users_(contents.api_users, &state::ApiUserRow::entity_id),
        dashboard_users_(contents.dashboard_users, &state::DashboardUser::entity_id),
        pools_(contents.license_pools, &state::LicensePoolRow::entity_id),
        partner_keys_(contents.partner_keys, &state::PartnerKeyRow::entity_id),
        license_keys_(contents.license_keys, &state::LicenseKey::entity_id),
        accounts_(contents.accounts, &state::NewAccount::entity_id),
        devices_(contents.devices, &state::Device::account_id),
        licenses_(contents.licenses, &state::License::account_id),
        uploads_(contents.uploads, &state::UploadRow::account_id),
        policies_(contents.policies, [](const state::PolicyContents& one) { return one.policy.entity_id; }),
        account_policies_(contents.account_policies, &state::AccountPolicy::account_id),
        folder_settings_(contents.folder_settings, &state::FolderSettings::device_id),
        appliances_(contents.appliances, [](const state::ApplianceContents& one) { return one.appliance.entity_id; }),
        cloud_(contents.cloud_backups, [](const state::CloudContents& one) { return one.account.entity_id; }) {
    for (const state::NewAccount& account : contents.accounts) usernames_.emplace(account.id, &account.username);
  }

  json entities() const {
    json out = json::array();
    for (const state::NewEntity& entity : contents_.entities) out.push_back(entity_json(entity));
    return out;
  }

 private:
  json entity_json(const state::NewEntity& e) const {
    json out = {{"id", e.id}, {"type", name_in(kEntityTypes, e.type)}, {"name", e.name}};
    put_unless(out, "parentId", e.parent_id, 0);
    put_unless(out, "status", name_in(kEntityStatuses, e.status), std::string("Active"));
    put_instant(out, "trialEnd", e.trial_end);
    put_unless(out, "managed", e.managed, true);
    put_text(out, "contactPerson", e.contact_person);
    put_text(out, "contactEmail", e.contact_email);
    put_optional(out, "diskQuotaGB", e.disk_quota_gb);
    put_unless(out, "allowUploadOverAccountSize", e.allow_upload_over_account_size, false);
    put_unless(out, "autoUpgradeClientApp", e.auto_upgrade_client_app, false);
    put_text(out, "dataCenterCountry", e.data_center_country);
    put_unless(out, "disableEmails", e.disable_emails, false);
    put_unless(out, "localeId", e.locale_id, state::kEnglish);
    put_instant(out, "created", e.created_at);
    put_text(out, "cancelReason", e.cancel_reason);

    put_list(out, "webApiUsers", api_users_.list(e.id, [](const state::ApiUserRow& user) -> json {
      return {{"id", user.id}, {"login", user.login}, {"password", user.password}};
    }));
    put_list(out, "dashboardUsers", dashboard_users_.list(e.id, dashboard_user_json));
    put_licenses(out, e.id);
    put_list(out, "accounts", accounts_.list(e.id, [&](const state::NewAccount& one) { return account_json(one); }));
    put_list(out, "policies", policies_.list(e.id, policy_json));
    if (appliances_.first(e.id)) out["appliances"] = appliance_packs_json(contents_.appliances, e.id);
    if (const auto* cloud = cloud_.first(e.id)) out["cloudBackup"] = cloud_backup_json(*cloud);
    return out;
  }

  static json dashboard_user_json(const state::DashboardUser& user) {
    json out = {{"id", user.id}, {"name", user.name}, {"password", user.password}};
    put_unless(out, "active", user.active, true);
    put_unless(out, "localeId", user.locale_id, state::kEnglish);
    return out;
  }

  void put_licenses(json& out, std::int32_t entity_id) const {
    for (const state::LicensePoolRow* pool : pools_.of(entity_id))
      out["licenses"][name_in(kLicenseTypes, pool->type)] = pool->free;
    put_list(out, "partnerLicenseKeys",
             partner_keys_.list(entity_id, [](const state::PartnerKeyRow& key) { return key.value; }));
    put_list(out, "licenseKeys", license_keys_.list(entity_id, [&](const state::LicenseKey& key) {
      json one = {{"key", key.value}, {"accountSizeMB", key.size_mb}};
      if (key.account_id) one["usedBy"] = *usernames_.at(*key.account_id);
      return one;
    }));
  }

  json account_json(const state::NewAccount& a) const {
    json out = {{"id", a.id},
                {"userName", a.username},
                {"password", a.password},
                {"accountSizeMB", a.size_mb},
                {"email", a.email},
                {"localeId", a.locale_id.value()},
                {"signupDate", format_instant(a.signup_date.value())},
                {"dataCenterCountry", a.data_center_country.value()},
                {"backupServer", a.backup_server},
                {"customerTypeCode", a.customer_type_code},
                {"paymentPlanId", a.payment_plan_id.value()}};
    put_unless(out, "status", name_in(kAccountStatuses, a.status), std::string("Active"));
    put_unless(out, "ownUsedSpaceKB", a.own_used_kb, std::int64_t{0});
    put_unless(out, "quotaLevel", name_in(kQuotaLevels, a.quota_level), std::string("Fits"));
    put_text(out, "fullName", a.full_name);
    put_unless(out, "ultraSafe", a.ultrasafe, false);
    put_text(out, "secretQuestion", a.secret_question);
    put_text(out, "secretAnswer", a.secret_answer);
    put_unless(out, "entityAdministrator", a.entity_admin, false);
    put_unless(out, "monitored", a.monitored, true);
    put_unless(out, "endGuard", a.endguard_enabled, false);
    put_unless(out, "disableEmails", a.disable_emails, false);
    put_list(out, "devices", devices_.list(a.id, [&](const state::Device& device) { return device_json(device); }));
    put_list(out, "licenses", licenses_.list(a.id, license_json));
    put_list(out, "uploads", uploads_.list(a.id, [](const state::UploadRow& upload) -> json {
      return {{"day", format_instant(upload.day)}, {"files", upload.files}, {"sizeBytes", upload.size_bytes}};
    }));
    put_list(out, "policies", account_policies_.list(a.id, account_policy_json));
    return out;
  }

  json device_json(const state::Device& d) const {
    json out = {{"id", d.id},
                {"systemName", d.name},
                {"os", name_in(kSystems, d.os)},
                {"lastConnection", format_instant(d.last_connection)},
                {"registrationDate", format_instant(d.registered_at)},
                {"productVersion", d.product_version},
                {"osName", d.os_name},
                {"ip", d.ip}};
    put_unless(out, "active", d.active, true);
    put_unless(out, "usedSpaceKB", d.used_kb, std::int64_t{0});
    put_text(out, "installationId", d.installation_id);
    put_instant(out, "lastBackup", d.last_backup);
    put_optional(out, "clrVersion", d.clr_version);
    if (const auto* settings = folder_settings_.first(d.id)) out["folderSettings"] = folder_settings_json(*settings);
    return out;
  }

  static json license_json(const state::License& license) {
    json out = {{"id", license.id},
                {"type", name_in(kLicenseTypes, license.type)},
                {"providerEntityId", license.provider_id},
                {"assigned", format_instant(license.assigned_at.value())}};
    if (license.type == state::LicenseType::skraft_disk_image_v5) out["productKey"] = license.product_key;
    return out;
  }

  const state::Contents& contents_;
  Belonging<state::ApiUserRow> api_users_;
  Belonging<state::DashboardUser> dashboard_users_;
  Belonging<state::LicensePoolRow> pools_;
  Belonging<state::PartnerKeyRow> partner_keys_;
  Belonging<state::LicenseKey> license_keys_;
  Belonging<state::NewAccount> accounts_;
  Belonging<state::Device> devices_;
  Belonging<state::License> licenses_;
  Belonging<state::UploadRow> uploads_;
  Belonging<state::PolicyContents> policies_;
  Belonging<state::AccountPolicy> account_policies_;
  Belonging<state::FolderSettings> folder_settings_;
  Belonging<state::ApplianceContents> appliances_;
  Belonging<state::CloudContents> cloud_;
  std::map<std::int32_t, const std::string*> usernames_;  // by account id
};

// Entities share templates: each stands once, with all that have it.
json templates_json(const std::vector<state::MailTemplate>& templates) {
  std::map<std::tuple<std::string, std::int32_t, std::string, std::string, std::string, std::string>, json> owners;
  for (const state::MailTemplate& one : templates)
    owners[{one.code, one.locale_id, one.sender, one.subject, one.text, one.html}].push_back(one.entity_id);
  json out = json::array();
  for (const auto& [key, entity_ids] : owners) {
    const auto& [code, locale_id, sender, subject, text, html] = key;
    json& one = out.emplace_back(
        json{{"entityIds", entity_ids}, {"code", code}, {"from", sender}, {"subject", subject}, {"text", text}});
    put_unless(one, "localeId", locale_id, state::kEnglish);
    put_text(one, "html", html);
  }
  return out;
}

}  // namespace

json export_world(const state::Contents& contents, const std::string& name) {
  json document = {{"name", name}, {"entities", Exporter(contents).entities()}};
  put_list(document, "emailTemplates", templates_json(contents.mail_templates));
  json companies = json::array();
  for (const state::ConnectwiseRow& row : contents.connectwise_companies)
    companies.push_back(
        {{"integratorEntityId", row.integrator_id}, {"entityId", row.entity_id}, {"companyId", row.connectwise_id}});
  put_list(document, "connectWiseCompanies", std::move(companies));
  put_continuation(document, contents);
  return document;
}

}  // namespace control
