// The routes of the control surface and their handlers.
#include "control/api.hpp"

#include <algorithm>
#include <array>

#include "control/api_request.hpp"
#include "control/outbox.hpp"
#include "control/simulate.hpp"
#include "control/time_text.hpp"

namespace control {
namespace {

using nlohmann::json;

constexpr std::int64_t kMostRows = 1'000;  // of one list

json clock_json(const ClockReading& clock) { return {{"now", format_instant(clock.now)}, {"frozen", clock.frozen}}; }

// The questions that are answered otherwise than is assumed.
json differences_json(const contract::Profile& profile) {
  json out = json::array();
  for (const contract::Question* question : profile.differences()) {
    const contract::Answer& answer = *profile.chosen(question->id);
    out.push_back({{"question", question->id},
                   {"assumed", question->answers.front().name},
                   {"answer", answer.name},
                   {"says", answer.says}});
  }
  return out;
}

ApiReply info(Sandbox& sandbox, const ApiRequest& request, const json& about) {
  Parameters(request.query).finish({});
  const JournalTotals journal = sandbox.journal().totals();
  json body = about;
  body["world"] = sandbox.world().name();
  body["clock"] = clock_json(sandbox.clock());
  body["profile"]["differences"] = differences_json(sandbox.profile());
  body["journal"] = {{"calls", journal.calls}, {"recorded", journal.recorded}, {"dropped", journal.dropped}};
  return {.body = std::move(body)};
}

ApiReply world(Sandbox& sandbox, const ApiRequest&, const json&) { return {.body = sandbox.world().document()}; }

ApiReply schema(Sandbox&, const ApiRequest&, const json&) { return {.body = json::parse(world_schema())}; }

ApiReply reset(Sandbox& sandbox, const ApiRequest& request, const json&) {
  body_of(request, {});
  sandbox.reset();
  return {.body = {{"world", sandbox.world().name()}, {"clock", clock_json(sandbox.clock())}}};
}

ApiReply get_clock(Sandbox& sandbox, const ApiRequest&, const json&) { return {.body = clock_json(sandbox.clock())}; }

ApiReply freeze(Sandbox& sandbox, const ApiRequest& request, const json&) {
  const auto at = instant_member(body_of(request, {"at"}), "at");
  return {.body = clock_json(at ? sandbox.freeze_clock(*at) : sandbox.freeze_clock())};
}

ApiReply resume(Sandbox& sandbox, const ApiRequest& request, const json&) {
  body_of(request, {});
  return {.body = clock_json(sandbox.resume_clock())};
}

ApiReply advance(Sandbox& sandbox, const ApiRequest& request, const json&) {
  const json body = body_of(request, {"by", "to"});
  const auto by = text_member(body, "by");
  const auto to = instant_member(body, "to");
  if (by.has_value() == to.has_value()) {
    throw ApiError{.code = "bad-value", .message = "needs either \"by\", a duration, or \"to\", an instant"};
  }
  if (to) return {.body = clock_json(sandbox.advance_clock_to(*to))};
  if (by->starts_with('-')) {
    throw ApiError{.status = 409, .code = "clock-backwards", .message = "time cannot run backwards", .path = "/by"};
  }
  const auto step = parse_duration(*by);
  if (!step) {
    throw ApiError{
        .code = "bad-value", .message = "must be a duration such as \"8d\", \"1h30m\" or \"PT8H\"", .path = "/by"};
  }
  return {.body = clock_json(sandbox.advance_clock(*step))};
}

ApiReply reset_clock(Sandbox& sandbox, const ApiRequest& request, const json&) {
  body_of(request, {});
  return {.body = clock_json(sandbox.reset_clock())};
}

MailFilter mail_filter(Parameters& parameters) {
  return {.to = parameters.text("to").value_or(""),
          .template_code = parameters.text("template").value_or(""),
          .username = parameters.text("user").value_or(""),
          .after = parameters.number("after", 0, INT64_MAX).value_or(0)};
}

ApiReply outbox(Sandbox& sandbox, const ApiRequest& request, const json&) {
  Parameters parameters(request.query);
  const MailFilter filter = mail_filter(parameters);
  const auto limit = static_cast<std::size_t>(parameters.number("limit", 1, kMostRows).value_or(100));
  parameters.finish({"to", "template", "user", "after", "limit"});
  json mails = json::array();
  for (const state::SentLetter& mail : list_mails(sandbox, filter, limit)) mails.push_back(mail_json(mail));
  return {.body = {{"mails", std::move(mails)}}};
}

ApiReply newest_mail(Sandbox& sandbox, const ApiRequest& request, const json&) {
  Parameters parameters(request.query);
  const MailFilter filter = mail_filter(parameters);
  parameters.finish({"to", "template", "user", "after"});
  const auto mail = latest_mail(sandbox, filter);
  if (!mail) throw ApiError{.status = 404, .code = "unknown-mail", .message = "no such mail was sent"};
  return {.body = mail_json(*mail)};
}

ApiReply clear_outbox(Sandbox& sandbox, const ApiRequest&, const json&) {
  clear_mails(sandbox);
  return {.body = {{"status", "cleared"}}};
}

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

ApiReply journal(Sandbox& sandbox, const ApiRequest& request, const json&) {
  Parameters parameters(request.query);
  CallFilter filter = {.service = parameters.text("service").value_or(""),
                       .operation = parameters.text("operation").value_or(""),
                       .caller = parameters.text("caller").value_or(""),
                       .faults_only = parameters.flag("faults")};
  if (const auto code = parameters.number("code", 0, INT32_MAX)) filter.result_code = static_cast<int>(*code);
  filter.after = static_cast<std::uint64_t>(parameters.number("after", 0, INT64_MAX).value_or(0));
  filter.limit = static_cast<std::size_t>(parameters.number("limit", 1, kMostRows).value_or(100));
  parameters.finish({"service", "operation", "caller", "faults", "code", "after", "limit"});
  json calls = json::array();
  for (const Call& call : sandbox.journal().list(filter)) calls.push_back(call_json(call));
  const JournalTotals totals = sandbox.journal().totals();
  return {.body = {{"recorded", totals.recorded}, {"dropped", totals.dropped}, {"calls", std::move(calls)}}};
}

ApiReply clear_journal(Sandbox& sandbox, const ApiRequest&, const json&) {
  sandbox.journal().clear();
  return {.body = {{"status", "cleared"}}};
}

ApiReply get_shadowprotect(Sandbox& sandbox, const ApiRequest&, const json&) {
  return {.body = {{"fails", sandbox.shadowprotect_fails()}}};
}

ApiReply simulate_shadowprotect(Sandbox& sandbox, const ApiRequest& request, const json&) {
  const auto fails = flag_member(body_of(request, {"fails"}), "fails");
  if (!fails) throw ApiError{.code = "bad-value", .message = "needs \"fails\", true or false", .path = "/fails"};
  sandbox.set_shadowprotect_fails(*fails);
  return {.body = {{"fails", *fails}}};
}

ApiReply schema_of_simulations(Sandbox&, const ApiRequest&, const json&) {
  return {.body = json::parse(simulation_schema())};
}

struct Route {
  std::string_view method;
  std::string_view path;
  ApiReply (*handle)(Sandbox&, const ApiRequest&, const json& about);
};

constexpr std::array kRoutes = {Route{"GET", "info", info},
                                Route{"GET", "world", world},
                                Route{"GET", "world/schema", schema},
                                Route{"POST", "reset", reset},
                                Route{"GET", "clock", get_clock},
                                Route{"POST", "clock/freeze", freeze},
                                Route{"POST", "clock/resume", resume},
                                Route{"POST", "clock/advance", advance},
                                Route{"POST", "clock/reset", reset_clock},
                                Route{"GET", "outbox", outbox},
                                Route{"DELETE", "outbox", clear_outbox},
                                Route{"GET", "outbox/latest", newest_mail},
                                Route{"GET", "journal", journal},
                                Route{"DELETE", "journal", clear_journal},
                                Route{"GET", "simulate/shadowprotect", get_shadowprotect},
                                Route{"POST", "simulate/shadowprotect", simulate_shadowprotect},
                                Route{"GET", "simulate/schema", schema_of_simulations}};
constexpr std::string_view kSimulate = "simulate/";

// "outbox/17" and "journal/<guid>"; nothing for any other path.
std::optional<ApiReply> item(Sandbox& sandbox, std::string_view path) {
  if (path.starts_with("outbox/")) {
    const auto id = whole_number(path.substr(7));
    const auto mail = id ? find_mail(sandbox, *id) : std::nullopt;
    if (!mail) throw ApiError{.status = 404, .code = "unknown-mail", .message = "there is no such mail"};
    return ApiReply{.body = mail_json(*mail)};
  }
  if (path.starts_with("journal/")) {
    const auto call = sandbox.journal().find(path.substr(8));
    if (!call) throw ApiError{.status = 404, .code = "unknown-call", .message = "the journal holds no such call"};
    return ApiReply{.body = call_json(*call)};
  }
  return std::nullopt;
}

ApiReply error_reply(const ApiError& error) {
  json body = {{"code", error.code}, {"message", error.message}};
  if (!error.path.empty()) body["path"] = error.path;
  return {.status = error.status, .body = {{"error", std::move(body)}}};
}

ApiReply route(Sandbox& sandbox, const ApiRequest& request, std::string_view path, const json& about) {
  const std::string_view method = request.method == "HEAD" ? "GET" : request.method;
  std::string allowed;
  for (const Route& one : kRoutes) {
    if (one.path != path) continue;
    if (one.method == method) return one.handle(sandbox, request, about);
    allowed += (allowed.empty() ? "" : ", ") + std::string(one.method);
  }
  if (allowed.empty() && method == "GET") {
    if (auto found = item(sandbox, path)) return *std::move(found);
  }
  if (allowed.empty() && path.starts_with(kSimulate)) {
    const std::string_view subject = path.substr(kSimulate.size());
    if (method == "POST") {
      if (auto reply = simulate(sandbox, subject, request)) return *std::move(reply);
    } else if (is_simulated(subject)) {
      allowed = "POST";
    }
    if (const std::string nearest = nearest_subject(subject); allowed.empty() && !nearest.empty()) {
      throw ApiError{
          .status = 404,
          .code = "unknown-path",
          .message = "there is no /_sandbox/" + std::string(path) + "; did you mean simulate/" + nearest + "?"};
    }
  }
  if (allowed.empty() && (path.starts_with("outbox/") || path.starts_with("journal/"))) allowed = "GET";
  if (allowed.empty()) {
    throw ApiError{.status = 404, .code = "unknown-path", .message = "there is no /_sandbox/" + std::string(path)};
  }
  ApiReply reply = error_reply({.status = 405, .code = "method-not-allowed", .message = "use " + allowed});
  reply.allow = std::move(allowed);
  return reply;
}

std::string_view trimmed(std::string_view path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

}  // namespace

std::string ApiReply::text() const { return body.dump(2, ' ', false, json::error_handler_t::replace) + "\n"; }

ApiReply answer(Sandbox* sandbox, const ApiRequest& request, const json& about) {
  const std::string_view path = trimmed(request.path);
  const bool asks = request.method == "GET" || request.method == "HEAD";
  try {
    if (path == "livez" && asks) return {.body = {{"status", "ok"}}};
    if (path == "readyz" && asks && sandbox != nullptr) return {.body = {{"status", "ready"}}};
    if (path == "livez" || path == "readyz") {
      if (!asks) {
        ApiReply reply = error_reply({.status = 405, .code = "method-not-allowed", .message = "use GET"});
        reply.allow = "GET";
        return reply;
      }
    }
    if (sandbox == nullptr) {
      throw ApiError{.status = 503, .code = "not-ready", .message = "the sandbox is being seeded"};
    }
    return route(*sandbox, request, path, about);
  } catch (const ApiError& error) {
    return error_reply(error);
  } catch (const BadTime& error) {
    return error_reply({.status = 409, .code = "clock-backwards", .message = error.what()});
  }
}

}  // namespace control
