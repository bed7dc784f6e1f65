#include "control/world_continuation.hpp"

#include "control/api_names.hpp"
#include "control/world_values.hpp"
#include "state/contents.hpp"
#include "state/event_names.hpp"

namespace control {
namespace {

using nlohmann::json;

std::optional<std::int32_t> last_before(const json& document, const char* name) {
  const auto next = optional_of<std::int32_t>(document, name);
  return next ? std::optional(*next - 1) : std::nullopt;
}

state::HappenedRow happened(const json& row, const state::SourceRow& source, const char* text, state::Instant now) {
  state::EventKind kind{.type = enum_of(row, "type", state::kEventTypeNames, state::EventType::backup_started),
                        .backup_type = enum_of(row, "backupType", state::kBackupTypeNames, state::BackupType::online),
                        .account_type = source.account_type,
                        .status = enum_of(row, "status", state::kMonitorStatusNames, state::MonitorStatus::uploading)};
  kind.indicator = enum_of(row, "indicator", state::kIndicatorNames, state::indicator_of(kind.type));
  state::HappenedRow out;
  out.id = row.at("id");
  out.source_id = source.id;
  out.category = kind.category();
  out.at = instant_of(row, "at", now).value();
  out.scheduled = optional_of<bool>(row, "scheduled");
  out.total_files = optional_of<std::int64_t>(row, "totalFiles");
  out.total_bytes = optional_of<std::int64_t>(row, "totalBytes");
  out.error_files = optional_of<std::int64_t>(row, "errorFiles");
  out.error_bytes = optional_of<std::int64_t>(row, "errorBytes");
  out.uploaded_files = optional_of<std::int64_t>(row, "uploadedFiles");
  out.uploaded_bytes = optional_of<std::int64_t>(row, "uploadedBytes");
  out.unchanged_files = optional_of<std::int64_t>(row, "unchangedFiles");
  out.unchanged_bytes = optional_of<std::int64_t>(row, "unchangedBytes");
  out.duration_seconds = optional_of<std::int64_t>(row, "durationSeconds");
  out.text = optional_of<std::string>(row, text);
  return out;
}

state::SourceRow source_of(const json& source) {
  state::SourceRow out;
  out.id = source.at("id");
  out.entity_id = source.at("entityId");
  out.account_type =
      enum_of(source, "accountType", state::kEventAccountTypeNames, state::EventAccountType::backup_account);
  out.account_id = optional_of<std::int32_t>(source, "accountId");
  out.name = text_of(source, "name");
  out.system_name = optional_of<std::string>(source, "systemName");
  return out;
}

state::History history_of(const json& document, state::Instant now) {
  state::History out;
  for (const json& one : list_of(document, "history")) {
    const state::SourceRow source = source_of(one);
    for (const json& row : list_of(one, "events")) out.events.push_back(happened(row, source, "summary", now));
    for (const json& row : list_of(one, "monitoring"))
      out.monitoring.push_back(happened(row, source, "description", now));
    for (const json& row : list_of(one, "recoveries"))
      out.recoveries.push_back({.id = row.at("id"),
                                .source_id = source.id,
                                .at = instant_of(row, "at", now).value(),
                                .type = enum_of(row, "type", state::kRecoveryTypeNames, state::RecoveryType::completed),
                                .recovery_id = text_of(row, "recoveryId"),
                                .duration_seconds = row.value("durationSeconds", std::int64_t{0}),
                                .client_version = text_of(row, "clientVersion"),
                                .summary = text_of(row, "summary")});
    out.sources.push_back(source);
  }
  return out;
}

void load_mails(state::Sandbox& sandbox, const json& document, state::Instant now) {
  for (const json& mail : list_of(document, "outbox"))
    sandbox.mail.add({.id = mail.at("id"),
                      .at = instant_of(mail, "at", now).value(),
                      .sender = text_of(mail, "from"),
                      .recipient = text_of(mail, "to"),
                      .template_code = text_of(mail, "template"),
                      .locale_id = mail.value("localeId", state::kEnglish),
                      .subject = text_of(mail, "subject"),
                      .text = text_of(mail, "text"),
                      .html = text_of(mail, "html"),
                      .entity_id = mail.at("entityId"),
                      .username = text_of(mail, "userName")});
}

void load_tokens(state::Sandbox& sandbox, const json& document, state::Instant now) {
  for (const json& token : list_of(document, "tokens"))
    sandbox.tokens.add({.value = text_of(token, "value"),
                        .kind = enum_of(token, "kind", kTokenKinds, state::TokenKind::dashboard_authentication),
                        .subject = token.at("subject"),
                        .valid_until = instant_of(token, "validUntil", now).value_or(state::kNever)});
}

void load_schedule(state::Sandbox& sandbox, const json& document, state::Instant now) {
  if (!document.contains("schedule")) return;
  std::vector<state::Due> waiting;
  for (const json& due : document.at("schedule"))
    waiting.push_back({.id = due.at("id"),
                       .at = instant_of(due, "at", now).value(),
                       .kind = enum_of(due, "kind", kDueKinds, state::DueKind::purge_files),
                       .subject = due.value("subject", 0)});
  sandbox.schedule.replace(waiting);
}

}  // namespace

void load_continuation(state::Sandbox& sandbox, const json& document, state::Instant now) {
  start_ids_after(sandbox.database, {.entity = last_before(document, "nextEntityId"),
                                     .policy = last_before(document, "nextPolicyId"),
                                     .account_policy = last_before(document, "nextAccountPolicyId"),
                                     .backup_folder = last_before(document, "nextFolderId")});
  if (is_continued(document)) state::write_history(sandbox.database, sandbox.timelines, history_of(document, now));
  load_mails(sandbox, document, now);
  load_tokens(sandbox, document, now);
  load_schedule(sandbox, document, now);
  if (document.value("shadowProtectFails", false)) sandbox.simulation.set_shadowprotect_fails(true);
  if (const auto ids = document.find("ids"); ids != document.end())
    sandbox.continue_ids({.seed = ids->value("seed", std::uint64_t{0}),
                          .drawn = ids->value("drawn", std::uint64_t{0}),
                          .correlation = ids->value("calls", std::uint64_t{0})});
}

}  // namespace control
