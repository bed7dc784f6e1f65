// The routes about the sandbox as a whole: whether it is up, what it is, back to the start.
#include "cmake/embedded.hpp"
#include "control/api_route.hpp"
#include "control/openapi.hpp"

namespace control {
namespace {

using nlohmann::json;

EMBEDDED(sandbox_routes_schema);

ApiReply livez(ApiCall&) { return {.body = {{"status", "ok"}}}; }

ApiReply readyz(ApiCall&) { return {.body = {{"status", "ready"}}}; }

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

ApiReply info(ApiCall& call) {
  Sandbox& sandbox = call.sandbox();
  const JournalTotals journal = sandbox.journal().totals();
  json body = call.about;
  body["world"] = sandbox.world()->name();
  body["clock"] = clock_json(sandbox.clock());
  body["profile"]["differences"] = differences_json(sandbox.profile());
  body["journal"] = {{"calls", journal.calls}, {"recorded", journal.recorded}, {"dropped", journal.dropped}};
  return {.body = std::move(body)};
}

ApiReply reset(ApiCall& call) {
  Sandbox& sandbox = call.sandbox();
  sandbox.reset();
  return {.body = {{"world", sandbox.world()->name()}, {"clock", clock_json(sandbox.clock())}}};
}

ApiReply openapi(ApiCall& call) {
  return {.content_type = "application/json",
          .bytes = openapi_document(call.about.value("version", std::string())).dump(2) + "\n"};
}

constexpr std::array kRoutes = {
    Route{.method = "GET",
          .path = "livez",
          .says = "The process runs.",
          .handle = livez,
          .answer = "Status",
          .before_ready = true},
    Route{.method = "GET",
          .path = "readyz",
          .says = "The world is seeded and calls are answered; 503 until then.",
          .handle = readyz,
          .answer = "Status"},
    Route{.method = "GET",
          .path = "info",
          .says = "Version, world, clock and counts; with --wsdl, what differs from the built-in contract; with "
                  "--profile, from the assumptions.",
          .handle = info,
          .answer = "Info"},
    Route{.method = "GET",
          .path = "openapi.json",
          .says = "All of this as an OpenAPI 3.1 document.",
          .handle = openapi,
          .answer = "OpenApi",
          .before_ready = true},
    Route{.method = "POST",
          .path = "reset",
          .says = "Back to the world as it was seeded or imported: state, clock, ids, outbox and journal.",
          .handle = reset,
          .answer = "ResetDone"},
};

}  // namespace

RouteGroup sandbox_routes() { return {.name = "sandbox", .routes = kRoutes, .schema = sandbox_routes_schema()}; }

}  // namespace control
