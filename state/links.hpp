// What the links in letters and tokens lead to: signing in once, setting a new password, an appliance's console.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "state/accounts.hpp"
#include "state/appliances.hpp"
#include "state/tokens.hpp"
#include "state/users.hpp"

namespace state {

struct SignedIn {
  std::string name = {};  // of the dashboard user or backup account
  std::int32_t entity_id = 0;
  bool dashboard_user = false;
};

class Links {
 public:
  Links(Tokens& tokens, Users& users, Accounts& accounts, Appliances& appliances)
      : tokens_(tokens), users_(users), accounts_(accounts), appliances_(appliances) {}

  // Who a one-time token signs in, when it was made for that name; the token is used up. Nothing, and the token stays,
  // when it was not.
  std::optional<SignedIn> sign_in(std::string_view name, std::string_view token);

  // The dashboard user a live reset link belongs to.
  std::optional<DashboardUser> reset_for(std::string_view token);
  // Sets the password of that user and uses the link up; false, and no change, when the link is dead.
  bool reset_password(std::string_view token, std::string_view password);

  // The appliance whose console a one-time token opens, when it was made for that appliance; the token is used up.
  // Nothing, and the token stays, when it was not, or when the appliance's remote access has ended.
  std::optional<Appliance> browse(std::string_view uuid, std::string_view token);

 private:
  Tokens& tokens_;
  Users& users_;
  Accounts& accounts_;
  Appliances& appliances_;
};

}  // namespace state
