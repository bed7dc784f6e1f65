// GetAdvancedFolderSettings: the folder settings of an account on one device.
#include "contract/profile.hpp"
#include "services/advanced_folder_backup_management/operations.hpp"
#include "services/advanced_folder_backup_management/rows.hpp"

namespace services::advanced_folder_backup_management {
namespace {

struct GetAdvancedFolderSettingsRequest {
  static constexpr std::string_view kName = "GetAdvancedFolderSettingsRequest";
  std::string user_name;
  std::string system_name;

  static constexpr auto fields() {
    using Self = GetAdvancedFolderSettingsRequest;
    return fields_of(
        field<&Self::user_name>(
            "UserName", {.pattern = &contract::kAccountUserName, .required = true, .doc = "The backup account."}),
        field<&Self::system_name>("SystemName", {.required = true, .doc = "The device."}));
  }
};

struct GetAdvancedFolderSettingsResult {
  static constexpr std::string_view kName = "GetAdvancedFolderSettingsResult";
  std::optional<ImageStreamSettings> image_stream_settings = {};
  Result result = {};

  static constexpr auto fields() {
    using Self = GetAdvancedFolderSettingsResult;
    return fields_of(
        field<&Self::image_stream_settings>(
            "ImageStreamSettings", {.doc = "The settings; absent where none were made.", .question = "Q-folder-none"}),
        field<&Self::result>("Result"));
  }
};

Outcome<GetAdvancedFolderSettingsResult, kAccountInTree, kAccountEntityActive, kSystemRegistered>
get_advanced_folder_settings(Call& call, const GetAdvancedFolderSettingsRequest& in) {
  const auto target = readable_account_in_tree(call, in.user_name);
  if (!target) return target;
  const auto device = call.sandbox.devices.find(target->account.id, in.system_name);
  if (!device) return refuse<kSystemRegistered>;

  GetAdvancedFolderSettingsResult out;
  if (const auto settings = call.sandbox.folder_backups.of(device->id))
    out.image_stream_settings = on_the_wire(call, *settings);
  else if (call.profile.is<"Q-folder-none", "empty">())
    out.image_stream_settings = on_the_wire(call, {});
  return out;
}

}  // namespace

Operation get_advanced_folder_settings_operation() {
  return operation<get_advanced_folder_settings>("GetAdvancedFolderSettings",
                                                 {.doc = "Retrieves the folder settings of an account on one device.",
                                                  .request = Evidence::example,
                                                  .response = Evidence::example});
}

}  // namespace services::advanced_folder_backup_management
