// The devices accounts back up: one registration per account and system name.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "state/clock.hpp"
#include "state/database.hpp"
#include "state/entities.hpp"
#include "state/schedule.hpp"

namespace state {

enum class DeviceOs : std::uint8_t { windows, mac, linux_, android, ios };
enum class DeviceType : std::uint8_t { desktop, mobile };

constexpr DeviceType type_of(DeviceOs os) { return os >= DeviceOs::android ? DeviceType::mobile : DeviceType::desktop; }

struct Device {
  std::int32_t id = 0;  // 0 in add(): the next one
  std::int32_t account_id = 0;
  std::string name = {};  // the system name
  DeviceOs os = DeviceOs::windows;
  bool active = true;  // deactivated on the dashboard; back with the next connection
  std::int64_t used_kb = 0;
  std::string installation_id = {};  // guid in lower case with hyphens; empty in add(): none known
  Instant last_connection = 0;
  Instant registered_at = 0;                    // the first sign-in
  std::optional<Instant> last_backup = {};      // none: never
  std::string product_version = {};             // of the backup client: major.minor.build.revision
  std::string os_name = {};                     // as the client tells it: "Windows Server 2008 R2"
  std::optional<std::string> clr_version = {};  // of .NET; none: not installed
  std::string ip = {};

  static constexpr auto columns() {
    using Self = Device;
    return std::tuple(&Self::id, &Self::account_id, &Self::name, &Self::os, &Self::active, &Self::used_kb,
                      &Self::installation_id, &Self::last_connection, &Self::registered_at, &Self::last_backup,
                      &Self::product_version, &Self::os_name, &Self::clr_version, &Self::ip);
  }
};

// An account registered on a device.
struct AccountOnDevice {
  std::int32_t device_id = 0;
  std::string username = {};
  std::string system_name = {};
  std::string ip = {};
  std::int32_t entity_id = 0;
  bool account_active = false;  // by the account's own status
  bool registration_active = false;
  std::string product_version = {};
  std::int64_t used_kb = 0;
  Instant registered_at = 0;
  std::optional<Instant> last_backup = {};
  Instant last_connection = 0;

  static constexpr auto columns() {
    using Self = AccountOnDevice;
    return std::tuple(&Self::device_id, &Self::username, &Self::system_name, &Self::ip, &Self::entity_id,
                      &Self::account_active, &Self::registration_active, &Self::product_version, &Self::used_kb,
                      &Self::registered_at, &Self::last_backup, &Self::last_connection);
  }
};

// Days after its last completed backup on which a missing one is told of.
inline constexpr int kDaysToNoBackup1 = 3;
inline constexpr int kDaysToNoBackup2 = 7;

// System names compare case-insensitively. Used space counts whether the registration is active or not.
class Devices {
 public:
  Devices(Database& database, Clock& clock, Schedule& schedule)
      : database_(database), clock_(clock), schedule_(schedule) {}

  // By name.
  std::vector<Device> of(std::int32_t account_id);
  std::optional<Device> find(std::int32_t account_id, std::string_view name);
  // The id, or nothing and no change when the account has a device of that name. From its last backup on, or else from
  // its registration, it is watched for missing backups.
  std::optional<std::int32_t> add(const Device& device);
  void set_used_kb(std::int32_t id, std::int64_t used_kb);
  void set_active(std::int32_t id, bool active);
  // The accounts of the subtree on one installation, whose guid is in lower case with hyphens; those with the latest
  // connection first. With a system name only the registrations of that name.
  std::vector<AccountOnDevice> on_installation(const Entity& root, std::string_view installation_id,
                                               std::string_view system_name = {});
  // A sign-in of the account on the device: now the latest, and the registration is active again.
  void connect(std::int32_t id);

 private:
  Database& database_;
  Clock& clock_;
  Schedule& schedule_;
};

}  // namespace state
