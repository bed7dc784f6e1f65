#include "services/account_management/target_account.hpp"

#include "services/shared/customer_mail.hpp"

namespace services::account_management {
namespace {

Outcome<TargetAccount, kAccountKnown, kAccountInTree> visible_account(Call& call, std::string_view user_name,
                                                                      std::string_view field) {
  auto account = call.sandbox.accounts.find(user_name);
  if (!account) return refuse<kAccountKnown>(std::string(field) + ": is not known");
  auto entity = visible_entity(call, account->entity_id);
  if (!entity) return refuse<kAccountInTree>;
  return TargetAccount{std::move(*account), std::move(*entity)};
}

}  // namespace

Outcome<TargetAccount, kAccountKnown, kAccountInTree, kAccountEntityActive> readable_account(Call& call,
                                                                                             std::string_view user_name,
                                                                                             std::string_view field) {
  auto target = visible_account(call, user_name, field);
  if (!target) return target;
  if (!usable(call, target->entity)) return refuse<kAccountEntityActive>;
  return std::move(*target);
}

Outcome<TargetAccount, kAccountKnown, kAccountInTree, kAccountManaged, kAccountEntityActive> writable_account(
    Call& call, std::string_view user_name, std::string_view field) {
  auto target = visible_account(call, user_name, field);
  if (!target) return target;
  if (!managed(call, target->entity)) return refuse<kAccountManaged>;
  if (!usable(call, target->entity)) return refuse<kAccountEntityActive>;
  return std::move(*target);
}

Outcome<bool, kMailSent> tell_customer(Call& call, const TargetAccount& target, std::string_view template_code) {
  if (!mail_customer(call, target.account, target.entity, template_code))
    return done_but<kMailSent>("there is no template " + std::string(template_code));
  return true;
}

}  // namespace services::account_management
