// The routes of the call journal.
#include <functional>

#include "cmake/embedded.hpp"
#include "control/api_route.hpp"
#include "control/explain.hpp"
#include "control/outbox.hpp"
#include "control/time_text.hpp"
#include "control/verify.hpp"

namespace control {
namespace {

using nlohmann::json;

EMBEDDED(journal_routes_schema);

// What faults did to the call; null if there were none.
json injected_json(const Call& call) {
  if (call.met.empty()) return nullptr;
  json faults = json::array();
  for (const MetFault& fault : call.met) faults.push_back({{"id", fault.id}, {"effect", fault.effect}});
  return {{"faults", std::move(faults)},
          {"operation", call.operation_result.empty() ? json() : json(call.operation_result)}};
}

json call_json(const Call& call, bool brief = false) {
  json notes = json::array();
  for (const Note& note : call.notes) {
    json one = {{"kind", name_of(note.kind)}, {"path", note.path}, {"message", note.message}};
    if (!note.nearest.empty()) one["nearest"] = note.nearest;
    notes.push_back(std::move(one));
  }
  json body = {{"id", call.id},
               {"sequence", call.sequence},
               {"at", format_instant(call.at)},
               {"service", call.service},
               {"operation", call.operation},
               {"caller", call.caller},
               {"httpStatus", call.http_status},
               {"durationMicroseconds", call.duration_us},
               {"notes", std::move(notes)}};
  body["code"] = call.result_code ? json(*call.result_code) : json();
  body["codeName"] = call.result_name.empty() ? json() : json(call.result_name);
  body["rule"] = call.rule.empty() ? json() : json(call.rule);
  body["fault"] = call.fault.empty() ? json() : json(call.fault);
  body["injected"] = injected_json(call);
  if (!brief) {
    body["request"] = call.request;
    body["response"] = call.response;
  }
  body["truncated"] = call.truncated;
  return body;
}

std::optional<NoteKind> note_kind(const Parameters& query) {
  const auto text = query.text("note");
  if (!text) return std::nullopt;
  std::string all;
  for (std::size_t at = 0; at < note_kinds().size(); ++at) {
    if (note_kinds()[at] == *text) return static_cast<NoteKind>(at);
    all += (all.empty() ? "" : ", ") + std::string(note_kinds()[at]);
  }
  throw ApiError{.code = "bad-value", .message = "must be one of " + all, .path = "note"};
}

// The conditions of a query that the journal itself knows.
CallFilter filter_of(const ApiCall& call) {
  const Parameters& query = call.query;
  CallFilter filter = {.service = query.text("service").value_or(""),
                       .operation = query.text("operation").value_or(""),
                       .caller = query.text("caller").value_or(""),
                       .faults_only = query.flag("faults"),
                       .id = query.text("id").value_or(""),
                       .rule = query.text("rule").value_or(""),
                       .note = note_kind(query),
                       .since = query.instant("since"),
                       .until = query.instant("until"),
                       .after = static_cast<std::uint64_t>(query.number("after").value_or(0))};
  check_names(call.sandbox().reader(), filter.service, filter.operation, "service", "operation");
  if (const auto code = query.text("code")) filter.result_code = result_code_of(*code, "code");
  return filter;
}

// Those conditions, and the ones that need a look into the texts. Texts are searched as they are shown: nobody finds
// out a secret by asking for it.
void each_call(const ApiCall& call, const std::function<bool(Call&&)>& seen) {
  const CallReader& reader = call.sandbox().reader();
  const auto entity = call.query.number("entity");
  const auto text = call.query.text("text");
  call.sandbox().journal().each(filter_of(call), [&](Call&& one) {
    if (text && one.request.find(*text) == std::string::npos && one.response.find(*text) == std::string::npos)
      return true;
    if (entity && !concerns(one, reader.fields(one, reader.operation_of(one)), *entity)) return true;
    return seen(std::move(one));
  });
}

ApiReply list(ApiCall& call) {
  const auto limit = static_cast<std::size_t>(call.query.number("limit").value_or(100));
  const bool brief = call.query.flag("brief");
  json calls = json::array();
  each_call(call, [&](Call&& one) {
    calls.push_back(call_json(one, brief));
    return calls.size() < limit;
  });
  const JournalTotals totals = call.sandbox().journal().totals();
  return {.body = {{"recorded", totals.recorded}, {"dropped", totals.dropped}, {"calls", std::move(calls)}}};
}

Call found_call(const ApiCall& call) {
  auto found = call.sandbox().journal().find(call.item);
  if (!found) throw ApiError{.status = 404, .code = "unknown-call", .message = "the journal holds no such call"};
  return *std::move(found);
}

ApiReply one(ApiCall& call) { return {.body = call_json(found_call(call))}; }

ApiReply explain_call(ApiCall& call) {
  const std::string format = call.query.text("format").value_or("json");
  if (format != "json" && format != "text")
    throw ApiError{.code = "bad-value", .message = "must be json or text", .path = "format"};
  const Call found = found_call(call);
  json body = explain(found, call.sandbox().reader(), mails_from(call.sandbox(), found.first_mail, found.mails),
                      call.sandbox().profile());
  if (format == "json") return {.body = std::move(body)};
  return {.content_type = "text/plain; charset=utf-8", .bytes = explanation_text(body)};
}

ApiReply verify_calls(ApiCall& call) {
  json body = verify(call.sandbox().journal(), call.sandbox().reader(), call.body);
  const int status = body.at("ok") ? 200 : 409;
  return {.status = status, .body = std::move(body)};
}

ApiReply clear(ApiCall& call) {
  Journal& journal = call.sandbox().journal();
  const std::size_t before = journal.totals().calls;
  if (call.request.query.empty()) {
    journal.clear();
    return {.body = {{"status", "cleared"}, {"removed", before}}};
  }
  std::vector<std::uint64_t> sequences;
  each_call(call, [&](Call&& one) {
    sequences.push_back(one.sequence);
    return true;
  });
  return {.body = {{"status", "cleared"}, {"removed", journal.remove(sequences)}}};
}

constexpr QueryParameter kService{.name = "service", .says = "name of the service"};
constexpr QueryParameter kOperation{.name = "operation", .says = "name of the operation"};
constexpr QueryParameter kCaller{.name = "caller", .says = "login of the API user"};
constexpr QueryParameter kCode{.name = "code", .says = "number or name of the result code"};
constexpr QueryParameter kFaults{.name = "faults", .says = "only SOAP faults", .kind = QueryParameter::Kind::flag};
constexpr QueryParameter kId{.name = "id", .says = "correlation id, as in Result.Message"};
constexpr QueryParameter kRule{.name = "rule", .says = "id of the rule that refused, or <Operation>.<Field>"};
constexpr QueryParameter kNote{.name = "note",
                               .says = "kind of a note: ignored, misplaced, misspelled, defaulted, ..."};
constexpr QueryParameter kEntity{.name = "entity",
                                 .says = "id of an entity: the caller's, or named in the request",
                                 .kind = QueryParameter::Kind::number,
                                 .least = 1,
                                 .most = INT32_MAX};
constexpr QueryParameter kText{.name = "text", .says = "stands in the request or the response, as they are shown"};
constexpr QueryParameter kSince{.name = "since", .says = "sandbox time: at this instant or later"};
constexpr QueryParameter kUntil{.name = "until", .says = "sandbox time: before this instant"};
constexpr QueryParameter kAfter{
    .name = "after", .says = "only sequence numbers above this one", .kind = QueryParameter::Kind::number};
constexpr QueryParameter kBrief{
    .name = "brief", .says = "without requests and responses", .kind = QueryParameter::Kind::flag};
constexpr QueryParameter kLimit{.name = "limit",
                                .says = "at most so many; 100 without it",
                                .kind = QueryParameter::Kind::number,
                                .least = 1,
                                .most = 1'000};
constexpr std::array kListQuery = {kService, kOperation, kCaller, kCode,  kFaults, kId,    kRule, kNote,
                                   kEntity,  kText,      kSince,  kUntil, kAfter,  kBrief, kLimit};
constexpr std::array kClearQuery = {kService, kOperation, kCaller, kCode,  kFaults, kId,   kRule,
                                    kNote,    kEntity,    kText,   kSince, kUntil,  kAfter};
constexpr std::array kExplainQuery = {QueryParameter{.name = "format", .says = "json, or text for people"}};

constexpr std::array kRoutes = {
    Route{.method = "GET",
          .path = "journal",
          .says = "Calls, newest first, with their texts, secrets masked.",
          .handle = list,
          .query = kListQuery,
          .answer = "Journal"},
    Route{
        .method = "POST",
        .path = "journal/verify",
        .says = "Whether the calls that a test expects were made: 200, or 409 with what is missing and what came near.",
        .handle = verify_calls,
        .body = "Verification",
        .answer = "VerificationResult"},
    Route{.method = "GET",
          .path = "journal/{id}",
          .says = "One call, by the id in its answer's Result.Message.",
          .handle = one,
          .answer = "Call"},
    Route{
        .method = "GET",
        .path = "journal/{id}/explain",
        .says = "The story of a call: how it was read, what was checked, what refused it and why, what to do about it.",
        .handle = explain_call,
        .query = kExplainQuery,
        .answer = "Explanation"},
    Route{.method = "DELETE",
          .path = "journal",
          .says = "Forgets every call, or those of a query.",
          .handle = clear,
          .query = kClearQuery,
          .answer = "Cleared"},
};

}  // namespace

RouteGroup journal_routes() { return {.name = "journal", .routes = kRoutes, .schema = journal_routes_schema()}; }

}  // namespace control
