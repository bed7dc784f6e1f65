// simulate/appliance: what an appliance tells of itself and of its replication.
#include "control/api_names.hpp"
#include "control/formats.hpp"
#include "control/simulation.hpp"
#include "control/world_values.hpp"

namespace control {
namespace {

using nlohmann::json;
using state::MessageOf;

std::vector<state::StatusMessage> messages_of(const json& object) {
  std::vector<state::StatusMessage> out;
  for (const json& one : list_of(object, "messages"))
    out.push_back(
        {.severity = enum_of(one, "severity", kSeverities, state::Severity::info), .text = text_of(one, "text")});
  return out;
}

json look_at_messages(state::Sandbox& state, std::int32_t id, MessageOf of) {
  json out = json::array();
  for (const state::StatusMessage& one : state.appliances.messages(id, of))
    out.push_back({{"severity", kSeverities[static_cast<std::size_t>(one.severity)]}, {"text", one.text}});
  return out;
}

json look_at_appliance(state::Sandbox& state, std::int32_t id) {
  const state::Appliance appliance = state.appliances.find(id).value();
  return {{"status", kApplianceStatuses[static_cast<std::size_t>(appliance.status)]},
          {"upSince", printed(appliance.up_since)},
          {"remoteAccess", appliance.remote_access},
          {"messages", look_at_messages(state, id, MessageOf::appliance)}};
}

json look_at_replication(state::Sandbox& state, std::int32_t id) {
  const auto replication = state.appliances.replication_of(id);
  if (!replication) return nullptr;
  return {{"status", kQueueStatuses[static_cast<std::size_t>(replication->status)]},
          {"bytesPerSecond", replication->bytes_per_second},
          {"bytesRemaining", replication->bytes_remaining},
          {"secondsRemaining", replication->seconds_remaining},
          {"messages", look_at_messages(state, id, MessageOf::replication)}};
}

void change_replication(state::Sandbox& state, const state::Appliance& appliance, const json& body) {
  if (appliance.primary_id) {
    refuse_member("replication",
                  "belongs to the primary appliance, " + state.appliances.find(*appliance.primary_id).value().uuid);
  }
  if (!state.appliances.secondary_of(appliance.id))
    refuse_member("replication", appliance.name + " has no secondary appliance to replicate to");
  auto replication = state.appliances.replication_of(appliance.id).value_or(state::Replication{});
  replication.status = enum_of(body, "status", kQueueStatuses, replication.status);
  replication.bytes_per_second = body.value("bytesPerSecond", replication.bytes_per_second);
  replication.bytes_remaining = body.value("bytesRemaining", replication.bytes_remaining);
  replication.seconds_remaining = body.value("secondsRemaining", replication.seconds_remaining);
  state.appliances.set_replication(appliance.id, replication);
  if (body.contains("messages")) state.appliances.set_messages(appliance.id, MessageOf::replication, messages_of(body));
}

}  // namespace

json simulate_appliance(state::Sandbox& state, const json& body) {
  const std::string uuid = text_of(body, "uuid");
  if (!is_guid(uuid)) refuse_member("uuid", "must be a guid");
  const auto appliance = state.appliances.find(plain_guid(uuid));
  if (!appliance) refuse_member("uuid", "there is no appliance " + plain_guid(uuid));
  const json before = look_at_appliance(state, appliance->id);
  const json replication_before = look_at_replication(state, appliance->id);

  if (body.contains("status"))
    state.appliances.set_status(appliance->id, enum_of(body, "status", kApplianceStatuses, appliance->status));
  if (body.contains("remoteAccess"))
    state.appliances.set_remote_access(appliance->id, body.at("remoteAccess").get<bool>());
  if (body.contains("messages")) state.appliances.set_messages(appliance->id, MessageOf::appliance, messages_of(body));
  if (body.contains("replication")) change_replication(state, *appliance, body.at("replication"));

  Changes changes;
  changes.compare("appliance " + appliance->name, before, look_at_appliance(state, appliance->id));
  changes.compare("replication of " + appliance->name, replication_before, look_at_replication(state, appliance->id));
  return {{"changed", changes.list()}};
}

}  // namespace control
