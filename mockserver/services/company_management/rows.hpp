// Rules that several operations of CompanyManagementService share.
#pragma once
#include "services/vocabulary.hpp"

namespace services::company_management {

inline constexpr Rule kTakesCompanies{"shared/takes-companies", Code::ObjectEntityMismatch,
                                      "A company belongs to a partner or to a distributor.", Evidence::table};
inline constexpr Rule kIsCompany{"shared/is-company", Code::ObjectEntityMismatch, "The entity is a company.",
                                 Evidence::table};

}  // namespace services::company_management
