// CloudApplicationBackupManagementService: cloud-to-cloud backup of partners and companies.
#pragma once
#include "contract/operation.hpp"

namespace services {
extern const contract::Service kCloudApplicationBackupManagementService;
}
