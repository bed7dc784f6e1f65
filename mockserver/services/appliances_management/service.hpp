// AppliancesManagementService: disaster-recovery appliances of partners and companies.
#pragma once
#include "contract/operation.hpp"

namespace services {
extern const contract::Service kAppliancesManagementService;
}
