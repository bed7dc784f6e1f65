// The routes of faults.
#include "cmake/embedded.hpp"
#include "control/api_route.hpp"
#include "control/fault_document.hpp"

namespace control {
namespace {

using nlohmann::json;

EMBEDDED(faults_routes_schema);

state::Instant now(ApiCall& call) { return call.sandbox().clock().now; }

ApiReply add(ApiCall& call) {
  Sandbox& sandbox = call.sandbox();
  const auto added = sandbox.faults().add(fault_rule(call.body, sandbox.registry(), now(call)));
  if (!added) {
    throw ApiError{.status = 409,
                   .code = "too-many-faults",
                   .message = "there are " + std::to_string(Faults::kMost) + " faults; remove some"};
  }
  return {.status = 201, .body = fault_json(*added)};
}

ApiReply list(ApiCall& call) {
  json faults = json::array();
  json never_hit = json::array();
  for (const FaultReport& fault : call.sandbox().faults().list(now(call))) {
    faults.push_back(fault_json(fault));
    if (fault.hits == 0) never_hit.push_back(fault.id);
  }
  return {.body = {{"faults", std::move(faults)}, {"neverHit", std::move(never_hit)}}};
}

ApiReply found(const std::optional<FaultReport>& fault, const std::string& id) {
  if (!fault) throw ApiError{.status = 404, .code = "unknown-fault", .message = "there is no fault \"" + id + "\""};
  return {.body = fault_json(*fault)};
}

ApiReply one(ApiCall& call) { return found(call.sandbox().faults().find(call.item, now(call)), call.item); }

ApiReply remove(ApiCall& call) { return found(call.sandbox().faults().remove(call.item, now(call)), call.item); }

ApiReply clear(ApiCall& call) {
  call.sandbox().faults().clear();
  return {.body = {{"status", "cleared"}}};
}

constexpr std::array kRoutes = {
    Route{.method = "POST",
          .path = "faults",
          .says = "Asks for a fault: which calls it meets, how often, and what happens to them.",
          .handle = add,
          .body = "FaultRequest",
          .answer = "Fault"},
    Route{.method = "GET",
          .path = "faults",
          .says = "Every fault with its counts, and which were never hit.",
          .handle = list,
          .answer = "Faults"},
    Route{.method = "GET", .path = "faults/{id}", .says = "One fault.", .handle = one, .answer = "Fault"},
    Route{.method = "DELETE",
          .path = "faults/{id}",
          .says = "Takes a fault away; answers it as it stood.",
          .handle = remove,
          .answer = "Fault"},
    Route{.method = "DELETE", .path = "faults", .says = "Takes every fault away.", .handle = clear, .answer = "Status"},
};

}  // namespace

RouteGroup fault_routes() { return {.name = "faults", .routes = kRoutes, .schema = faults_routes_schema()}; }

}  // namespace control
