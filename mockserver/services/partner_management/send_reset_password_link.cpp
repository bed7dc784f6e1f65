// SendResetPasswordLink: mails a link that lets the entity's dashboard user set a new password.
#include "contract/profile.hpp"
#include "services/partner_management/operations.hpp"
#include "services/partner_management/reset_link.hpp"
#include "services/targets.hpp"

namespace services::partner_management {
namespace {

struct SendResetPasswordLinkRequest {
  static constexpr std::string_view kName = "SendResetPasswordLinkRequest";
  std::int32_t target_entity_id = 0;

  static constexpr auto fields() {
    return fields_of(field<&SendResetPasswordLinkRequest::target_entity_id>(
        "TargetEntityID", {.min = 0, .doc = "Distributor, partner or company of the user; 0 is the caller."}));
  }
};

struct SendResetPasswordLinkResult {
  static constexpr std::string_view kName = "SendResetPasswordLinkResult";
  Result result = {};
  std::optional<std::string> user_name = {};

  static constexpr auto fields() {
    using Self = SendResetPasswordLinkResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::user_name>("UserName", {.doc = "The dashboard user whose password the link sets.",
                                                          .evidence = Evidence::assumed,
                                                          .question = "Q-response-names"}));
  }
};

constexpr Rule kHasUser{"SendResetPasswordLink/has-a-user", Code::ObjectEntityMismatch,
                        "The entity has a dashboard administrator.", Evidence::assumed, "Q-reset-user"};
constexpr Rule kLinkMailed{"SendResetPasswordLink/link-mailed", Code::CannotSendEmail,
                           "A template EntityResetPwd exists for the entity or above it.", Evidence::assumed,
                           "Q-reset-mail"};

Outcome<SendResetPasswordLinkResult, kInTree, kManaged, kActive, kAncestorsActive, kHasUser, kLinkMailed>
send_reset_password_link(Call& call, const SendResetPasswordLinkRequest& in) {
  const auto target = writable_entity(call, or_caller(call, in.target_entity_id));
  if (!target) return target;
  auto user = call.sandbox.users.administrator(target->id);
  if (!user) return refuse<kHasUser>;

  if (!mail_reset_link(call, *target, *user) && call.profile.is<"Q-reset-mail", "CannotSendEmail">())
    return done_but<kLinkMailed>;
  return SendResetPasswordLinkResult{.user_name = std::move(user->name)};
}

}  // namespace

Operation send_reset_password_link_operation() {
  return operation<send_reset_password_link>(
      "SendResetPasswordLink", {.doc = "Mails a one-time link for a new password to an entity's contact address.",
                                .question = "Q-element-order"});
}

}  // namespace services::partner_management
