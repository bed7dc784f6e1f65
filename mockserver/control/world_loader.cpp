// From a checked document to rows: the one place that knows how a world's properties become state's structs.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "control/api_names.hpp"
#include "control/formats.hpp"
#include "control/time_text.hpp"
#include "control/world.hpp"
#include "control/world_continuation.hpp"
#include "control/world_policies.hpp"
#include "control/world_recovery.hpp"
#include "control/world_values.hpp"
#include "state/event_names.hpp"

namespace control {
namespace {

using nlohmann::json;
using state::AccountStatus;
using state::LicenseType;

constexpr std::string_view kSender = "support@sandbox.example";  // of templates that name none
constexpr std::string_view kProductVersion = "7.5.0.1107";       // of devices that tell none
constexpr std::string_view kIp = "192.0.2.1";                    // of devices that tell none

std::string text(const json& object, const char* name) { return text_of(object, name); }
bool flag(const json& object, const char* name, bool missing = false) { return object.value(name, missing); }
template <class T>
std::optional<T> optional(const json& object, const char* name) {
  return optional_of<T>(object, name);
}

std::int32_t locale(const json& object) { return object.value("localeId", state::kEnglish); }

class Loader {
 public:
  Loader(const json& document, state::Sandbox& sandbox)
      : document_(document), sandbox_(sandbox), now_(sandbox.clock.now()), continued_(is_continued(document)) {}

  void load() {
    state::Transaction transaction(sandbox_.database);
    // Those above come first, whatever the order in the file.
    for (const std::string_view type : {"Infrascale", "Distributor", "Partner", "Company"}) {
      for (const json& entity : document_.at("entities")) {
        if (entity.at("type") == type) add_entity(entity);
      }
    }
    for (const json& entity : document_.at("entities")) add_members(entity);
    for (const json& entity : document_.at("entities")) add_keys(entity);
    if (!continued_) record_what_happened();
    for (const json& one : list(document_, "emailTemplates")) add_template(one);

    for (const json& one : list(document_, "connectWiseCompanies")) {
      sandbox_.entities.map_connectwise(one.at("integratorEntityId"), one.at("entityId"), text(one, "companyId"));
    }
    load_policies(sandbox_, document_, now_);
    load_continuation(sandbox_, document_, now_);
    transaction.commit();
  }

 private:
  static const json& list(const json& object, const char* name) { return list_of(object, name); }

  state::Instant instant(const json& object, const char* name, state::Instant missing) const {
    return instant_of(object, name, now_).value_or(missing);
  }

  void add_entity(const json& entity) {
    sandbox_.entities.add({.id = entity.at("id"),
                           .type = enum_of(entity, "type", kEntityTypes, state::EntityType::unknown),
                           .parent_id = entity.value("parentId", 0),
                           .name = text(entity, "name"),
                           .status = enum_of(entity, "status", kEntityStatuses, state::EntityStatus::active),
                           .trial_end = instant(entity, "trialEnd", state::kNever),
                           .managed = flag(entity, "managed", true),
                           .contact_person = text(entity, "contactPerson"),
                           .contact_email = text(entity, "contactEmail"),
                           .disk_quota_gb = optional<std::int64_t>(entity, "diskQuotaGB"),
                           .allow_upload_over_account_size = flag(entity, "allowUploadOverAccountSize"),
                           .auto_upgrade_client_app = flag(entity, "autoUpgradeClientApp"),
                           .data_center_country = text(entity, "dataCenterCountry"),
                           .disable_emails = flag(entity, "disableEmails"),
                           .locale_id = locale(entity),
                           .created_at = instant_of(entity, "created", now_),
                           .cancel_reason = text(entity, "cancelReason")});
  }

  // Something that happened, to be written down in its turn.
  struct Happened {
    state::Instant at = 0;
    state::EventSource source;
    const json* event = nullptr;
    bool recovery = false;
  };

