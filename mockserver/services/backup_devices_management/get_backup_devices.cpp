// GetBackupDevices: the devices that back up an account.
#include <algorithm>

#include "contract/profile.hpp"
#include "services/backup_devices_management/operations.hpp"
#include "services/dates.hpp"
#include "services/targets.hpp"

namespace services::backup_devices_management {
namespace {

struct GetBackupDevicesRequest {
  static constexpr std::string_view kName = "GetBackupDevicesRequest";
  std::string user_name;
  std::string system_name;

  static constexpr auto fields() {
    using Self = GetBackupDevicesRequest;
    return fields_of(
        field<&Self::user_name>("UserName", {.required = true, .doc = "The backup account."}),
        field<&Self::system_name>("SystemName", {.doc = "Only the device of this name.", .evidence = Evidence::table}));
  }
};

struct BackupDevice {
  static constexpr std::string_view kName = "BackupDevice";
  std::string user_name;
  std::string system_name;
  std::string product_version;
  DateTime registration_date_utc;
  std::string os_name;
  std::optional<std::string> clr_version;

  static constexpr auto fields() {
    using Self = BackupDevice;
    return fields_of(
        field<&Self::user_name>("UserName", {.doc = "The account that uses the device."}),
        field<&Self::system_name>("SystemName", {.doc = "Name of the device."}),
        field<&Self::product_version>("ProductVersion", {.doc = "Version of its client: major.minor.build.revision."}),
        field<&Self::registration_date_utc>("RegistrationDateUtc", {.doc = "When it first signed in (UTC)."}),
        field<&Self::os_name>("OsName", {.doc = "Name of its operating system."}),
        field<&Self::clr_version>("ClrVersion", {.doc = "Version of .NET on it; absent without."}));
  }
};

struct GetBackupDevicesResult {
  static constexpr std::string_view kName = "GetBackupDevicesResult";
  std::optional<std::vector<BackupDevice>> backup_devices = {};
  Result result = {};

  static constexpr auto fields() {
    using Self = GetBackupDevicesResult;
    return fields_of(field<&Self::backup_devices>("BackupDevices", {.doc = "The devices, the oldest first.",
                                                                    .question = "Q-device-registrations"}),
                     field<&Self::result>("Result"));
  }
};

BackupDevice backup_device(const state::Account& account, state::Device& device) {
  return {.user_name = account.username,
          .system_name = std::move(device.name),
          .product_version = std::move(device.product_version),
          .registration_date_utc = stored_date(device.registered_at),
          .os_name = std::move(device.os_name),
          .clr_version = std::move(device.clr_version)};
}

std::vector<state::Device> devices_of(Call& call, const state::Account& account, const std::string& system_name) {
  if (!system_name.empty()) {
    auto device = call.sandbox.devices.find(account.id, system_name);
    return device ? std::vector{std::move(*device)} : std::vector<state::Device>();
  }
  auto devices = call.sandbox.devices.of(account.id);
  std::ranges::stable_sort(devices, {}, &state::Device::registered_at);
  return devices;
}

Outcome<GetBackupDevicesResult, kAccountInTree, kAccountEntityActive> get_backup_devices(
    Call& call, const GetBackupDevicesRequest& in) {
  const auto target = readable_account_in_tree(call, in.user_name);
  if (!target) return target;

  GetBackupDevicesResult out;
  auto& devices = out.backup_devices.emplace();
  const bool obsolete_too = call.profile.is<"Q-device-registrations", "all">();
  for (state::Device& device : devices_of(call, target->account, in.system_name))
    if (device.active || obsolete_too) devices.push_back(backup_device(target->account, device));
  return out;
}

}  // namespace

Operation get_backup_devices_operation() {
  return operation<get_backup_devices>("GetBackupDevices", {.doc = "Lists the devices that back up an account.",
                                                            .request = Evidence::example,
                                                            .response = Evidence::example});
}

}  // namespace services::backup_devices_management
