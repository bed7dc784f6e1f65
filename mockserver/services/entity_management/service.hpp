// EntityManagementService: the entity tree, its accounts, and the status of its entities.
#pragma once
#include "contract/operation.hpp"

namespace services {
extern const contract::Service kEntityManagementService;
}
