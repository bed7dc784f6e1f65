// BackupPolicyManagementService: backup policies of entities, and the accounts that follow them.
#pragma once
#include "contract/operation.hpp"

namespace services {
extern const contract::Service kBackupPolicyManagementService;
}
