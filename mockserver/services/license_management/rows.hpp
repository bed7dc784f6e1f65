// Types that several messages of LicenseManagementService share.
#pragma once
#include <array>

#include "services/vocabulary.hpp"
#include "state/licenses.hpp"

namespace services::license_management {

// In the order of the help pages. The document's tables have the last one too, the help pages do not (Q-kroll).
enum class LicenseType : std::uint8_t { skraft_disk_image_v5, sql_backup, exchange_backup, kroll_exchange_recovery };

constexpr state::LicenseType stored(LicenseType type) { return static_cast<state::LicenseType>(type); }
constexpr LicenseType on_the_wire(state::LicenseType type) { return static_cast<LicenseType>(type); }

}  // namespace services::license_management

template <>
struct contract::EnumNames<services::license_management::LicenseType> {
  static constexpr std::string_view kName = "LicenseType";
  static constexpr std::array<std::string_view, 4> kValues{"SkraftDiskImageV5", "SqlBackup", "ExchangeBackup",
                                                           "KrollExchangeRecovery"};
  static constexpr std::size_t kUnlisted = 1;
};
