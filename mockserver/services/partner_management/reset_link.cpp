#include "services/partner_management/reset_link.hpp"

namespace services::partner_management {

bool mail_reset_link(Call& call, const state::Entity& entity, const state::DashboardUser& user) {
  const auto token = call.sandbox.tokens.issue(state::TokenKind::password_reset, user.id);
  const std::string link = std::string(call.base_url) + "/Account/ResetPassword?token=" + token.value;
  return call.sandbox.mail.send(entity, {.code = "EntityResetPwd",
                                         .locale_id = user.locale_id,
                                         .recipient = entity.contact_email,
                                         .username = user.name,
                                         .values = {{"Link", link},
                                                    {"UserName", user.name},
                                                    {"EntityName", entity.name},
                                                    {"ContactPerson", entity.contact_person}}});
}

}  // namespace services::partner_management
