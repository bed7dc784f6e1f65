// The operations of AppliancesManagementService, each defined in the file of its name.
#pragma once
#include "services/vocabulary.hpp"

namespace services::appliances_management {

Operation get_entity_appliances_operation();
Operation get_entity_appliance_browse_info_operation();

}  // namespace services::appliances_management
