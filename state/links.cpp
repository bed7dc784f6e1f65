#include "state/links.hpp"

namespace state {

std::optional<SignedIn> Links::sign_in(std::string_view name, std::string_view token) {
  if (const auto user = users_.find(name); user && tokens_.subject(TokenKind::dashboard_sign_in, token) == user->id) {
    tokens_.redeem(TokenKind::dashboard_sign_in, token);
    return SignedIn{.name = user->name, .entity_id = user->entity_id, .dashboard_user = true};
  }
  const auto account = accounts_.find(name);
  if (!account || tokens_.subject(TokenKind::account_sign_in, token) != account->id) return std::nullopt;
  tokens_.redeem(TokenKind::account_sign_in, token);
  return SignedIn{.name = account->username, .entity_id = account->entity_id};
}

std::optional<DashboardUser> Links::reset_for(std::string_view token) {
  const auto user = tokens_.subject(TokenKind::password_reset, token);
  return user ? users_.find(*user) : std::nullopt;
}

bool Links::reset_password(std::string_view token, std::string_view password) {
  const auto user = tokens_.redeem(TokenKind::password_reset, token);
  if (user) users_.set_password(*user, password);
  return user.has_value();
}

std::optional<Appliance> Links::browse(std::string_view uuid, std::string_view token) {
  auto appliance = appliances_.find(uuid);
  if (!appliance || !appliance->remote_access) return std::nullopt;
  if (tokens_.subject(TokenKind::appliance_browse, token) != appliance->id) return std::nullopt;
  tokens_.redeem(TokenKind::appliance_browse, token);
  return appliance;
}

}  // namespace state
