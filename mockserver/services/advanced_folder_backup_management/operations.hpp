// The operations of AdvancedFolderBackupManagementService, each defined in the file of its name.
#pragma once
#include "services/vocabulary.hpp"

namespace services::advanced_folder_backup_management {

Operation get_advanced_folder_settings_operation();
Operation set_advanced_folder_settings_operation();

}  // namespace services::advanced_folder_backup_management
