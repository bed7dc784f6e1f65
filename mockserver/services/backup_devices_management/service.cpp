// The operations of BackupDevicesManagementService in the order of its WSDL.
#include "services/backup_devices_management/service.hpp"

#include "services/backup_devices_management/operations.hpp"

namespace services {
namespace backup_devices_management {
namespace {

const Operation kOperations[] = {
    get_backup_devices_operation(),
    get_device_accounts_operation(),
};

}  // namespace
}  // namespace backup_devices_management

const contract::Service kBackupDevicesManagementService{
    .name = "BackupDevicesManagementService",
    .doc = "The devices that back up an account, and the accounts registered on a device.",
    .operations = backup_devices_management::kOperations};

}  // namespace services
