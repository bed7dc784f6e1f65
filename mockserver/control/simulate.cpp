#include "control/simulate.hpp"

#include <array>

#include "cmake/embedded.hpp"
#include "control/api_names.hpp"
#include "control/json_schema.hpp"
#include "control/simulation.hpp"
#include "control/time_text.hpp"
#include "control/world.hpp"

namespace control {
namespace {

using nlohmann::json;

EMBEDDED(simulation_schema_json);

struct Subject {
  std::string_view name;
  json (*simulate)(state::Sandbox&, const json& body);
};

constexpr std::array kSubjects = {
    Subject{"account", simulate_account},         Subject{"api-user", simulate_api_user},
    Subject{"appliance", simulate_appliance},     Subject{"backup", simulate_backup},
    Subject{"cloud-usage", simulate_cloud_usage}, Subject{"dashboard-user", simulate_dashboard_user},
    Subject{"device", simulate_device},           Subject{"entity", simulate_entity},
    Subject{"licenses", simulate_licenses},       Subject{"mail-template", simulate_mail_template},
    Subject{"recovery", simulate_recovery},       Subject{"remove-mail-template", simulate_mail_template_removal}};

// The schema of one subject's body.
json schema_of(std::string_view subject) {
  static const json all = json::parse(simulation_schema_json());
  return {{"$ref", "#/definitions/" + std::string(subject)}, {"definitions", all.at("definitions")}};
}

std::string hint(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string nearest = nearest_name(name, candidates);
  return nearest.empty() ? "" : "; did you mean \"" + nearest + "\"?";
}

}  // namespace

std::optional<ApiReply> simulate(Sandbox& sandbox, std::string_view subject, const ApiRequest& request) {
  for (const Subject& one : kSubjects) {
    if (one.name != subject) continue;
    const json body = body_of(request, schema_of(subject));
    state::Sandbox& state = sandbox.state();
    const std::lock_guard lock(state.mutex);
    state.catch_up();
    state::Transaction transaction(state.database);
    ApiReply reply{.body = one.simulate(state, body)};
    transaction.commit();
    return reply;
  }
  return std::nullopt;
}

std::string nearest_subject(std::string_view subject) {
  std::vector<std::string> names;
  names.reserve(kSubjects.size());
  for (const Subject& one : kSubjects) names.emplace_back(one.name);
  return nearest_name(subject, names);
}

std::string_view simulation_schema() { return simulation_schema_json(); }

void Changes::compare(const std::string& what, const json& before, const json& after) {
  if (!before.is_object() || !after.is_object()) {
    if (before != after) changes_.push_back({{"what", what}, {"from", before}, {"to", after}});
    return;
  }
  for (const auto& [name, value] : after.items()) {
    if (before.at(name) == value) continue;
    changes_.push_back({{"what", what}, {"property", name}, {"from", before.at(name)}, {"to", value}});
  }
}

void refuse_member(const char* name, std::string message) {
  throw ApiError{.code = "bad-value", .message = std::move(message), .path = pointer("", name)};
}

state::Entity entity_of(state::Sandbox& state, const json& body) {
  const auto entity = state.entities.find(body.at("entityId").get<std::int32_t>());
  if (!entity) refuse_member("entityId", "there is no entity " + body.at("entityId").dump());
  return *entity;
}

state::Account account_of(state::Sandbox& state, const json& body) {
  const std::string name = body.at("userName");
  const auto account = state.accounts.find(name);
  if (!account) {
    refuse_member("userName",
                  "there is no backup account \"" + name + "\"" + hint(name, state.accounts.neighbours(name)));
  }
  return *account;
}

state::Device device_of(state::Sandbox& state, const state::Account& account, const json& body) {
  const std::string name = body.at("systemName");
  auto device = state.devices.find(account.id, name);
  if (device) return *std::move(device);
  std::vector<std::string> names;
  for (state::Device& one : state.devices.of(account.id)) names.push_back(std::move(one.name));
  refuse_member("systemName", account.username + " has no device \"" + name + "\"" + hint(name, names));
}

std::optional<state::Instant> moment_of(state::Sandbox& state, const json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end()) return std::nullopt;
  const auto at = world_instant(found->get_ref<const std::string&>(), state.clock.now());
  if (!at) refuse_member(name, "must be an instant such as \"2026-01-31T12:00:00Z\" or \"+14d\"");
  return at;
}

json printed(std::optional<state::Instant> at) {
  return at && *at != state::kNever ? json(format_instant(*at)) : json();
}

json look(const state::Entity& entity) {
  constexpr std::array<std::string_view, 4> kStatuses = {"Active", "Suspended", "Cancelled", "Expired"};
  return {{"status", kStatuses[static_cast<std::size_t>(entity.status)]},
          {"trialEnd", printed(entity.trial_end)},
          {"managed", entity.managed},
          {"accountsNotCancelled", entity.open_accounts}};
}

json look(const state::Account& account) {
  return {{"status", kAccountStatuses[static_cast<std::size_t>(account.status)]}, {"usedSpaceKB", account.used_kb}};
}

json look(const state::Device& device) {
  return {{"active", device.active},
          {"usedSpaceKB", device.used_kb},
          {"lastConnection", printed(device.last_connection)},
          {"lastBackup", printed(device.last_backup)}};
}

}  // namespace control
