// GetDeviceAccounts: the accounts registered on one device, and which of them is probably its main one.
#include <algorithm>

#include "contract/profile.hpp"
#include "services/backup_devices_management/installation_id.hpp"
#include "services/backup_devices_management/operations.hpp"
#include "services/dates.hpp"
#include "services/targets.hpp"

namespace services::backup_devices_management {
namespace {

struct GetDeviceAccountsRequest {
  static constexpr std::string_view kName = "GetDeviceAccountsRequest";
  std::int32_t target_entity_id = 0;
  std::string installation_id;
  std::string system_name;
  std::optional<bool> is_active_user;
  std::optional<bool> is_active_registration;

  static constexpr auto fields() {
    using Self = GetDeviceAccountsRequest;
    return fields_of(
        field<&Self::target_entity_id>("TargetEntityID",
                                       {.min = 0, .doc = "Root of the tree that is searched; 0 is the caller."}),
        field<&Self::installation_id>("InstallationId",
                                      {.required = true, .doc = "Guid of the client's installation on the device."}),
        field<&Self::system_name>("SystemName", {.doc = "Only registrations under this name of the device."}),
        field<&Self::is_active_user>("IsActiveUser", {.doc = "Only active accounts, or only inactive ones."}),
        field<&Self::is_active_registration>("IsActiveRegistration",
                                             {.doc = "Only current registrations, or only obsolete ones."}));
  }
};

struct AccountOnDevice {
  static constexpr std::string_view kName = "AccountOnDevice";
  std::string user_name;
  std::string system_name;
  std::string ip;
  std::int32_t entity_id = 0;
  std::int32_t backup_device_id = 0;
  bool is_active_user = false;
  bool is_active_registration = false;
  std::string product_version;
  std::int64_t used_space_kb = 0;
  DateTime registration_date_utc;
  std::optional<DateTime> last_backup_date;
  DateTime last_connected_date_utc;

  static constexpr auto fields() {
    using Self = AccountOnDevice;
    constexpr auto kExample = Evidence::example;
    return fields_of(
        field<&Self::user_name>("UserName", {.doc = "The account."}),
        field<&Self::system_name>("SystemName", {.doc = "The device's name."}),
        field<&Self::ip>("Ip", {.doc = "The device's IP address."}),
        field<&Self::entity_id>("EntityID", {.doc = "The account's entity."}),
        field<&Self::backup_device_id>("BackupDeviceID", {.doc = "Id of this registration."}),
        field<&Self::is_active_user>("IsActiveUser", {.doc = "Whether the account is active.", .evidence = kExample}),
        field<&Self::is_active_registration>("IsActiveRegistration",
                                             {.doc = "Whether the registration is current.", .evidence = kExample}),
        field<&Self::product_version>(
            "ProductVersion",
            {.doc = "Version of the device's client: major.minor.build.revision.", .evidence = kExample}),
        field<&Self::used_space_kb>(
            "UsedSpaceKb", {.doc = "What the account has stored from the device, in KB.", .evidence = kExample}),
        field<&Self::registration_date_utc>(
            "RegistrationDateUtc", {.doc = "When the account first signed in on it (UTC).", .evidence = kExample}),
        field<&Self::last_backup_date>("LastBackupDate", {.doc = "When it was last backed up; nil: never.",
                                                          .evidence = kExample,
                                                          .question = "Q-device-never-backed-up"}),
        field<&Self::last_connected_date_utc>(
            "LastConnectedDateUtc", {.doc = "When the account last signed in on it (UTC).", .evidence = kExample}));
  }
};

struct GetDeviceAccountsResult {
  static constexpr std::string_view kName = "GetDeviceAccountsResult";
  std::optional<std::vector<AccountOnDevice>> accounts = {};
  std::optional<AccountOnDevice> supposedly_main_account = {};
  Result result = {};

  static constexpr auto fields() {
    using Self = GetDeviceAccountsResult;
    return fields_of(
        field<&Self::accounts>("Accounts", {.doc = "The registrations, those with the latest connection first."}),
        field<&Self::supposedly_main_account>(
            "SupposedlyMainAccount", {.doc = "The active account that connected last; absent when there is none.",
                                      .evidence = Evidence::example,
                                      .question = "Q-device-main-account"}),
        field<&Self::result>("Result", {.evidence = Evidence::example}));
  }
};

constexpr Rule kGuid{"GetDeviceAccounts/installation-id-is-a-guid", Code::InvalidInputParameters,
                     "InstallationId is a guid in one of its four written forms.", Evidence::table};

AccountOnDevice account_on_device(const Call& call, const state::AccountOnDevice& row) {
  AccountOnDevice out{.user_name = row.username,
                      .system_name = row.system_name,
                      .ip = row.ip,
                      .entity_id = row.entity_id,
                      .backup_device_id = row.device_id,
                      .is_active_user = row.account_active,
                      .is_active_registration = row.registration_active,
                      .product_version = row.product_version,
                      .used_space_kb = row.used_kb,
                      .registration_date_utc = stored_date(row.registered_at),
                      .last_backup_date = {},
                      .last_connected_date_utc = stored_date(row.last_connection)};
  if (row.last_backup || call.profile.is<"Q-device-never-backed-up", "minimum">())
    out.last_backup_date = stored_date(row.last_backup.value_or(0));
  return out;
}

bool asked_for(const GetDeviceAccountsRequest& in, const state::AccountOnDevice& row) {
  return in.is_active_user.value_or(row.account_active) == row.account_active &&
         in.is_active_registration.value_or(row.registration_active) == row.registration_active;
}

Outcome<GetDeviceAccountsResult, kGuid, kInTree, kActive, kAncestorsActive> get_device_accounts(
    Call& call, const GetDeviceAccountsRequest& in) {
  const auto installation_id = plain_installation_id(in.installation_id);
  if (!installation_id) return refuse<kGuid>("InstallationId: must be a guid");
  const auto target = readable_entity(call, or_caller(call, in.target_entity_id));
  if (!target) return target;

  const auto rows = call.sandbox.devices.on_installation(*target, *installation_id, in.system_name);
  GetDeviceAccountsResult out;
  auto& accounts = out.accounts.emplace();
  for (const state::AccountOnDevice& row : rows)
    if (asked_for(in, row)) accounts.push_back(account_on_device(call, row));
  const bool of_all = call.profile.is<"Q-device-main-account", "of-all">();
  const auto main = std::ranges::find_if(
      rows, [&](const state::AccountOnDevice& row) { return row.account_active && (of_all || asked_for(in, row)); });
  if (main != rows.end()) out.supposedly_main_account = account_on_device(call, *main);
  return out;
}

}  // namespace

Operation get_device_accounts_operation() {
  return operation<get_device_accounts>("GetDeviceAccounts",
                                        {.doc = "Lists the backup accounts that are registered on a device.",
                                         .request = Evidence::verified,
                                         .response = Evidence::verified});
}

}  // namespace services::backup_devices_management
