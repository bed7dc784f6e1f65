// The routes about worlds.
#include "cmake/embedded.hpp"
#include "control/api_route.hpp"

namespace control {
namespace {

using nlohmann::json;

EMBEDDED(world_routes_schema);

ApiReply world(ApiCall& call) { return {.body = call.sandbox().world().document()}; }

ApiReply schema(ApiCall&) { return {.body = json::parse(world_schema())}; }

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
};

}  // namespace

RouteGroup world_routes() { return {.name = "world", .routes = kRoutes, .schema = world_routes_schema()}; }

}  // namespace control
