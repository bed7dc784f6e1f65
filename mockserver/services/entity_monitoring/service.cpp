// The operations of EntityMonitoringService in the order of its WSDL.
#include "services/entity_monitoring/service.hpp"

#include "services/entity_monitoring/operations.hpp"

namespace services {
namespace entity_monitoring {
namespace {

const Operation kOperations[] = {
    get_history_events_operation(),
    get_monitoring_events_operation(),
    get_history_events_totals_operation(),
    get_history_recovery_events_operation(),
};

}  // namespace
}  // namespace entity_monitoring

const contract::Service kEntityMonitoringService{
    .name = "EntityMonitoringService",
    .doc = "What happened to backups and recoveries, and how the backups stand.",
    .operations = entity_monitoring::kOperations};

}  // namespace services
