// AuthenticateDashboardUser: checks a dashboard user's password and gives a token for a day.
#include "contract/patterns.hpp"
#include "contract/profile.hpp"
#include "services/entity_management/operations.hpp"
#include "services/targets.hpp"

namespace services::entity_management {
namespace {

struct AuthenticateDashboardUserRequest {
  static constexpr std::string_view kName = "AuthenticateDashboardUserRequest";
  std::string user_name;
  std::string password;

  static constexpr auto fields() {
    using Self = AuthenticateDashboardUserRequest;
    return fields_of(field<&Self::user_name>("UserName", {.pattern = &contract::kDashboardUserName,
                                                          .required = true,
                                                          .doc = "Login name of the dashboard user."}),
                     field<&Self::password>("Password", {.pattern = &contract::kPassword,
                                                         .required = true,
                                                         .secret = true,
                                                         .doc = "Password of the dashboard user."}));
  }
};

struct AuthenticateDashboardUserResult {
  static constexpr std::string_view kName = "AuthenticateDashboardUserResult";
  Result result = {};
  std::int32_t entity_id = 0;
  std::int32_t parent_entity_id = 0;
  std::int32_t locale_id = 0;
  bool is_managed = false;
  std::optional<std::string> authentication_token = {};
  std::optional<DateTime> valid_till_utc_date = {};

  static constexpr auto fields() {
    using Self = AuthenticateDashboardUserResult;
    return fields_of(
        field<&Self::result>("Result"), field<&Self::entity_id>("EntityId", {.doc = "The user's entity; 0 if unset."}),
        field<&Self::parent_entity_id>("ParentEntityId", {.doc = "The entity above the user's entity; 0 if unset."}),
        field<&Self::locale_id>("LocaleId",
                                {.doc = "The user's language: 1 en_US, 4 nl_NL, 5 de_DE, 6 es_ES, 7 fr_FR, 11 pt_BR, "
                                        "12 da_DK, 13 sv_SE; 0 if unset."}),
        field<&Self::is_managed>("IsManaged",
                                 {.doc = "Whether the caller may change the entity; otherwise only read."}),
        field<&Self::authentication_token>("AuthenticationToken",
                                           {.secret = true, .doc = "The token: 32 lower-case hexadecimal digits."}),
        field<&Self::valid_till_utc_date>("ValidTillUtcDate", {.doc = "When the token ends, in UTC."}));
  }
};

constexpr Rule kKnownUser{"AuthenticateDashboardUser/known-user", Code::InvalidUserNameOrPassword,
                          "The dashboard user exists and the password is the user's.", Evidence::table};
constexpr Rule kUserInTree{"AuthenticateDashboardUser/user-in-tree", Code::ObjectEntityMismatch,
                           "The user's entity is the caller's own or below it.", Evidence::table};
constexpr Rule kActiveUser{"AuthenticateDashboardUser/active-user", Code::AccountIsNotActive,
                           "The user is active, and so is the user's entity, whose trial has not ended.",
                           Evidence::table};

Outcome<AuthenticateDashboardUserResult, kKnownUser, kUserInTree, kActiveUser> authenticate_dashboard_user(
    Call& call, const AuthenticateDashboardUserRequest& in) {
  const auto user = call.sandbox.users.sign_in(in.user_name, in.password);
  if (!user) return refuse<kKnownUser>;
  const auto entity = visible_entity(call, user->entity_id);
  if (!entity) return refuse<kUserInTree>;
  if (!user->active || !entity->usable()) return refuse<kActiveUser>;

  const state::Instant life = call.profile.is<"Q-token-life", "hour">()    ? state::kTicksPerHour
                              : call.profile.is<"Q-token-life", "month">() ? 30 * state::kTicksPerDay
                                                                           : state::kTokenLife;
  auto token = call.sandbox.tokens.issue(state::TokenKind::dashboard_authentication, user->id, life);
  return AuthenticateDashboardUserResult{.entity_id = entity->id,
                                         .parent_entity_id = entity->parent_id,
                                         .locale_id = user->locale_id,
                                         .is_managed = state::managed_by(call.caller, *entity),
                                         .authentication_token = std::move(token.value),
                                         .valid_till_utc_date = DateTime::utc(token.valid_until)};
}

}  // namespace

Operation authenticate_dashboard_user_operation() {
  return operation<authenticate_dashboard_user>(
      "AuthenticateDashboardUser", {.doc = "Checks a dashboard user's password and gives a token for a day.",
                                    .request = Evidence::verified,
                                    .response = Evidence::verified});
}

}  // namespace services::entity_management
