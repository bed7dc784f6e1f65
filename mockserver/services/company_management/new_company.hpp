// A new company, as both operations create it.
#pragma once
#include <string_view>

#include "services/company_management/data_centres.hpp"
#include "services/company_management/rows.hpp"
#include "services/targets.hpp"

namespace services::company_management {

// Adds the company and its dashboard administrator below the target. `company` brings what the request says; type,
// parent, data centre and locale are set here.
Outcome<state::Entity, kInTree, kManaged, kActive, kAncestorsActive, kTakesCompanies, kCountryExists, kDataCentreThere,
        kQuotaFits>
add_company(Call& call, std::int32_t target_entity_id, std::string_view country_code, state::NewEntity company);

}  // namespace services::company_management
