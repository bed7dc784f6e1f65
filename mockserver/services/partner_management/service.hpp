// PartnerManagementService: partners, their administrators, and moving companies between them.
#pragma once
#include "contract/operation.hpp"

namespace services {
extern const contract::Service kPartnerManagementService;
}
