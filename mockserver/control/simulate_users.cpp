// simulate/api-user and simulate/dashboard-user: users that the API cannot make.
#include "control/formats.hpp"
#include "control/simulation.hpp"
#include "control/world_values.hpp"

namespace control {

using nlohmann::json;

json simulate_api_user(state::Sandbox& state, const json& body) {
  const state::Entity entity = entity_of(state, body);
  const std::string login = text_of(body, "login");
  if (!state.users.add_api_user(entity.id, login, text_of(body, "password")))
    refuse_member("login", "\"" + login + "\" is taken");

  Changes changes;
  changes.compare("Web API user " + login, {}, {{"entityId", entity.id}});
  return {{"changed", changes.list()}};
}

json simulate_dashboard_user(state::Sandbox& state, const json& body) {
  const state::Entity entity = entity_of(state, body);
  const std::string name = text_of(body, "name");
  if (!is_dashboard_name(name)) refuse_member("name", "may hold letters, digits and @ . _ - only");
  if (state::reserved_name(name)) refuse_member("name", "names such as 2222WS, 2222FL and U2222 are the system's own");
  const bool active = body.value("active", true);
  const std::int32_t locale = body.value("localeId", entity.locale_id);
  if (!state.users.add({.entity_id = entity.id,
                        .name = name,
                        .password = text_of(body, "password"),
                        .active = active,
                        .locale_id = locale})) {
    refuse_member("name", "\"" + name + "\" is taken");
  }

  Changes changes;
  changes.compare("dashboard user " + name, {}, {{"entityId", entity.id}, {"active", active}, {"localeId", locale}});
  return {{"changed", changes.list()}};
}

}  // namespace control
