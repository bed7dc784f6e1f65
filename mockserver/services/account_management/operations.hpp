// The operations of AccountManagementService, each defined in the file of its name.
#pragma once
#include "services/vocabulary.hpp"

namespace services::account_management {

Operation uncancel_account_operation();
Operation create_account_by_size_operation();
Operation change_backup_account_email_operation();
Operation change_backup_account_password_operation();
Operation change_account_size_operation();
Operation suspend_account_operation();
Operation unsuspend_account_operation();
Operation get_account_used_space_operation();
Operation get_account_used_space_by_system_operation();
Operation get_authentication_token_operation();
Operation get_authorization_token_by_entity_operation();
Operation authenticate_operation();
Operation change_account_email_operation();
Operation change_account_password_operation();
Operation create_account_by_partner_license_key_operation();
Operation get_all_accounts_operation();
Operation get_history_events_totals_operation();

}  // namespace services::account_management
