// The operations of CompanyManagementService, each defined in the file of its name.
#pragma once
#include "services/vocabulary.hpp"

namespace services::company_management {

Operation create_company_operation();
Operation create_company_with_backup_account_operation();
Operation edit_company_operation();
Operation get_used_space_for_all_accounts_operation();
Operation get_company_details_operation();

}  // namespace services::company_management
