// What goes on in a sandbox, in the words of world_continuation.cpp: clock, ids, history, mails, tokens, what is due.
#include <functional>
#include <limits>

#include "control/api_names.hpp"
#include "control/world_export_parts.hpp"
#include "control/world_writing.hpp"
#include "state/event_names.hpp"

namespace control {
namespace {

using nlohmann::json;

// What events of history and rows of monitoring share.
json happened_json(const state::HappenedRow& row) {
  const state::EventKind kind = state::EventKind::of(row.category);
  json out = {{"id", row.id},
              {"type", name_in(state::kEventTypeNames, kind.type)},
              {"backupType", name_in(state::kBackupTypeNames, kind.backup_type)},
              {"indicator", name_in(state::kIndicatorNames, kind.indicator)},
              {"at", format_instant(row.at)}};
  put_optional(out, "scheduled", row.scheduled);
  put_optional(out, "totalFiles", row.total_files);
  put_optional(out, "totalBytes", row.total_bytes);
  put_optional(out, "errorFiles", row.error_files);
  put_optional(out, "errorBytes", row.error_bytes);
  put_optional(out, "uploadedFiles", row.uploaded_files);
  put_optional(out, "uploadedBytes", row.uploaded_bytes);
  put_optional(out, "unchangedFiles", row.unchanged_files);
  put_optional(out, "unchangedBytes", row.unchanged_bytes);
  put_optional(out, "durationSeconds", row.duration_seconds);
  return out;
}

json event_json(const state::HappenedRow& row) {
  json out = happened_json(row);
  put_optional(out, "summary", row.text);
  return out;
}

json monitoring_json(const state::HappenedRow& row) {
  json out = happened_json(row);
  out["status"] = name_in(state::kMonitorStatusNames, state::EventKind::of(row.category).status);
  put_optional(out, "description", row.text);
  return out;
}

json recovery_json(const state::RecoveredRow& row) {
  return {{"id", row.id},
          {"type", name_in(state::kRecoveryTypeNames, row.type)},
          {"at", format_instant(row.at)},
          {"recoveryId", row.recovery_id},
          {"durationSeconds", row.duration_seconds},
          {"clientVersion", row.client_version},
          {"summary", row.summary}};
}

json history_json(const state::History& history) {
  const Belonging<state::HappenedRow> events(history.events, &state::HappenedRow::source_id);
  const Belonging<state::HappenedRow> monitoring(history.monitoring, &state::HappenedRow::source_id);
  const Belonging<state::RecoveredRow> recoveries(history.recoveries, &state::RecoveredRow::source_id);
  json out = json::array();
  for (const state::SourceRow& source : history.sources) {
    json& one = out.emplace_back(json{{"id", source.id},
                                      {"entityId", source.entity_id},
                                      {"accountType", name_in(state::kEventAccountTypeNames, source.account_type)},
                                      {"name", source.name}});
    put_optional(one, "accountId", source.account_id);
    put_optional(one, "systemName", source.system_name);
    put_list(one, "events", events.list(source.id, event_json));
    put_list(one, "monitoring", monitoring.list(source.id, monitoring_json));
    put_list(one, "recoveries", recoveries.list(source.id, recovery_json));
  }
  return out;
}

json mail_json(const state::SentLetter& mail) {
  json out = {{"id", mail.id},
              {"at", format_instant(mail.at)},
              {"from", mail.sender},
              {"to", mail.recipient},
              {"template", mail.template_code},
              {"localeId", mail.locale_id},
              {"subject", mail.subject},
              {"text", mail.text},
              {"entityId", mail.entity_id}};
  put_text(out, "html", mail.html);
  put_text(out, "userName", mail.username);
  return out;
}

json token_json(const state::IssuedToken& token) {
  json out = {{"value", token.value}, {"kind", name_in(kTokenKinds, token.kind)}, {"subject", token.subject}};
  put_instant(out, "validUntil", token.valid_until);
  return out;
}

json due_json(const state::Due& due) {
  json out = {{"id", due.id}, {"at", format_instant(due.at)}, {"kind", name_in(kDueKinds, due.kind)}};
  put_unless(out, "subject", due.subject, 0);
  return out;
}

// Nothing for the real time.
json clock_json(const state::Contents& contents) {
  if (contents.clock.frozen_at) return {{"now", format_instant(*contents.clock.frozen_at)}, {"frozen", true}};
  const state::Instant ahead = contents.clock.offset;
  if (ahead == 0) return json::object();
  return {{"ahead", ahead < 0 ? "-" + format_duration(-ahead) : format_duration(ahead)}};
}

void put_next(json& document, const char* name, std::optional<std::int32_t> last) {
  if (last && *last < std::numeric_limits<std::int32_t>::max()) document[name] = *last + 1;
}

template <class Row>
json each(const std::vector<Row>& rows, json (*write)(const Row&)) {
  json out = json::array();
  for (const Row& row : rows) out.push_back(write(row));
  return out;
}

}  // namespace

void put_continuation(json& document, const state::Contents& contents) {
  put_list(document, "clock", clock_json(contents));
  document["ids"] = {{"seed", contents.ids.seed}, {"drawn", contents.ids.drawn}, {"calls", contents.ids.correlation}};
  put_next(document, "nextEntityId", contents.last_ids.entity);
  put_next(document, "nextPolicyId", contents.last_ids.policy);
  put_next(document, "nextAccountPolicyId", contents.last_ids.account_policy);
  put_next(document, "nextFolderId", contents.last_ids.backup_folder);
  put_unless(document, "shadowProtectFails", contents.shadowprotect_fails, false);
  put_list(document, "outbox", each(contents.outbox, mail_json));
  put_list(document, "tokens", each(contents.tokens, token_json));
  document["schedule"] = each(contents.schedule, due_json);
  document["history"] = history_json(contents.history);
}

}  // namespace control
