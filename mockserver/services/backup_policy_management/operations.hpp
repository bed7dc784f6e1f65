// The operations of BackupPolicyManagementService, each defined in the file of its name.
#pragma once
#include "services/vocabulary.hpp"

namespace services::backup_policy_management {

Operation create_entity_policy_operation();
Operation get_entity_policy_operation();
Operation get_entity_policies_all_operation();
Operation get_entity_policies_operation();
Operation update_entity_policy_operation();
Operation delete_entity_policy_operation();
Operation add_account_policy_operation();
Operation add_account_policy_simple_operation();
Operation get_account_policies_operation();
Operation delete_account_policy_operation();
Operation delete_account_policy_silent_operation();
Operation get_scanner_custom_pathes_operation();
Operation set_scanner_custom_pathes_operation();
Operation get_backup_set_custom_pathes_operation();
Operation set_backup_set_custom_pathes_operation();
Operation get_scanner_file_size_limits_operation();
Operation set_scanner_file_size_limits_operation();

}  // namespace services::backup_policy_management
