// Operations that the document gives to two services with the same table.
#pragma once
#include "services/vocabulary.hpp"

namespace services {

// On PartnerManagementService and CompanyManagementService; the evidence differs.
Operation create_additional_admin_operation(Evidence request, Evidence response);

// Marked "not available" by the document: listed under partners, addressed on CompanyManagementService.
Operation get_partner_details_operation();

}  // namespace services
