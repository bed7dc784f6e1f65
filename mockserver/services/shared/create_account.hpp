// A new backup account, as several operations create it.
#pragma once
#include "services/targets.hpp"

namespace services {

// The rows of a request that Message names when they are at fault.
struct AccountFields {
  std::string_view user_name = "Username";
  std::string_view size = "AccountSizeMB";
};

// Adds the account to an entity that may be changed and mails its welcome, unless it or its entity gets no mail;
// answers its id. `account.entity_id` is set here; an UltraSafe account has no secret question. A missing template is
// nobody's mistake (Q-welcome-mail).
Outcome<std::int32_t, kUserNameFree> create_account(Call& call, const state::Entity& owner, state::NewAccount account,
                                                    AccountFields fields = {});

// The same for a size that need not fit.
Outcome<std::int32_t, kUserNameFree, kAccountSizeFits> create_account_that_fits(Call& call, const state::Entity& owner,
                                                                                state::NewAccount account,
                                                                                AccountFields fields = {});

}  // namespace services
