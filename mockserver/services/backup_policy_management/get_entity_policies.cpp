// GetEntityPolicies: the backup policies of an entity, a page at a time.
#include "contract/profile.hpp"
#include "services/backup_policy_management/entity_policy.hpp"
#include "services/backup_policy_management/operations.hpp"
#include "services/backup_policy_management/parameters.hpp"
#include "services/targets.hpp"

namespace services::backup_policy_management {
namespace {

struct GetEntityPolicies {
  static constexpr std::string_view kName = "GetEntityPolicies";
  std::int32_t page_index = 0;
  std::int32_t page_size = 0;
  std::int32_t target_entity_id = 0;

  static constexpr auto fields() {
    using Self = GetEntityPolicies;
    return fields_of(field<&Self::page_index>("pageIndex", {.min = 1, .doc = "Which page; the first is 1."}),
                     field<&Self::page_size>("pageSize", {.min = 1, .doc = "How many policies a page has."}),
                     field<&Self::target_entity_id>("targetEntityId", kTargetEntityRules));
  }
};

// Only where a profile says so (Q-policy-page).
constexpr Rule kPageThere{"GetEntityPolicies/page-there",
                          Code::InvalidInputParameters,
                          "The page is not past the end.",
                          Evidence::assumed,
                          "Q-policy-page",
                          true};

Outcome<EntityPoliciesResult, kInTree, kActive, kAncestorsActive, kPageThere> get_entity_policies(
    Call& call, const GetEntityPolicies& in) {
  const auto owner = readable_entity(call, or_caller(call, in.target_entity_id));
  if (!owner) return owner;
  auto page = call.sandbox.policies.of(owner->id, {.index = in.page_index, .size = in.page_size});
  if (page.empty() && in.page_index > 1 && call.profile.is<"Q-policy-page", "refused">())
    return refuse<kPageThere>("pageIndex: there is no such page");
  return EntityPoliciesResult{.entity_policies = on_the_wire(std::move(page))};
}

}  // namespace

Operation get_entity_policies_operation() {
  return operation<get_entity_policies>("GetEntityPolicies",
                                        {.doc = "Lists the backup policies of an entity, page by page.",
                                         .style = Style::mixed,
                                         .also_wrapped = true,
                                         .question = "Q-policy-page"});
}

}  // namespace services::backup_policy_management
