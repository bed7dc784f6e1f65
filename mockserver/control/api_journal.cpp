// The routes of the call journal.
#include "cmake/embedded.hpp"
#include "control/api_route.hpp"
#include "control/time_text.hpp"

namespace control {
namespace {

using nlohmann::json;

EMBEDDED(journal_routes_schema);

json call_json(const Call& call) {
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
  body["request"] = call.request;
  body["response"] = call.response;
  body["truncated"] = call.truncated;
  return body;
}

ApiReply list(ApiCall& call) {
  const Parameters& query = call.query;
  CallFilter filter = {.service = query.text("service").value_or(""),
                       .operation = query.text("operation").value_or(""),
                       .caller = query.text("caller").value_or(""),
                       .faults_only = query.flag("faults"),
                       .after = static_cast<std::uint64_t>(query.number("after").value_or(0)),
                       .limit = static_cast<std::size_t>(query.number("limit").value_or(100))};
  if (const auto code = query.number("code")) filter.result_code = static_cast<int>(*code);
  Journal& journal = call.sandbox().journal();
  json calls = json::array();
  for (const Call& one : journal.list(filter)) calls.push_back(call_json(one));
  const JournalTotals totals = journal.totals();
  return {.body = {{"recorded", totals.recorded}, {"dropped", totals.dropped}, {"calls", std::move(calls)}}};
}

ApiReply one(ApiCall& call) {
  const auto found = call.sandbox().journal().find(call.item);
  if (!found) throw ApiError{.status = 404, .code = "unknown-call", .message = "the journal holds no such call"};
  return {.body = call_json(*found)};
}

ApiReply clear(ApiCall& call) {
  call.sandbox().journal().clear();
  return {.body = {{"status", "cleared"}}};
}

constexpr std::array kListQuery = {
    QueryParameter{.name = "service", .says = "name of the service"},
    QueryParameter{.name = "operation", .says = "name of the operation"},
    QueryParameter{.name = "caller", .says = "login of the API user"},
    QueryParameter{
        .name = "code", .says = "number of the result code", .kind = QueryParameter::Kind::number, .most = INT32_MAX},
    QueryParameter{.name = "faults", .says = "only SOAP faults", .kind = QueryParameter::Kind::flag},
    QueryParameter{
        .name = "after", .says = "only sequence numbers above this one", .kind = QueryParameter::Kind::number},
    QueryParameter{.name = "limit",
                   .says = "at most so many; 100 without it",
                   .kind = QueryParameter::Kind::number,
                   .least = 1,
                   .most = 1'000}};

constexpr std::array kRoutes = {
    Route{.method = "GET",
          .path = "journal",
          .says = "Calls, newest first, with their texts, secrets masked.",
          .handle = list,
          .query = kListQuery,
          .answer = "Journal"},
    Route{.method = "GET",
          .path = "journal/{id}",
          .says = "One call, by the id in its answer's Result.Message.",
          .handle = one,
          .answer = "Call"},
    Route{.method = "DELETE", .path = "journal", .says = "Forgets every call.", .handle = clear, .answer = "Status"},
};

}  // namespace

RouteGroup journal_routes() { return {.name = "journal", .routes = kRoutes, .schema = journal_routes_schema()}; }

}  // namespace control
