// The words for what monitoring speaks of, as the API and world files spell them; each list in its enumeration's order.
#pragma once
#include <array>
#include <string_view>

#include "state/events.hpp"

namespace state {

inline constexpr std::array<std::string_view, kEventTypes> kEventTypeNames{
    "BackupStarted",        "BackupCompleted",   "BackupProgress",       "BackupCancelled",      "BackupConfigured",
    "NoProgressEvent1",     "NoProgressEvent2",  "NoBackupEvent1",       "NoBackupEvent2",       "AbnormalBackupScope",
    "OverQuotaWarning",     "OverQuotaError",    "OverQuotaFixed",       "TooLongBackup",        "ReplicationCompleted",
    "ReplicationCancelled", "ReplicationFailed", "BackupCheckCompleted", "BackupCheckCancelled", "BackupCheckFailed",
    "BackupCheckExecuted"};
inline constexpr std::array<std::string_view, kBackupTypes> kBackupTypeNames{"Online",
                                                                             "ImageStream",
                                                                             "Exchange",
                                                                             "LiveProtect",
                                                                             "MSSQL",
                                                                             "ShadowProtectBackup",
                                                                             "GeneralNotification",
                                                                             "ApplianceHyperVBackup",
                                                                             "ApplianceVmWareBackup",
                                                                             "ApplianceFileFolderBackup",
                                                                             "ApplianceExchangeBackup",
                                                                             "ApplianceSQLBackup",
                                                                             "ApplianceDRBackup",
                                                                             "IcabMsOffice",
                                                                             "IcabSharepoint",
                                                                             "IcabOneDrive",
                                                                             "IcabGoogleApps",
                                                                             "IcabMsOfficeGroups",
                                                                             "IcabSalesforce",
                                                                             "IcabBox",
                                                                             "IcabDropBox"};
inline constexpr std::array<std::string_view, 3> kIndicatorNames{"Ok", "Warning", "Error"};
inline constexpr std::array<std::string_view, 5> kMonitorStatusNames{"Uploading", "Canceled", "Failed", "Completed",
                                                                     "Configured"};
inline constexpr std::array<std::string_view, 3> kEventAccountTypeNames{"BackupAccount", "ApplicationUser",
                                                                        "IcabEmail"};
inline constexpr std::array<std::string_view, 2> kRecoveryTypeNames{"RecoveryCompleted", "RecoveryFailed"};

}  // namespace state
