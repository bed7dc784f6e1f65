// GetAuthorizationTokenByEntity: a one-time token that signs its holder in.
#include "services/account_management/operations.hpp"
#include "services/account_management/target_account.hpp"

namespace services::account_management {
namespace {

struct GetAuthorizationTokenByEntityRequest {
  static constexpr std::string_view kName = "GetAuthorizationTokenByEntityRequest";
  std::string username;
  std::optional<bool> is_app_user = {};

  static constexpr auto fields() {
    using Self = GetAuthorizationTokenByEntityRequest;
    return fields_of(
        field<&Self::username>("Username", {.required = true, .doc = "The backup account, or the dashboard user."}),
        field<&Self::is_app_user>("IsAppUser", {.doc = "true: Username is a dashboard user; missing is false."}));
  }
};

struct GetAuthorizationTokenByEntityResult {
  static constexpr std::string_view kName = "GetAuthorizationTokenByEntityResult";
  std::optional<std::string> auth_token = {};
  Result result = {};

  static constexpr auto fields() {
    using Self = GetAuthorizationTokenByEntityResult;
    return fields_of(
        field<&Self::auth_token>(
            "AuthToken", {.secret = true, .doc = "Signs in once, at /Account/Login?uid=<user name>&token=<token>."}),
        field<&Self::result>("Result"));
  }
};

constexpr Rule kDashboardUserKnown{"GetAuthorizationTokenByEntity/dashboard-user-known", Code::InvalidParameterUserName,
                                   "With IsAppUser the user name belongs to a dashboard user.", Evidence::assumed,
                                   "Q-account-502"};
constexpr Rule kDashboardUserActive{"GetAuthorizationTokenByEntity/dashboard-user-active", Code::AccountIsNotActive,
                                    "The dashboard user is active.", Evidence::assumed, "Q-token-inactive"};

Outcome<GetAuthorizationTokenByEntityResult, kAccountKnown, kAccountInTree, kAccountManaged, kAccountEntityActive,
        kStandard, kAccountActive, kDashboardUserKnown, kInTree, kManaged, kActive, kAncestorsActive,
        kDashboardUserActive>
get_authorization_token_by_entity(Call& call, const GetAuthorizationTokenByEntityRequest& in) {
  if (in.is_app_user.value_or(false)) {
    const auto user = call.sandbox.users.find(in.username);
    if (!user) return refuse<kDashboardUserKnown>("Username: is not known");
    if (const auto entity = writable_entity(call, user->entity_id); !entity) return entity;
    if (!user->active) return refuse<kDashboardUserActive>;
    return GetAuthorizationTokenByEntityResult{
        .auth_token = call.sandbox.tokens.issue(state::TokenKind::dashboard_sign_in, user->id).value};
  }
  const auto target = writable_account(call, in.username);
  if (!target) return target;
  if (target->account.ultrasafe) return refuse<kStandard>("Username: is an UltraSafe account");
  if (target->account.status != state::AccountStatus::active) return refuse<kAccountActive>;
  return GetAuthorizationTokenByEntityResult{
      .auth_token = call.sandbox.tokens.issue(state::TokenKind::account_sign_in, target->account.id).value};
}

}  // namespace

Operation get_authorization_token_by_entity_operation() {
  return operation<get_authorization_token_by_entity>(
      "GetAuthorizationTokenByEntity",
      {.doc = "Returns a one-time token for signing in to the account or the dashboard.",
       .request = Evidence::verified,
       .response = Evidence::verified});
}

}  // namespace services::account_management
