// The operations of LicenseManagementService, each defined in the file of its name.
#pragma once
#include "services/vocabulary.hpp"

namespace services::license_management {

Operation get_assigned_licenses_summary_operation();
Operation get_assigned_license_details_operation();
Operation remove_license_operation();
Operation assign_license_operation();
Operation unassign_license_operation();

}  // namespace services::license_management
