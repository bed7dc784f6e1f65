#include "services/shared/customer_mail.hpp"

#include "contract/profile.hpp"

namespace services {

bool mail_customer(Call& call, const state::Account& account, const state::Entity& entity,
                   std::string_view template_code) {
  if (account.disable_emails || entity.disable_emails) return call.profile.is<"Q-mail-disabled", "Success">();
  const std::string size_gb = std::to_string(account.size_mb / 1024);
  return call.sandbox.mail.send(entity, {.code = template_code,
                                         .locale_id = account.locale_id,
                                         .recipient = account.email,
                                         .username = account.username,
                                         .values = {{"FullName", account.full_name},
                                                    {"UserName", account.username},
                                                    {"Email", account.email},
                                                    {"AccountSizeGB", size_gb}}});
}

}  // namespace services
