// The operations of EntityManagementService, each defined in the file of its name.
#pragma once
#include "services/vocabulary.hpp"

namespace services::entity_management {

Operation get_entity_hierarchy_operation();
Operation get_entity_direct_accounts_operation();
Operation get_entity_accounts_operation();
Operation get_account_entities_operation();
Operation cancel_entity_operation();
Operation uncancel_entity_operation();
Operation suspend_entity_operation();
Operation activate_entity_operation();
Operation authenticate_dashboard_user_operation();

}  // namespace services::entity_management
