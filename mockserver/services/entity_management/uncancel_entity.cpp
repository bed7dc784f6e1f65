// UncancelEntity: makes one cancelled partner or company active again, without what was below it.
#include "services/entity_management/operations.hpp"
#include "services/entity_management/subordinate.hpp"

namespace services::entity_management {
namespace {

using state::EntityStatus;

struct UncancelEntityRequest {
  static constexpr std::string_view kName = "UncancelEntityRequest";
  std::int32_t target_entity_id = 0;

  static constexpr auto fields() {
    return fields_of(field<&UncancelEntityRequest::target_entity_id>(
        "TargetEntityId", {.min = 1, .doc = "The partner or company to make active again."}));
  }
};

struct UncancelEntityResult {
  static constexpr std::string_view kName = "UncancelEntityResult";
  Result result = {};

  static constexpr auto fields() {
    using Self = UncancelEntityResult;
    return fields_of(field<&Self::result>("Result"));
  }
};

constexpr Rule kNotItself{"UncancelEntity/not-itself", Code::ObjectEntityMismatch, "A caller cannot uncancel itself.",
                          Evidence::table};
constexpr Rule kPartnerOrCompany{"UncancelEntity/partner-or-company", Code::ObjectEntityMismatch,
                                 "The target is a partner or a company.", Evidence::table};
constexpr Rule kNotExpired{"UncancelEntity/not-expired", Code::EntityExpired, "The target's trial has not ended.",
                           Evidence::table};
constexpr Rule kCancelled{"UncancelEntity/cancelled", Code::EntityStatusFlowTransitionViolation,
                          "The target is cancelled.", Evidence::table};

Outcome<UncancelEntityResult, kNotItself, kInTree, kPartnerOrCompany, kManaged, kAncestorsActive, kNotExpired,
        kCancelled>
uncancel_entity(Call& call, const UncancelEntityRequest& in) {
  const auto target = subordinate<kNotItself, kPartnerOrCompany>(call, in.target_entity_id);
  if (!target) return target;
  if (!below_active(call, *target)) return refuse<kAncestorsActive>;
  if (target->status == EntityStatus::expired) return refuse<kNotExpired>;
  if (target->status != EntityStatus::cancelled) return refuse<kCancelled>;

  call.sandbox.flows.uncancel(*target);
  return UncancelEntityResult{};
}

}  // namespace

Operation uncancel_entity_operation() {
  return operation<uncancel_entity>(
      "UncancelEntity",
      {.doc = "Makes one cancelled partner or company active again; nothing below it and nothing purged returns.",
       .request = Evidence::example,
       .response = Evidence::example});
}

}  // namespace services::entity_management
