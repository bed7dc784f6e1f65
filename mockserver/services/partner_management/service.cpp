// The operations of PartnerManagementService in the order of the API document.
#include "services/partner_management/service.hpp"

#include "services/partner_management/operations.hpp"
#include "services/shared/shared_operations.hpp"

namespace services {
namespace partner_management {
namespace {

const Operation kOperations[] = {
    create_partner_operation(),
    send_reset_password_link_operation(),
    create_additional_admin_operation(Evidence::example, Evidence::example),
    edit_partner_operation(),
    get_companies_summary_operation(),
    get_partner_details_operation(),
    get_partner_details_by_application_user_operation(),
    cancel_empty_partner_operation(),
    move_company_operation(),
};

}  // namespace
}  // namespace partner_management

const contract::Service kPartnerManagementService{
    .name = "PartnerManagementService",
    .doc = "Partners and their administrators, and the move of a company between partners.",
    .operations = partner_management::kOperations};

}  // namespace services