  void record_what_happened() {
    std::vector<Happened> all;
    const auto gather = [&](const json& object, const char* name, const state::EventSource& source, bool recovery) {
      for (const json& event : list(object, name)) {
        all.push_back({.at = instant(event, "at", now_), .source = source, .event = &event, .recovery = recovery});
        Happened& one = all.back();
        one.source.system_name = optional<std::string>(event, "systemName");
        if (!event.contains("accountName")) continue;
        one.source.name = text(event, "accountName");
        one.source.account_type =
            enum_of(event, "accountType", state::kEventAccountTypeNames, state::EventAccountType::application_user);
      }
    };
    for (const json& entity : document_.at("entities")) {
      gather(entity, "events", {.entity_id = entity.at("id")}, false);
      for (const json& account : list(entity, "accounts")) {
        if (!account.contains("events") && !account.contains("recoveries")) continue;
        const auto source = state::source_of(sandbox_.accounts.find(text(account, "userName")).value());
        gather(account, "events", source, false);
        gather(account, "recoveries", source, true);
      }
    }
    std::ranges::stable_sort(all, {}, &Happened::at);
    for (const Happened& one : all) {
      if (one.recovery)
        sandbox_.monitoring.record(one.source, recovery_of(*one.event, one.at));
      else
        sandbox_.monitoring.record(one.source, event_of(*one.event, one.at));
    }
  }

  static state::Event event_of(const json& event, state::Instant at) {
    state::Event out{.type = enum_of(event, "type", state::kEventTypeNames, state::EventType::backup_started),
                     .backup_type = enum_of(event, "backupType", state::kBackupTypeNames, state::BackupType::online),
                     .at = at,
                     .scheduled = optional<bool>(event, "scheduled"),
                     .files = {.total_files = optional<std::int64_t>(event, "totalFiles"),
                               .total_bytes = optional<std::int64_t>(event, "totalBytes"),
                               .error_files = optional<std::int64_t>(event, "errorFiles"),
                               .error_bytes = optional<std::int64_t>(event, "errorBytes"),
                               .uploaded_files = optional<std::int64_t>(event, "uploadedFiles"),
                               .uploaded_bytes = optional<std::int64_t>(event, "uploadedBytes"),
                               .unchanged_files = optional<std::int64_t>(event, "unchangedFiles"),
                               .unchanged_bytes = optional<std::int64_t>(event, "unchangedBytes")},
                     .duration_seconds = optional<std::int64_t>(event, "durationSeconds"),
                     .summary = optional<std::string>(event, "summary"),
                     .description = optional<std::string>(event, "description")};
    if (event.contains("indicator"))
      out.indicator = enum_of(event, "indicator", state::kIndicatorNames, state::Indicator::ok);
    if (event.contains("status"))
      out.status = enum_of(event, "status", state::kMonitorStatusNames, state::MonitorStatus::completed);
    return out;
  }

  state::Recovery recovery_of(const json& recovery, state::Instant at) {
    return {.type = enum_of(recovery, "type", state::kRecoveryTypeNames, state::RecoveryType::completed),
            .at = at,
            .recovery_id = recovery.contains("recoveryId") ? text(recovery, "recoveryId") : sandbox_.ids.guid(),
            .duration_seconds = recovery.value("durationSeconds", std::int64_t{0}),
            .client_version = recovery.value("clientVersion", std::string(kProductVersion)),
            .summary = text(recovery, "summary")};
  }

  void add_members(const json& entity) {
    const std::int32_t id = entity.at("id");
    for (const json& user : list(entity, "webApiUsers")) {
      sandbox_.users.add_api_user(id, text(user, "login"), text(user, "password"), user.value("id", 0));
    }
    for (const json& user : list(entity, "dashboardUsers")) {
      sandbox_.users.add({.id = user.value("id", 0),
                          .entity_id = id,
                          .name = text(user, "name"),
                          .password = text(user, "password"),
                          .active = flag(user, "active", true),
                          .locale_id = locale(user)});
    }
    for (const json& account : list(entity, "accounts")) add_account(id, account);
    load_appliances(sandbox_, entity, now_);
    load_cloud_backup(sandbox_, entity, now_);
  }

  // Licences and the keys of old clients; behind the accounts that were made with them.
  void add_keys(const json& entity) {
    const std::int32_t id = entity.at("id");
    for (const json& key : list(entity, "partnerLicenseKeys"))
      sandbox_.license_keys.add_partner_key(id, key.get_ref<const std::string&>());
    for (const json& key : list(entity, "licenseKeys")) {
      const std::string used_by = text(key, "usedBy");
      sandbox_.license_keys.add(
          {.value = text(key, "key"),
           .entity_id = id,
           .size_mb = key.at("accountSizeMB"),
           .account_id = used_by.empty() ? std::nullopt : std::optional(sandbox_.accounts.find(used_by).value().id)});
    }
    const json pools = entity.value("licenses", json::object());
    for (std::size_t type = 0; type < kLicenseTypes.size(); ++type) {
      if (const auto free = pools.find(kLicenseTypes[type]); free != pools.end())
        sandbox_.licenses.add_free(id, static_cast<state::LicenseType>(type), free->get<std::int64_t>());
    }
  }

