// simulate/device: a client signs in on a new device, or a registration is changed.
#include "control/api_names.hpp"
#include "control/formats.hpp"
#include "control/simulation.hpp"
#include "control/world_values.hpp"

namespace control {
namespace {

using nlohmann::json;

constexpr std::string_view kProductVersion = "7.5.0.1107";
constexpr std::string_view kIp = "192.0.2.1";
constexpr std::array kOfNewOnes = {"os", "installationId", "productVersion", "osName", "clrVersion", "ip"};

void check_forms(const json& body) {
  if (body.contains("installationId") && !is_guid(text_of(body, "installationId")))
    refuse_member("installationId", "must be a guid");
  if (body.contains("productVersion") && !is_version(text_of(body, "productVersion")))
    refuse_member("productVersion", "must be four numbers, such as 7.5.0.1107");
}

void register_device(state::Sandbox& state, const state::Account& account, const json& body) {
  const state::Instant now = state.clock.now();
  const std::string os = body.value("os", std::string("Windows"));
  const std::string id = text_of(body, "installationId");
  state.devices.add({.account_id = account.id,
                     .name = text_of(body, "systemName"),
                     .os = enum_of(body, "os", kSystems, state::DeviceOs::windows),
                     .active = body.value("active", true),
                     .installation_id = id.empty() ? state.ids.guid() : plain_guid(id),
                     .last_connection = now,
                     .registered_at = now,
                     .product_version = body.value("productVersion", std::string(kProductVersion)),
                     .os_name = body.value("osName", os),
                     .clr_version = optional_of<std::string>(body, "clrVersion"),
                     .ip = body.value("ip", std::string(kIp))});
}

void change_device(state::Sandbox& state, const state::Device& device, const json& body) {
  for (const char* name : kOfNewOnes) {
    if (body.contains(name)) refuse_member(name, "is for a new device; " + device.name + " is registered already");
  }
  if (!body.contains("active")) return;
  if (body.at("active").get<bool>())
    state.devices.connect(device.id);
  else
    state.devices.set_active(device.id, false);
}

}  // namespace

json simulate_device(state::Sandbox& state, const json& body) {
  const state::Account account = account_of(state, body);
  check_forms(body);
  const auto before = state.devices.find(account.id, text_of(body, "systemName"));
  if (before)
    change_device(state, *before, body);
  else
    register_device(state, account, body);
  state::Device device = device_of(state, account, body);
  if (const auto used = optional_of<std::int64_t>(body, "usedSpaceKB")) {
    state.backups.use_space(device, *used);
    device = device_of(state, account, body);
  }

  Changes changes;
  changes.compare("device " + device.name + " of " + account.username, before ? look(*before) : json(), look(device));
  changes.compare("account " + account.username, look(account), look(state.accounts.find(account.id).value()));
  return {{"changed", changes.list()}, {"installationId", device.installation_id}};
}

}  // namespace control
