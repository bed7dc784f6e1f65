// The operations of EntityManagementService in the order of its WSDL.
#include "services/entity_management/service.hpp"

#include "services/entity_management/operations.hpp"

namespace services {
namespace entity_management {
namespace {

const Operation kOperations[] = {
    get_entity_hierarchy_operation(),
    get_entity_direct_accounts_operation(),
    get_entity_accounts_operation(),
    get_account_entities_operation(),
    cancel_entity_operation(),
    uncancel_entity_operation(),
    suspend_entity_operation(),
    activate_entity_operation(),
    authenticate_dashboard_user_operation(),
};

}  // namespace
}  // namespace entity_management

const contract::Service kEntityManagementService{
    .name = "EntityManagementService",
    .doc = "The tree of distributors, partners and companies, its accounts, and the status of its entities.",
    .operations = entity_management::kOperations};

}  // namespace services
