// The operations of EntityMonitoringService, each defined in the file of its name.
#pragma once
#include "services/vocabulary.hpp"

namespace services::entity_monitoring {

Operation get_history_events_operation();
Operation get_monitoring_events_operation();
Operation get_history_events_totals_operation();
Operation get_history_recovery_events_operation();

}  // namespace services::entity_monitoring
