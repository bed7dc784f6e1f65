// AdvancedFolderBackupManagementService: which folders of a device are backed up, and how.
#pragma once
#include "contract/operation.hpp"

namespace services {
extern const contract::Service kAdvancedFolderBackupManagementService;
}
