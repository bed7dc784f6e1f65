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

  static constexpr auto columns() {
    using Self = Device;
    return std::tuple(&Self::id, &Self::account_id, &Self::name, &Self::os, &Self::active, &Self::used_kb,
                      &Self::installation_id, &Self::last_connection);
  }
};

// System names compare case-insensitively. Used space counts whether the registration is active or not.
class Devices {
 public:
  Devices(Database& database, Clock& clock) : database_(database), clock_(clock) {}

  // By name.
  std::vector<Device> of(std::int32_t account_id);
  std::optional<Device> find(std::int32_t account_id, std::string_view name);
  // The id, or nothing and no change when the account has a device of that name.
  std::optional<std::int32_t> add(const Device& device);
  void set_used_kb(std::int32_t id, std::int64_t used_kb);
  void set_active(std::int32_t id, bool active);
  // A sign-in of the account on the device: now the latest, and the registration is active again.
  void connect(std::int32_t id);

 private:
  Database& database_;
  Clock& clock_;
};

}  // namespace state
