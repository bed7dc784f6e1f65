// The backup account that a call is about, and what is done to accounts in several operations.
#pragma once
#include "services/account_management/rows.hpp"
#include "services/targets.hpp"

namespace services::account_management {

// One that can be reported on. `field` is the row that names the account, for Message.
Outcome<TargetAccount, kAccountKnown, kAccountInTree, kAccountEntityActive> readable_account(
    Call& call, std::string_view user_name, std::string_view field = "Username");
// One that can be changed, or acted for.
Outcome<TargetAccount, kAccountKnown, kAccountInTree, kAccountManaged, kAccountEntityActive> writable_account(
    Call& call, std::string_view user_name, std::string_view field = "Username");

// Tells the account's user by the template with this code. Without such a template of the entity or one above it the
// user is not told, and the answer says so.
Outcome<bool, kMailSent> tell_customer(Call& call, const TargetAccount& target, std::string_view template_code);

}  // namespace services::account_management