  void add_account(std::int32_t entity_id, const json& account) {
    const auto id = sandbox_.accounts
                        .add({.id = account.value("id", 0),
                              .entity_id = entity_id,
                              .username = text(account, "userName"),
                              .password = text(account, "password"),
                              .status = enum_of(account, "status", kAccountStatuses, AccountStatus::active),
                              .size_mb = account.at("accountSizeMB"),
                              .own_used_kb = account.value("ownUsedSpaceKB", std::int64_t{0}),
                              .full_name = text(account, "fullName"),
                              .email = account.value("email", text(account, "userName")),
                              .ultrasafe = flag(account, "ultraSafe"),
                              .secret_question = text(account, "secretQuestion"),
                              .secret_answer = text(account, "secretAnswer"),
                              .entity_admin = flag(account, "entityAdministrator"),
                              .monitored = flag(account, "monitored", true),
                              .endguard_enabled = flag(account, "endGuard"),
                              .disable_emails = flag(account, "disableEmails"),
                              .locale_id = optional<std::int32_t>(account, "localeId"),
                              .signup_date = instant(account, "signupDate", now_),
                              .data_center_country = optional<std::string>(account, "dataCenterCountry"),
                              .backup_server = text(account, "backupServer"),
                              .customer_type_code = text(account, "customerTypeCode"),
                              .payment_plan_id = optional<std::int32_t>(account, "paymentPlanId"),
                              .quota_level = enum_of(account, "quotaLevel", kQuotaLevels, std::int32_t{0})})
                        .value();
    const state::Instant signup = instant(account, "signupDate", now_);
    for (const json& device : list(account, "devices")) {
      const auto device_id = sandbox_.devices.add(
          {.id = device.value("id", 0),
           .account_id = id,
           .name = text(device, "systemName"),
           .os = enum_of(device, "os", kSystems, state::DeviceOs::windows),
           .active = flag(device, "active", true),
           .used_kb = device.value("usedSpaceKB", std::int64_t{0}),
           .installation_id = plain_guid(text(device, "installationId")),
           .last_connection = instant(device, "lastConnection", signup),
           .registered_at = instant(device, "registrationDate", signup),
           .last_backup =
               device.contains("lastBackup") ? std::optional(instant(device, "lastBackup", now_)) : std::nullopt,
           .product_version = device.value("productVersion", std::string(kProductVersion)),
           .os_name = device.value("osName", text(device, "os")),
           .clr_version = optional<std::string>(device, "clrVersion"),
           .ip = device.value("ip", std::string(kIp))});
      load_folder_settings(sandbox_, device, device_id.value(), now_);
    }
    for (const json& upload : list(account, "uploads")) {
      sandbox_.uploads.add(id, instant(upload, "day", now_), upload.at("files"), upload.at("sizeBytes"));
    }
    for (const json& license : list(account, "licenses")) add_license(id, license);
    if (!continued_ && !account.contains("quotaLevel")) sandbox_.monitoring.check_quota(id, now_);
  }

  void add_license(std::int32_t account_id, const json& license) {
    const auto type = enum_of(license, "type", kLicenseTypes, LicenseType::sql_backup);
    std::string key = text(license, "productKey");
    if (!license.contains("productKey") && type == LicenseType::skraft_disk_image_v5) key = sandbox_.ids.product_key();
    sandbox_.licenses.assign({.id = license.value("id", 0),
                              .account_id = account_id,
                              .type = type,
                              .provider_id = license.at("providerEntityId"),
                              .product_key = std::move(key),
                              .assigned_at = instant_of(license, "assigned", now_)});
  }

  void add_template(const json& one) {
    for (const json& id : one.at("entityIds")) {
      sandbox_.mail.set_template({.entity_id = id,
                                  .code = text(one, "code"),
                                  .locale_id = locale(one),
                                  .sender = one.value("from", std::string(kSender)),
                                  .subject = text(one, "subject"),
                                  .text = text(one, "text"),
                                  .html = text(one, "html")});
    }
  }

  const json& document_;
  state::Sandbox& sandbox_;
  state::Instant now_;
  bool continued_;  // nothing follows from what is loaded: it is told itself
};

}  // namespace

void World::load_into(state::Sandbox& sandbox) const {
  const json content = document();
  Loader(content, sandbox).load();
}

}  // namespace control
