// AccountManagementService: backup accounts, their sizes, passwords, tokens and used space.
#pragma once
#include "contract/operation.hpp"

namespace services {

extern const contract::Service kAccountManagementService;

}  // namespace services
