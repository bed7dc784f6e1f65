// The routes about worlds: what the sandbox was seeded with, what it holds now, and another one in its place.
#include "cmake/embedded.hpp"
#include "control/api_route.hpp"

namespace control {
namespace {

using nlohmann::json;

EMBEDDED(world_routes_schema);

ApiReply world(ApiCall& call) { return {.body = call.sandbox().world()->document()}; }

ApiReply schema(ApiCall&) { return {.body = json::parse(world_schema())}; }

ApiReply export_state(ApiCall& call) { return {.body = call.sandbox().export_world()}; }

ApiReply refused(const BadWorld& bad) {
  json problems = json::array();
  for (const Problem& one : bad.problems) problems.push_back({{"path", one.path}, {"message", one.message}});
  const json first = problems.at(0);
  return {.status = 400,
          .body = {{"error",
                    {{"code", "bad-world"},
                     {"message", first.at("message")},
                     {"path", first.at("path")},
                     {"problems", std::move(problems)}}}}};
}

ApiReply import_state(ApiCall& call) {
  Sandbox& sandbox = call.sandbox();
  try {
    sandbox.import_world(World::from_json(call.body));
  } catch (const BadWorld& bad) {
    return refused(bad);
  }
  return {.body = {{"world", sandbox.world()->name()}, {"clock", clock_json(sandbox.clock())}}};
}

constexpr std::array kRoutes = {
    Route{.method = "GET",
          .path = "world",
          .says = "What the sandbox was seeded with.",
          .handle = world,
          .answer = "World"},
    Route{.method = "GET",
          .path = "world/schema",
          .says = "The JSON Schema of world documents.",
          .handle = schema,
          .answer = "JsonSchema"},
    Route{.method = "GET",
          .path = "export",
          .says =
              "The present state as a world document, passwords and tokens included: loading it gives the same state.",
          .handle = export_state,
          .answer = "World"},
    Route{.method = "POST",
          .path = "import",
          .says = "A world in the place of everything; reset goes back to it. A bad one changes nothing.",
          .handle = import_state,
          .body = "World",
          .answer = "ResetDone"},
};

}  // namespace

RouteGroup world_routes() { return {.name = "world", .routes = kRoutes, .schema = world_routes_schema()}; }

}  // namespace control
