// The operations of BackupPolicyManagementService in the order of the document.
#include "services/backup_policy_management/service.hpp"

#include "services/backup_policy_management/operations.hpp"

namespace services {
namespace backup_policy_management {
namespace {

const Operation kOperations[] = {
    create_entity_policy_operation(),         get_entity_policy_operation(),
    get_entity_policies_all_operation(),      get_entity_policies_operation(),
    update_entity_policy_operation(),         delete_entity_policy_operation(),
    add_account_policy_operation(),           add_account_policy_simple_operation(),
    get_account_policies_operation(),         delete_account_policy_operation(),
    delete_account_policy_silent_operation(), get_scanner_custom_pathes_operation(),
    set_scanner_custom_pathes_operation(),    get_backup_set_custom_pathes_operation(),
    set_backup_set_custom_pathes_operation(), get_scanner_file_size_limits_operation(),
    set_scanner_file_size_limits_operation(),
};

}  // namespace
}  // namespace backup_policy_management

const contract::Service kBackupPolicyManagementService{
    .name = "BackupPolicyManagementService",
    .doc = "Backup policies: what an entity has its accounts back up, when and how, and which accounts follow it.",
    .operations = backup_policy_management::kOperations};

}  // namespace services
