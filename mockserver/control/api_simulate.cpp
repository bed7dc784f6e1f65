// The routes to what happens beside the API.
#include "cmake/embedded.hpp"
#include "control/api_route.hpp"
#include "control/simulate.hpp"

namespace control {
namespace {

using nlohmann::json;

EMBEDDED(simulate_routes_schema);

ApiReply get_shadowprotect(ApiCall& call) { return {.body = {{"fails", call.sandbox().shadowprotect_fails()}}}; }

ApiReply set_shadowprotect(ApiCall& call) {
  call.sandbox().set_shadowprotect_fails(call.body.at("fails").get<bool>());
  return {.body = call.body};
}

ApiReply schema(ApiCall&) { return {.body = json::parse(simulation_schema())}; }

ApiReply subject(ApiCall& call) {
  if (auto reply = simulate(call.sandbox(), call.item, call.request)) return *std::move(reply);
  const std::string nearest = nearest_subject(call.item);
  throw ApiError{.status = 404,
                 .code = "unknown-path",
                 .message = "there is no /_sandbox/simulate/" + call.item +
                            (nearest.empty() ? std::string() : "; did you mean simulate/" + nearest + "?")};
}

constexpr std::array kRoutes = {
    Route{.method = "GET",
          .path = "simulate/schema",
          .says = "The JSON Schema of every subject's body.",
          .handle = schema,
          .answer = "JsonSchema"},
    Route{.method = "GET",
          .path = "simulate/shadowprotect",
          .says = "Whether RemoveLicense meets a ShadowProtect service that fails.",
          .handle = get_shadowprotect,
          .answer = "ShadowProtect"},
    Route{.method = "POST",
          .path = "simulate/shadowprotect",
          .says = "Lets the ShadowProtect service fail, or work again.",
          .handle = set_shadowprotect,
          .body = "ShadowProtect",
          .answer = "ShadowProtect"},
    Route{.method = "POST",
          .path = "simulate/{subject}",
          .says = "What clients, operators and other systems do beside the API; the answer tells what changed.",
          .handle = subject,
          .body = "Simulation",
          .answer = "Simulated"},
};

}  // namespace

RouteGroup simulate_routes() { return {.name = "simulate", .routes = kRoutes, .schema = simulate_routes_schema()}; }

}  // namespace control
