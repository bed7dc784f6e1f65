// CancelEntity: cancels a partner or company and everything below it.
#include "contract/profile.hpp"
#include "services/entity_management/operations.hpp"
#include "services/entity_management/subordinate.hpp"

namespace services::entity_management {
namespace {

using state::EntityStatus;

struct CancelEntityRequest {
  static constexpr std::string_view kName = "CancelEntityRequest";
  std::int32_t target_entity_id = 0;

  static constexpr auto fields() {
    return fields_of(field<&CancelEntityRequest::target_entity_id>(
        "TargetEntityId", {.min = 1, .doc = "The partner or company to cancel."}));
  }
};

struct CancelEntityResult {
  static constexpr std::string_view kName = "CancelEntityResult";
  Result result = {};
  bool already_canceled = false;

  static constexpr auto fields() {
    using Self = CancelEntityResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::already_canceled>("AlreadyCanceled",
                                                    {.doc = "The target was cancelled before; nothing changed."}));
  }
};

constexpr Rule kNotItself{"CancelEntity/not-itself", Code::ObjectEntityMismatch, "A caller cannot cancel itself.",
                          Evidence::table};
constexpr Rule kPartnerOrCompany{"CancelEntity/partner-or-company", Code::ObjectEntityMismatch,
                                 "The target is a partner or a company.", Evidence::table};
constexpr Rule kNotExpired{"CancelEntity/not-expired", Code::ObjectEntityMismatch, "The target is active or suspended.",
                           Evidence::assumed, "Q-cancel-expired"};

Outcome<CancelEntityResult, kNotItself, kInTree, kPartnerOrCompany, kManaged, kAncestorsActive, kNotExpired>
cancel_entity(Call& call, const CancelEntityRequest& in) {
  const auto target = subordinate<kNotItself, kPartnerOrCompany>(call, in.target_entity_id);
  if (!target) return target;
  if (target->parent_id != call.caller_id && call.profile.is<"Q-cancel-parent", "children">()) return refuse<kInTree>;
  if (target->status == EntityStatus::cancelled) return CancelEntityResult{.already_canceled = true};
  if (!below_active(call, *target)) return refuse<kAncestorsActive>;
  if (target->status == EntityStatus::expired && call.profile.is<"Q-cancel-expired", "refused">())
    return refuse<kNotExpired>;
  if (target->status == EntityStatus::suspended && call.profile.is<"Q-cancel-suspended", "refused">())
    return refuse<kNotExpired>;

  call.sandbox.flows.cancel(*target, call.caller);
  return CancelEntityResult{};
}

}  // namespace

Operation cancel_entity_operation() {
  return operation<cancel_entity>(
      "CancelEntity", {.doc = "Cancels a partner or company with everything below it and releases its resources.",
                       .request = Evidence::example,
                       .response = Evidence::example});
}

}  // namespace services::entity_management
