// BackupDevicesManagementService: the devices of an account, and the accounts of a device.
#pragma once
#include "contract/operation.hpp"

namespace services {
extern const contract::Service kBackupDevicesManagementService;
}
