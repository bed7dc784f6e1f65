// The names of enumerations in world files and control calls, in the order of their C++ types.
#pragma once
#include <array>
#include <string_view>

namespace control {

inline constexpr std::array<std::string_view, 5> kEntityTypes = {"Unknown", "Infrascale", "Distributor", "Partner",
                                                                 "Company"};
inline constexpr std::array<std::string_view, 3> kEntityStatuses = {"Active", "Suspended", "Cancelled"};
inline constexpr std::array<std::string_view, 6> kAccountStatuses = {"Active",   "Cancelled", "Expired",
                                                                     "Inactive", "Locked",    "Suspended"};
inline constexpr std::array<std::string_view, 5> kSystems = {"Windows", "Mac", "Linux", "Android", "iOS"};
inline constexpr std::array<std::string_view, 3> kLicenseTypes = {"SkraftDiskImageV5", "SqlBackup", "ExchangeBackup"};
inline constexpr std::array<std::string_view, 6> kApplianceTypes = {
    "Unknown", "PremisePhysical", "PremiseVirtual", "PremiseVmWare", "PremiseActiveActive", "Cloud"};
inline constexpr std::array<std::string_view, 12> kApplianceStatuses = {
    "CannotParse", "Unknown",    "Nominal",      "Attention", "Warning",  "Unresponsive",
    "Stopped",     "Terminated", "Initializing", "Rebooting", "Stopping", "Deleted"};
inline constexpr std::array<std::string_view, 12> kQueueStatuses = {
    "Unknown", "Idle", "Scan", "Sum", "Commit", "Transmit", "Receive", "Pause", "Work", "Abort", "Connect", "Error"};
inline constexpr std::array<std::string_view, 5> kSeverities = {"Unknown", "High", "Medium", "Info", "Low"};
inline constexpr std::array<std::string_view, 4> kCloudRegions = {"US_EST", "CANADA", "EU", "ASIA_SIDNEY"};
inline constexpr std::array<std::string_view, 6> kBackupSteps = {"Started",   "Progress", "Completed",
                                                                 "Cancelled", "Failed",   "Configured"};
inline constexpr std::array<std::string_view, 2> kRecoveryResults = {"Completed", "Failed"};

}  // namespace control
