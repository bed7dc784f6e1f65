// SetAdvancedFolderSettings: replaces the folder settings of an account on one device.
#include <algorithm>

#include "contract/profile.hpp"
#include "services/advanced_folder_backup_management/operations.hpp"
#include "services/advanced_folder_backup_management/wanted_settings.hpp"

namespace services::advanced_folder_backup_management {
namespace {

struct SetAdvancedFolderSettingsRequest {
  static constexpr std::string_view kName = "SetAdvancedFolderSettingsRequest";
  std::string user_name;
  std::string system_name;
  std::optional<ImageStreamSettings> image_stream_settings;

  static constexpr auto fields() {
    using Self = SetAdvancedFolderSettingsRequest;
    return fields_of(
        field<&Self::user_name>(
            "UserName", {.pattern = &contract::kAccountUserName, .required = true, .doc = "The backup account."}),
        field<&Self::system_name>("SystemName", {.required = true, .doc = "The device."}),
        field<&Self::image_stream_settings>("ImageStreamSettings", {.required = true, .doc = "What shall hold."}));
  }
};

struct SetAdvancedFolderSettingsResult {
  static constexpr std::string_view kName = "SetAdvancedFolderSettingsResult";
  std::optional<ImageStreamSettings> image_stream_settings = {};
  Result result = {};

  static constexpr auto fields() {
    using Self = SetAdvancedFolderSettingsResult;
    return fields_of(field<&Self::image_stream_settings>("ImageStreamSettings", {.doc = "What holds now."}),
                     field<&Self::result>("Result"));
  }
};

constexpr Rule kNotCancelled{"SetAdvancedFolderSettings/account-not-cancelled", Code::ObjectEntityMismatch,
                             "The account is not cancelled.", Evidence::assumed, "Q-folder-cancelled"};
constexpr Rule kSettingsKnown{"SetAdvancedFolderSettings/settings-known", Code::ObjectEntityMismatch,
                              "The settings, when they are named, are those of the device.", Evidence::assumed,
                              "Q-folder-settings-id"};
constexpr Rule kFoldersKnown{"SetAdvancedFolderSettings/folders-known", Code::ObjectEntityMismatch,
                             "Every folder that is not new is one of the device's settings.", Evidence::assumed,
                             "Q-folder-list"};

Outcome<SetAdvancedFolderSettingsResult, kNoNullFolder, kFolderOnce, kHourlyPeriod, kDayName, kWeeklyDay, kMonthlyDay,
        kStartTime, kEndTimeNotHourly, kEndTime, kTimeLimitedDays, kSkipDays, kCloudDays, kRunAs, kAccountInTree,
        kAccountManaged, kAccountEntityActive, kNotCancelled, kSystemRegistered, kSettingsKnown, kFoldersKnown>
set_advanced_folder_settings(Call& call, const SetAdvancedFolderSettingsRequest& in) {
  auto settings = wanted_settings(call, *in.image_stream_settings);
  if (!settings) return settings;
  const auto target = writable_account_in_tree(call, in.user_name);
  if (!target) return target;
  if (target->account.status == state::AccountStatus::cancelled && !call.profile.is<"Q-folder-cancelled", "accepted">())
    return refuse<kNotCancelled>;
  const auto device = call.sandbox.devices.find(target->account.id, in.system_name);
  if (!device) return refuse<kSystemRegistered>;
  const state::FolderSettings before = call.sandbox.folder_backups.of(device->id).value_or(state::FolderSettings{});
  if (settings->id != 0 && settings->id != before.id && call.profile.is<"Q-folder-settings-id", "checked">())
    return refuse<kSettingsKnown>;
  for (state::BackupFolder& folder : settings->folders) {
    const auto known = std::ranges::find(before.folders, folder.id, &state::BackupFolder::id);
    if (folder.id != 0 && known == before.folders.end()) return refuse<kFoldersKnown>;
    if (folder.created_at == 0) folder.created_at = folder.id != 0 ? known->created_at : call.now;
  }
  if (call.profile.is<"Q-folder-list", "merged">())
    for (const state::BackupFolder& folder : before.folders)
      if (std::ranges::find(settings->folders, folder.id, &state::BackupFolder::id) == settings->folders.end())
        settings->folders.push_back(folder);

  settings->device_id = device->id;
  call.sandbox.folder_backups.set(*settings);
  return SetAdvancedFolderSettingsResult{.image_stream_settings =
                                             on_the_wire(call, call.sandbox.folder_backups.of(device->id).value())};
}

}  // namespace

Operation set_advanced_folder_settings_operation() {
  return operation<set_advanced_folder_settings>("SetAdvancedFolderSettings",
                                                 {.doc = "Replaces the folder settings of an account on one device.",
                                                  .request = Evidence::example,
                                                  .response = Evidence::example});
}

}  // namespace services::advanced_folder_backup_management
