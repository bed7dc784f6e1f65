#include "services/shared/create_account.hpp"

#include "contract/profile.hpp"
#include "services/quotas.hpp"
#include "services/shared/customer_mail.hpp"

namespace services {

Outcome<CreatedAccount, kUserNameFree> create_account(Call& call, const state::Entity& owner, state::NewAccount account,
                                                      AccountFields fields) {
  account.entity_id = owner.id;
  if (account.ultrasafe) account.secret_question = account.secret_answer = {};
  const auto id = call.sandbox.accounts.add(account);
  if (!id) return refuse<kUserNameFree>(std::string(fields.user_name) + ": is taken");
  const bool wants_mail = !account.disable_emails && !owner.disable_emails;
  const bool mailed = mail_customer(call, *call.sandbox.accounts.find(*id), owner, "UMSWELCOME");
  return CreatedAccount{.id = *id, .welcomed = mailed || !wants_mail || call.profile.is<"Q-welcome-mail", "Success">()};
}

Outcome<CreatedAccount, kUserNameFree, kAccountSizeFits> create_account_that_fits(Call& call,
                                                                                  const state::Entity& owner,
                                                                                  state::NewAccount account,
                                                                                  AccountFields fields) {
  if (call.sandbox.accounts.find(account.username))
    return refuse<kUserNameFree>(std::string(fields.user_name) + ": is taken");
  if (quotas_hold(call) && !state::account_fits(owner, account.size_mb))
    return refuse<kAccountSizeFits>(std::string(fields.size) + ": exceeds the free space of the entity");
  return create_account(call, owner, std::move(account), fields);
}

}  // namespace services
