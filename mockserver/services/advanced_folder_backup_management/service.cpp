// The operations of AdvancedFolderBackupManagementService in the order of the document.
#include "services/advanced_folder_backup_management/service.hpp"

#include "services/advanced_folder_backup_management/operations.hpp"

namespace services {
namespace advanced_folder_backup_management {
namespace {

const Operation kOperations[] = {get_advanced_folder_settings_operation(), set_advanced_folder_settings_operation()};

}  // namespace
}  // namespace advanced_folder_backup_management

const contract::Service kAdvancedFolderBackupManagementService{
    .name = "AdvancedFolderBackupManagementService",
    .doc = "Folder backup: which folders of a device are backed up, when, and how long they are kept.",
    .operations = advanced_folder_backup_management::kOperations};

}  // namespace services
