// ActivateEntity: makes a suspended partner or company active again.
#include "services/entity_management/operations.hpp"
#include "services/entity_management/subordinate.hpp"

namespace services::entity_management {
namespace {

using state::EntityStatus;

struct ActivateEntityRequest {
  static constexpr std::string_view kName = "ActivateEntityRequest";
  std::int32_t target_entity_id = 0;

  static constexpr auto fields() {
    return fields_of(field<&ActivateEntityRequest::target_entity_id>(
        "TargetEntityId", {.min = 1, .doc = "The partner or company to activate."}));
  }
};

struct ActivateEntityResult {
  static constexpr std::string_view kName = "ActivateEntityResult";
  Result result = {};
  bool already_active = false;

  static constexpr auto fields() {
    using Self = ActivateEntityResult;
    return fields_of(
        field<&Self::result>("Result"),
        field<&Self::already_active>("AlreadyActive", {.doc = "The target was active before; nothing changed."}));
  }
};

constexpr Rule kNotItself{"ActivateEntity/not-itself", Code::ObjectEntityMismatch, "A caller cannot activate itself.",
                          Evidence::table};
constexpr Rule kPartnerOrCompany{"ActivateEntity/partner-or-company", Code::ObjectEntityMismatch,
                                 "The target is a partner or a company.", Evidence::table};
constexpr Rule kNotEnded{"ActivateEntity/not-ended", Code::ObjectEntityMismatch,
                         "The target is neither cancelled nor expired.", Evidence::assumed, "Q-suspend-cancelled"};

Outcome<ActivateEntityResult, kNotItself, kInTree, kPartnerOrCompany, kManaged, kAncestorsActive, kNotEnded>
activate_entity(Call& call, const ActivateEntityRequest& in) {
  const auto target = subordinate<kNotItself, kPartnerOrCompany>(call, in.target_entity_id);
  if (!target) return target;
  if (!below_active(call, *target)) return refuse<kAncestorsActive>;
  if (target->status == EntityStatus::active) return ActivateEntityResult{.already_active = true};
  if (target->status != EntityStatus::suspended) return refuse<kNotEnded>;

  call.sandbox.flows.activate(*target);
  return ActivateEntityResult{};
}

}  // namespace

Operation activate_entity_operation() {
  return operation<activate_entity>("ActivateEntity", {.doc = "Makes a suspended partner or company active again.",
                                                       .request = Evidence::example,
                                                       .response = Evidence::example});
}

}  // namespace services::entity_management
