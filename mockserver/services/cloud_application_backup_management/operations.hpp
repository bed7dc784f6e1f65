// The operations of CloudApplicationBackupManagementService, each defined in the file of its name.
#pragma once
#include "services/vocabulary.hpp"

namespace services::cloud_application_backup_management {

Operation enable_backup_operation();
Operation disable_backup_operation();
Operation get_cloud_usage_operation();

}  // namespace services::cloud_application_backup_management
