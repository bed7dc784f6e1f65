// What the subjects of /_sandbox/simulate share: whom they are about, what they changed, and one function each.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "control/api_request.hpp"
#include "state/sandbox.hpp"

namespace control {

// Collects what differs now.
class Changes {
 public:
  // Two looks at one thing: objects of its properties, null where it is not there.
  void compare(const std::string& what, const nlohmann::json& before, const nlohmann::json& after);
  nlohmann::json list() const { return changes_; }

 private:
  nlohmann::json changes_ = nlohmann::json::array();
};

// Throws ApiError bad-value for the member of that name.
[[noreturn]] void refuse_member(const char* name, std::string message);

// Whom a body is about, by its members "entityId", "userName" and "systemName"; refused when there is no such thing.
state::Entity entity_of(state::Sandbox& state, const nlohmann::json& body);
state::Account account_of(state::Sandbox& state, const nlohmann::json& body);
state::Device device_of(state::Sandbox& state, const state::Account& account, const nlohmann::json& body);

// An instant, absolute or relative to the sandbox's time; refused when it is none.
std::optional<state::Instant> moment_of(state::Sandbox& state, const nlohmann::json& body, const char* name);
nlohmann::json printed(std::optional<state::Instant> at);  // null for none

// Properties that simulations change.
nlohmann::json look(const state::Entity& entity);
nlohmann::json look(const state::Account& account);
nlohmann::json look(const state::Device& device);

// One subject each: inside a transaction on the locked sandbox, its due work done, the body fitting its schema. The
// answer's members.
nlohmann::json simulate_account(state::Sandbox& state, const nlohmann::json& body);
nlohmann::json simulate_api_user(state::Sandbox& state, const nlohmann::json& body);
nlohmann::json simulate_appliance(state::Sandbox& state, const nlohmann::json& body);
nlohmann::json simulate_backup(state::Sandbox& state, const nlohmann::json& body);
nlohmann::json simulate_cloud_usage(state::Sandbox& state, const nlohmann::json& body);
nlohmann::json simulate_dashboard_user(state::Sandbox& state, const nlohmann::json& body);
nlohmann::json simulate_device(state::Sandbox& state, const nlohmann::json& body);
nlohmann::json simulate_entity(state::Sandbox& state, const nlohmann::json& body);
nlohmann::json simulate_licenses(state::Sandbox& state, const nlohmann::json& body);
nlohmann::json simulate_mail_template(state::Sandbox& state, const nlohmann::json& body);
nlohmann::json simulate_mail_template_removal(state::Sandbox& state, const nlohmann::json& body);
nlohmann::json simulate_recovery(state::Sandbox& state, const nlohmann::json& body);

}  // namespace control
