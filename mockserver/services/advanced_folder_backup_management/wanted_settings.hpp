// The settings that a request asks for, checked member against member.
#pragma once
#include "services/advanced_folder_backup_management/rows.hpp"
#include "state/folder_backups.hpp"

namespace services::advanced_folder_backup_management {

inline constexpr Rule kNoNullFolder{"SetAdvancedFolderSettings/no-null-folder", Code::InvalidInputParameters,
                                    "No folder of the list is null.", Evidence::assumed, "Q-folder-list"};
inline constexpr Rule kFolderOnce{"SetAdvancedFolderSettings/folder-once", Code::InvalidInputParameters,
                                  "No folder stands in the list twice.", Evidence::assumed, "Q-folder-list"};
inline constexpr Rule kHourlyPeriod{"SetAdvancedFolderSettings/hourly-period", Code::InvalidInputParameters,
                                    "An hourly schedule has its period, an hour at least.", Evidence::table,
                                    "Q-folder-days"};
inline constexpr Rule kDayName{"SetAdvancedFolderSettings/day-name", Code::InvalidInputParameters,
                               "The day of the week is one of Sunday to Saturday.", Evidence::table};
inline constexpr Rule kWeeklyDay{"SetAdvancedFolderSettings/weekly-day", Code::InvalidInputParameters,
                                 "A weekly schedule has its day of the week.", Evidence::table};
inline constexpr Rule kMonthlyDay{"SetAdvancedFolderSettings/monthly-day", Code::InvalidInputParameters,
                                  "A monthly schedule has its day of the month.", Evidence::table};
inline constexpr Rule kStartTime{"SetAdvancedFolderSettings/start-time", Code::InvalidInputParameters,
                                 "A daily, weekly or monthly schedule has its start.", Evidence::table,
                                 "Q-folder-hourly-times"};
inline constexpr Rule kEndTimeNotHourly{"SetAdvancedFolderSettings/end-time-not-hourly", Code::InvalidInputParameters,
                                        "An hourly schedule has no end.", Evidence::table, "Q-folder-hourly-times"};
inline constexpr Rule kEndTime{"SetAdvancedFolderSettings/end-time", Code::InvalidInputParameters,
                               "The end is given when it is enabled.", Evidence::table};
inline constexpr Rule kTimeLimitedDays{"SetAdvancedFolderSettings/time-limited-days", Code::InvalidInputParameters,
                                       "Keeping for a limited time has its days, one at least.", Evidence::assumed,
                                       "Q-folder-days"};
inline constexpr Rule kSkipDays{"SetAdvancedFolderSettings/skip-days", Code::InvalidInputParameters,
                                "Skipping files is not for plain replication.", Evidence::table};
inline constexpr Rule kCloudDays{"SetAdvancedFolderSettings/cloud-days", Code::InvalidInputParameters,
                                 "Cloud retention has the days after which files are deleted.", Evidence::table};
inline constexpr Rule kRunAs{"SetAdvancedFolderSettings/run-as", Code::InvalidInputParameters,
                             "Running as another user needs the user's name and password.", Evidence::table};

// Without a device; a folder's date of 0 means that none was sent.
Outcome<state::FolderSettings, kNoNullFolder, kFolderOnce, kHourlyPeriod, kDayName, kWeeklyDay, kMonthlyDay, kStartTime,
        kEndTimeNotHourly, kEndTime, kTimeLimitedDays, kSkipDays, kCloudDays, kRunAs>
wanted_settings(const Call& call, const ImageStreamSettings& in);

}  // namespace services::advanced_folder_backup_management
