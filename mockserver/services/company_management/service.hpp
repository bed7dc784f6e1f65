// CompanyManagementService: companies, their contacts, quotas and used space.
#pragma once
#include "contract/operation.hpp"

namespace services {

extern const contract::Service kCompanyManagementService;

}  // namespace services
