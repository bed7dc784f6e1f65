// SuspendEntity: suspends a partner or company; ActivateEntity undoes it.
#include "services/entity_management/operations.hpp"
#include "services/entity_management/subordinate.hpp"

namespace services::entity_management {
namespace {

using state::EntityStatus;

struct SuspendEntityRequest {
  static constexpr std::string_view kName = "SuspendEntityRequest";
  std::int32_t target_entity_id = 0;

  static constexpr auto fields() {
    return fields_of(field<&SuspendEntityRequest::target_entity_id>(
        "TargetEntityId", {.min = 1, .doc = "The partner or company to suspend."}));
  }
};

struct SuspendEntityResult {
  static constexpr std::string_view kName = "SuspendEntityResult";
  Result result = {};
  bool already_suspended = false;

  static constexpr auto fields() {
    using Self = SuspendEntityResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::already_suspended>("AlreadySuspended",
                                                     {.doc = "The target was suspended before; nothing changed."}));
  }
};

constexpr Rule kNotItself{"SuspendEntity/not-itself", Code::ObjectEntityMismatch, "A caller cannot suspend itself.",
                          Evidence::table};
constexpr Rule kPartnerOrCompany{"SuspendEntity/partner-or-company", Code::ObjectEntityMismatch,
                                 "The target is a partner or a company.", Evidence::table};
constexpr Rule kNotEnded{"SuspendEntity/not-ended", Code::ObjectEntityMismatch,
                         "The target is neither cancelled nor expired.", Evidence::assumed, "Q-suspend-cancelled"};

Outcome<SuspendEntityResult, kNotItself, kInTree, kPartnerOrCompany, kManaged, kAncestorsActive, kNotEnded>
suspend_entity(Call& call, const SuspendEntityRequest& in) {
  const auto target = subordinate<kNotItself, kPartnerOrCompany>(call, in.target_entity_id);
  if (!target) return target;
  if (!below_active(call, *target)) return refuse<kAncestorsActive>;
  if (target->status == EntityStatus::suspended) return SuspendEntityResult{.already_suspended = true};
  if (target->status != EntityStatus::active) return refuse<kNotEnded>;

  call.sandbox.flows.suspend(*target);
  return SuspendEntityResult{};
}

}  // namespace

Operation suspend_entity_operation() {
  return operation<suspend_entity>("SuspendEntity", {.doc = "Suspends a partner or company; nothing is released.",
                                                     .request = Evidence::example,
                                                     .response = Evidence::example});
}

}  // namespace services::entity_management
