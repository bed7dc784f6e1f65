// simulate/backup and simulate/recovery: what clients on devices report.
#include "control/api_names.hpp"
#include "control/formats.hpp"
#include "control/simulation.hpp"
#include "control/world_values.hpp"
#include "state/event_names.hpp"

namespace control {
namespace {

using nlohmann::json;

// Who reports, as it was before.
struct Client {
  Client(state::Sandbox& state, const json& body)
      : account(account_of(state, body)), device(device_of(state, account, body)) {
    if (account.status != state::AccountStatus::active) {
      refuse_member("userName", account.username + " is " +
                                    std::string(kAccountStatuses[static_cast<std::size_t>(account.status)]) +
                                    "; only active accounts report");
    }
  }

  json changes(state::Sandbox& state) const {
    Changes out;
    out.compare("device " + device.name + " of " + account.username, look(device),
                look(state.devices.find(account.id, device.name).value()));
    out.compare("account " + account.username, look(account), look(state.accounts.find(account.id).value()));
    return out.list();
  }

  state::Account account;
  state::Device device;
};

state::FileFigures figures_of(const json& body) {
  const json files = body.value("files", json::object());
  return {.total_files = optional_of<std::int64_t>(files, "total"),
          .total_bytes = optional_of<std::int64_t>(files, "totalBytes"),
          .error_files = optional_of<std::int64_t>(files, "errors"),
          .error_bytes = optional_of<std::int64_t>(files, "errorBytes"),
          .uploaded_files = optional_of<std::int64_t>(files, "uploaded"),
          .uploaded_bytes = optional_of<std::int64_t>(files, "uploadedBytes"),
          .unchanged_files = optional_of<std::int64_t>(files, "unchanged"),
          .unchanged_bytes = optional_of<std::int64_t>(files, "unchangedBytes")};
}

}  // namespace

json simulate_backup(state::Sandbox& state, const json& body) {
  const Client client(state, body);
  const auto step = enum_of(body, "step", kBackupSteps, state::BackupStep::started);
  const auto used = optional_of<std::int64_t>(body, "usedSpaceKB");
  if (used && step != state::BackupStep::completed)
    refuse_member("usedSpaceKB", "is for a completed backup; simulate/device sets it at any time");
  state::BackupReport report{.type = enum_of(body, "type", state::kBackupTypeNames, state::BackupType::online),
                             .scheduled = body.value("scheduled", false),
                             .files = figures_of(body),
                             .duration_seconds = optional_of<std::int64_t>(body, "durationSeconds"),
                             .indicator = {},
                             .summary = optional_of<std::string>(body, "summary"),
                             .device_used_kb = used};
  if (body.contains("indicator"))
    report.indicator = enum_of(body, "indicator", state::kIndicatorNames, state::Indicator::ok);
  const std::int64_t event = state.backups.report(client.account, client.device, step, report);
  return {{"changed", client.changes(state)}, {"eventId", event}};
}

json simulate_recovery(state::Sandbox& state, const json& body) {
  const Client client(state, body);
  const std::string id = text_of(body, "recoveryId");
  if (!id.empty() && !is_guid(id)) refuse_member("recoveryId", "must be a guid");
  if (body.contains("clientVersion") && !is_version(text_of(body, "clientVersion")))
    refuse_member("clientVersion", "must be four numbers, such as 7.5.0.1107");
  const std::int64_t event =
      state.backups.recovered(client.account, client.device,
                              {.type = enum_of(body, "result", kRecoveryResults, state::RecoveryType::completed),
                               .at = {},
                               .recovery_id = id.empty() ? id : plain_guid(id),
                               .duration_seconds = body.value("durationSeconds", std::int64_t{0}),
                               .client_version = text_of(body, "clientVersion"),
                               .summary = text_of(body, "summary")});
  return {{"changed", client.changes(state)}, {"eventId", event}};
}

}  // namespace control
