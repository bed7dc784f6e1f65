// The operations of AppliancesManagementService in the order of the document.
#include "services/appliances_management/service.hpp"

#include "services/appliances_management/operations.hpp"

namespace services {
namespace appliances_management {
namespace {

const Operation kOperations[] = {get_entity_appliances_operation(), get_entity_appliance_browse_info_operation()};

}  // namespace
}  // namespace appliances_management

const contract::Service kAppliancesManagementService{
    .name = "AppliancesManagementService",
    .doc = "Disaster-recovery appliances: their state, their replication, and the way to their consoles.",
    .operations = appliances_management::kOperations};

}  // namespace services
