// The enumerations of BackupPolicyManagementService. Where state keeps a value, the order is the same.
#pragma once
#include <array>

#include "services/vocabulary.hpp"
#include "state/policies.hpp"
#include "state/policy_files.hpp"

namespace services::backup_policy_management {

using state::FileType;
using state::FilterMode;
using state::ScannerMode;
using state::ScheduleType;
using state::SizeUnit;
enum class DayOfWeek : std::uint8_t { sunday, monday, tuesday, wednesday, thursday, friday, saturday };

}  // namespace services::backup_policy_management

template <>
struct contract::EnumNames<state::ScannerMode> {
  static constexpr std::string_view kName = "ScannerMode";
  static constexpr std::array<std::string_view, 3> kValues{"ScanAll", "ScanPersonal", "DontScan"};
};
template <>
struct contract::EnumNames<state::ScheduleType> {
  static constexpr std::string_view kName = "ScheduleType";
  static constexpr std::array<std::string_view, 4> kValues{"Monthly", "Weekly", "Daily", "Hourly"};
};
template <>
struct contract::EnumNames<services::backup_policy_management::DayOfWeek> {
  static constexpr std::string_view kName = "DayOfWeek";
  static constexpr std::array<std::string_view, 7> kValues{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                           "Thursday", "Friday", "Saturday"};
};
// The document writes one card with a small c, the other with a capital.
template <>
struct contract::EnumNames<state::FilterMode> {
  static constexpr std::string_view kName = "ScannerFileFiltersMode";
  static constexpr std::array<std::string_view, 3> kValues{"None", "IncludeByWildcard", "ExcludeByWildCard"};
};
template <>
struct contract::EnumNames<state::FileType> {
  static constexpr std::string_view kName = "FileType";
  static constexpr std::array<std::string_view, 5> kValues{"Documents", "Video", "Music", "Image", "Custom"};
};
template <>
struct contract::EnumNames<state::SizeUnit> {
  static constexpr std::string_view kName = "SizeUnit";
  static constexpr std::array<std::string_view, 5> kValues{"B", "KB", "MB", "GB", "TB"};
};
