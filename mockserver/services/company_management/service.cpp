// The list of CompanyManagementService, in the order of its WSDL.
#include "services/company_management/service.hpp"

#include "services/company_management/operations.hpp"
#include "services/shared/shared_operations.hpp"

namespace services {

namespace company_management {
namespace {

const Operation kOperations[] = {
    create_company_operation(),
    create_company_with_backup_account_operation(),
    create_additional_admin_operation(Evidence::table, Evidence::table),
    edit_company_operation(),
    get_used_space_for_all_accounts_operation(),
    get_company_details_operation(),
    get_partner_details_operation(),
};

}  // namespace
}  // namespace company_management

const contract::Service kCompanyManagementService{.name = "CompanyManagementService",
                                                  .doc = "Creates, changes and reports on companies.",
                                                  .operations = company_management::kOperations};

}  // namespace services
