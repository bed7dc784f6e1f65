// The operations of CloudApplicationBackupManagementService in the order of the document.
#include "services/cloud_application_backup_management/service.hpp"

#include "services/cloud_application_backup_management/operations.hpp"

namespace services {
namespace cloud_application_backup_management {
namespace {

const Operation kOperations[] = {enable_backup_operation(), disable_backup_operation(), get_cloud_usage_operation()};

}  // namespace
}  // namespace cloud_application_backup_management

const contract::Service kCloudApplicationBackupManagementService{
    .name = "CloudApplicationBackupManagementService",
    .doc = "Backup of cloud applications: who is signed up for it, and what it uses.",
    .operations = cloud_application_backup_management::kOperations};

}  // namespace services
