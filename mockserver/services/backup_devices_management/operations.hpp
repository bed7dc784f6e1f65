// The operations of BackupDevicesManagementService, each defined in the file of its name.
#pragma once
#include "services/vocabulary.hpp"

namespace services::backup_devices_management {

Operation get_backup_devices_operation();
Operation get_device_accounts_operation();

}  // namespace services::backup_devices_management
