// A new backup account, as several operations create it.
#pragma once
#include "services/targets.hpp"

namespace services {

// The rows of a request that Message names when they are at fault.
struct AccountFields {
  std::string_view user_name = "Username";
  std::string_view size = "AccountSizeMB";
};

// Only where a profile says so (Q-welcome-mail).
inline constexpr Rule kWelcomed{"shared/account-welcomed",
                                Code::CannotSendEmail,
                                "The account is there and stays, but the customer could not be welcomed by e-mail.",
                                Evidence::assumed,
                                "Q-welcome-mail",
                                true};

struct CreatedAccount {
  std::int32_t id = 0;
  bool welcomed = true;  // false: `return done_but<kWelcomed>` after all else is done
};

// Adds the account to an entity that may be changed and mails its welcome, unless it or its entity gets no mail;
// `account.entity_id` is set here; an UltraSafe account has no secret question. A missing template is
// nobody's mistake (Q-welcome-mail).
Outcome<CreatedAccount, kUserNameFree> create_account(Call& call, const state::Entity& owner, state::NewAccount account,
                                                      AccountFields fields = {});

// The same for a size that need not fit.
Outcome<CreatedAccount, kUserNameFree, kAccountSizeFits> create_account_that_fits(Call& call,
                                                                                  const state::Entity& owner,
                                                                                  state::NewAccount account,
                                                                                  AccountFields fields = {});

}  // namespace services
