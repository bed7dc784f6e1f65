// CancelEmptyPartner: cancels a partner of the caller that holds nothing any more.
#include "contract/profile.hpp"
#include "services/partner_management/operations.hpp"
#include "services/targets.hpp"

namespace services::partner_management {
namespace {

struct CancelEmptyPartnerRequest {
  static constexpr std::string_view kName = "CancelEmptyPartnerRequest";
  std::int32_t partner_entity_id = 0;
  std::optional<std::string> reason;

  static constexpr auto fields() {
    using Self = CancelEmptyPartnerRequest;
    return fields_of(field<&Self::partner_entity_id>("PartnerEntityId", {.min = 1, .doc = "The partner to cancel."}),
                     field<&Self::reason>("Reason", {.max_length = 500, .doc = "Why it is cancelled."}));
  }
};

struct CancelEmptyPartnerResult {
  static constexpr std::string_view kName = "CancelEmptyPartnerResult";
  Result result = {};
  bool already_canceled = false;

  static constexpr auto fields() {
    using Self = CancelEmptyPartnerResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::already_canceled>("AlreadyCanceled",
                                                    {.doc = "The partner was cancelled before; nothing changed."}));
  }
};

constexpr Rule kChildPartner{"CancelEmptyPartner/child-partner", Code::ObjectEntityMismatch,
                             "The entity is a partner directly below the caller.", Evidence::table};
constexpr Rule kNotExpired{"CancelEmptyPartner/not-expired", Code::ObjectEntityMismatch,
                           "The partner is active or suspended.", Evidence::assumed, "Q-cancel-expired"};
constexpr Rule kEmpty{"CancelEmptyPartner/empty", Code::EntityIsNotEmpty,
                      "The partner holds no company and no account that is not cancelled.", Evidence::table};

Outcome<CancelEmptyPartnerResult, kInTree, kChildPartner, kManaged, kNotExpired, kEmpty> cancel_empty_partner(
    Call& call, const CancelEmptyPartnerRequest& in) {
  const auto partner = visible_entity(call, in.partner_entity_id);
  if (!partner) return partner;
  if (partner->type != state::EntityType::partner || partner->parent_id != call.caller_id) return refuse<kChildPartner>;
  if (!managed(call, *partner)) return refuse<kManaged>;
  if (partner->status == state::EntityStatus::cancelled) return CancelEmptyPartnerResult{.already_canceled = true};
  if (partner->status == state::EntityStatus::expired && call.profile.is<"Q-cancel-expired", "refused">())
    return refuse<kNotExpired>;
  if (partner->status == state::EntityStatus::suspended && call.profile.is<"Q-cancel-suspended", "refused">())
    return refuse<kNotExpired>;
  if (partner->children > 0 || partner->open_accounts > 0) return refuse<kEmpty>;

  call.sandbox.flows.cancel(*partner, call.caller, in.reason.value_or(""));
  return CancelEmptyPartnerResult{};
}

}  // namespace

Operation cancel_empty_partner_operation() {
  return operation<cancel_empty_partner>(
      "CancelEmptyPartner", {.doc = "Cancels a partner that holds nothing.", .question = "Q-element-order"});
}

}  // namespace services::partner_management
