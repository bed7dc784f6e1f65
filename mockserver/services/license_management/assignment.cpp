#include "services/license_management/assignment.hpp"

namespace services::license_management {

Outcome<Assignment, kAccountKnown, kHierarchy, kAccountManaged, kAccountEntityActive> assignment(
    Call& call, std::string_view user_name, std::int32_t provider_id) {
  auto account = call.sandbox.accounts.find(user_name);
  if (!account) return refuse<kAccountKnown>("Username: is not known");
  const state::Entity entity = call.sandbox.entities.find(account->entity_id).value();
  auto provider = visible_entity(call, or_caller(call, provider_id));
  if (!provider) return refuse<kHierarchy>("LicenseProviderEntityId: is neither the caller nor below it");
  if (!state::within(*provider, entity))
    return refuse<kHierarchy>("LicenseProviderEntityId: is neither the account's entity nor above it");
  if (!managed(call, entity)) return refuse<kAccountManaged>;
  if (!usable(call, entity)) return refuse<kAccountEntityActive>;
  return Assignment{std::move(*account), std::move(*provider)};
}

}  // namespace services::license_management
