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

inline constexpr std::array<std::string_view, 3> kQuotaLevels = {"Fits", "Warning", "Over"};

// Of backup policies.
inline constexpr std::array<std::string_view, 3> kScannerModes = {"ScanAll", "ScanPersonal", "DontScan"};
inline constexpr std::array<std::string_view, 4> kScheduleTypes = {"Monthly", "Weekly", "Daily", "Hourly"};
inline constexpr std::array<std::string_view, 7> kWeekDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                              "Thursday", "Friday", "Saturday"};
inline constexpr std::array<std::string_view, 3> kFilterModes = {"None", "IncludeByWildcard", "ExcludeByWildCard"};
inline constexpr std::array<std::string_view, 5> kTypesOfFiles = {"Documents", "Video", "Music", "Image", "Custom"};
inline constexpr std::array<std::string_view, 5> kSizeUnits = {"B", "KB", "MB", "GB", "TB"};

// Of advanced folder backup.
inline constexpr std::array<std::string_view, 5> kFolderSchedules = {"Unknown", "Hourly", "Daily", "Weekly", "Monthly"};
inline constexpr std::array<std::string_view, 6> kFolderRetentions = {"Unknown", "Replicate",   "ForeverSave",
                                                                      "Archive", "TimeLimited", "CloudRetention"};

// Of what goes on: tokens that are out, and what the clock will bring about.
inline constexpr std::array<std::string_view, 6> kTokenKinds = {"DashboardAuthentication", "AccountAuthentication",
                                                                "DashboardSignIn",         "AccountSignIn",
                                                                "PasswordReset",           "ApplianceBrowse"};
inline constexpr std::array<std::string_view, 7> kDueKinds = {
    "PurgeFiles", "DeactivateLicense", "EndTokens", "NoBackup1", "NoBackup2", "NoProgress1", "NoProgress2"};

}  // namespace control
