// The operations of LicenseManagementService in the order of its WSDL.
#include "services/license_management/service.hpp"

#include "services/license_management/operations.hpp"

namespace services {
namespace license_management {
namespace {

const Operation kOperations[] = {
    get_assigned_licenses_summary_operation(),
    get_assigned_license_details_operation(),
    remove_license_operation(),
    assign_license_operation(),
    unassign_license_operation(),
};

}  // namespace
}  // namespace license_management

const contract::Service kLicenseManagementService{
    .name = "LicenseManagementService",
    .doc = "Product licences: who holds them, and their way between the pools of entities and accounts.",
    .operations = license_management::kOperations};

}  // namespace services
