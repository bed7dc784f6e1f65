// LicenseManagementService: product licences of backup accounts.
#pragma once
#include "contract/operation.hpp"

namespace services {
extern const contract::Service kLicenseManagementService;
}
