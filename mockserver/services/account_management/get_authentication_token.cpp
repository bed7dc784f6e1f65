// GetAuthenticationToken: checks the password of a backup account and gives a temporary token.
#include "services/account_management/operations.hpp"
#include "services/account_management/target_account.hpp"
#include "state/fold.hpp"

namespace services::account_management {
namespace {

struct GetAuthenticationTokenRequest {
  static constexpr std::string_view kName = "GetAuthenticationTokenRequest";
  std::string username;
  std::string password;

  static constexpr auto fields() {
    using Self = GetAuthenticationTokenRequest;
    return fields_of(field<&Self::username>("Username", {.required = true, .doc = "The backup account."}),
                     field<&Self::password>("Password", {.required = true, .secret = true, .doc = "Its password."}));
  }
};

struct GetAuthenticationTokenResult {
  static constexpr std::string_view kName = "GetAuthenticationTokenResult";
  Result result = {};
  std::optional<std::string> token = {};

  static constexpr auto fields() {
    using Self = GetAuthenticationTokenResult;
    return fields_of(
        field<&Self::result>("Result"),
        field<&Self::token>("Token", {.secret = true, .doc = "Stands for the account in further client operations."}));
  }
};

Outcome<GetAuthenticationTokenResult, kAccountKnown, kAccountInTree, kAccountEntityActive, kPasswordRight, kStandard,
        kAccountActive>
get_authentication_token(Call& call, const GetAuthenticationTokenRequest& in) {
  const auto target = readable_account(call, in.username);
  if (!target) return target;
  if (!state::same_secret(target->account.password, in.password)) return refuse<kPasswordRight>;
  if (target->account.ultrasafe) return refuse<kStandard>("Username: is an UltraSafe account");
  if (target->account.status != state::AccountStatus::active) return refuse<kAccountActive>;
  return GetAuthenticationTokenResult{
      .token = call.sandbox.tokens.issue(state::TokenKind::account_authentication, target->account.id).value};
}

}  // namespace

Operation get_authentication_token_operation() {
  return operation<get_authentication_token>(
      "GetAuthenticationToken", {.doc = "Authenticates a backup account and returns a temporary security token.",
                                 .request = Evidence::verified,
                                 .response = Evidence::verified});
}

}  // namespace services::account_management
