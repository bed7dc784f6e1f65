// The operations of PartnerManagementService, each defined in the file of its name.
#pragma once
#include "services/vocabulary.hpp"

namespace services::partner_management {

Operation create_partner_operation();
Operation send_reset_password_link_operation();
Operation edit_partner_operation();
Operation get_companies_summary_operation();
Operation get_partner_details_by_application_user_operation();
Operation cancel_empty_partner_operation();
Operation move_company_operation();

}  // namespace services::partner_management
