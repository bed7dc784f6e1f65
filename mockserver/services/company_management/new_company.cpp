#include "services/company_management/new_company.hpp"

#include "services/quotas.hpp"

namespace services::company_management {

Outcome<state::Entity, kInTree, kManaged, kActive, kAncestorsActive, kTakesCompanies, kCountryExists, kDataCentreThere,
        kQuotaFits>
add_company(Call& call, std::int32_t target_entity_id, std::string_view country_code, state::NewEntity company) {
  const auto parent = writable_entity(call, target_entity_id);
  if (!parent) return parent;
  if (parent->type != state::EntityType::partner && parent->type != state::EntityType::distributor)
    return refuse<kTakesCompanies>;
  const auto country = data_centre_country(call, country_code);
  if (!country) return country;
  if (quotas_hold(call) && !state::child_fits(*parent, company.disk_quota_gb.value_or(0)))
    return refuse<kQuotaFits>("DiskQuotaGB: " + std::to_string(state::free_gb(*parent).value_or(0)) + " GB are free");
  company.type = state::EntityType::company;
  company.parent_id = parent->id;
  company.data_center_country = *country;
  company.locale_id = parent->locale_id;
  auto added = call.sandbox.entities.find(call.sandbox.entities.add(company));
  call.sandbox.users.add_administrator(*added);
  return std::move(*added);
}

}  // namespace services::company_management
