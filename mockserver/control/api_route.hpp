// A route of the control surface is a row: what it answers to, what it takes, what it gives back, and who does it.
// The dispatcher's checks of bodies and queries and the OpenAPI document are derived from the rows.
#pragma once
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>

#include "control/api.hpp"
#include "control/api_request.hpp"

namespace control {

// One call, its query and body already checked against the row.
struct ApiCall {
  Sandbox* ready = nullptr;  // null only in routes that answer before the sandbox is seeded
  const ApiRequest& request;
  const nlohmann::json& about;  // what the server knows about itself
  Sandboxes* sandboxes = nullptr;
  Parameters query;
  nlohmann::json body = nlohmann::json::object();  // {} where nothing was sent
  std::string item = {};                           // what stands in the path for "{...}"

  Sandbox& sandbox() const { return *ready; }
  Sandboxes& directory() const;  // throws unknown-path where there is none
};

struct Route {
  std::string_view method = {};
  std::string_view path = {};  // below /_sandbox/: "journal/{id}"; braces stand for one segment, once in a path
  std::string_view says = {};  // a sentence: what it does
  ApiReply (*handle)(ApiCall& call) = nullptr;  // throws ApiError
  std::span<const QueryParameter> query = {};
  std::string_view body = {};         // the definition that the body must fit; empty: it takes none
  std::string_view answer = {};       // the definition that the answer's body fits
  std::string_view body_type = {};    // media type of an upload, which is no JSON: `ApiRequest::body` has the bytes
  std::string_view answer_type = {};  // media type of a download
  bool before_ready = false;          // answers while the sandbox is being seeded
};

// The routes of one subject, a file each: control/api_<name>.cpp, with control/api/<name>.schema.json.
struct RouteGroup {
  std::string_view name = {};
  std::span<const Route> routes = {};
  std::string_view schema = {};  // {"definitions": {...}}, as far as check_schema() goes; names are unique among groups
};

RouteGroup sandbox_routes();
RouteGroup world_routes();
RouteGroup clock_routes();
RouteGroup fault_routes();
RouteGroup outbox_routes();
RouteGroup journal_routes();
RouteGroup browse_routes();
RouteGroup simulate_routes();
RouteGroup sandboxes_routes();
RouteGroup snapshots_routes();

// Every group, in the order of the documentation.
std::span<const RouteGroup> route_groups();

// The definitions of all groups by name.
const nlohmann::json& route_definitions();

// What several groups answer with.
nlohmann::json clock_json(const ClockReading& clock);

}  // namespace control
