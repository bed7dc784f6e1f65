// EntityMonitoringService: what happened to backups, and how they stand.
#pragma once
#include "contract/operation.hpp"

namespace services {
extern const contract::Service kEntityMonitoringService;
}
