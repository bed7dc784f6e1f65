// From a request to the route that answers it.
#include "control/api.hpp"

#include <algorithm>
#include <utility>

#include "control/api_route.hpp"
#include "control/conflict.hpp"

namespace control {
namespace {

using nlohmann::json;

ApiReply error_reply(const ApiError& error) {
  json body = {{"code", error.code}, {"message", error.message}};
  if (!error.path.empty()) body["path"] = error.path;
  return {.status = error.status, .body = {{"error", std::move(body)}}};
}

// What stands in `path` for the braces of `pattern`; nothing if it does not fit. A pattern without braces fits itself.
std::optional<std::string_view> fit(std::string_view pattern, std::string_view path) {
  const auto open = pattern.find('{');
  if (open == std::string_view::npos) return pattern == path ? std::optional<std::string_view>("") : std::nullopt;
  const std::string_view before = pattern.substr(0, open);
  const std::string_view behind = pattern.substr(pattern.find('}') + 1);
  if (path.size() <= before.size() + behind.size() || !path.starts_with(before) || !path.ends_with(behind)) {
    return std::nullopt;
  }
  const std::string_view item = path.substr(before.size(), path.size() - before.size() - behind.size());
  return item.find('/') == std::string_view::npos ? std::optional(item) : std::nullopt;
}

struct Match {
  const Route* route = nullptr;
  std::string_view item = {};
};

// The routes of a path, whatever their method. One spelled out is preferred to one with braces.
std::vector<Match> routes_of(std::string_view path) {
  std::vector<Match> spelled_out;
  std::vector<Match> with_item;
  for (const RouteGroup& group : route_groups()) {
    for (const Route& route : group.routes) {
      const auto item = fit(route.path, path);
      if (item) (item->empty() ? spelled_out : with_item).push_back({&route, *item});
    }
  }
  return spelled_out.empty() ? with_item : spelled_out;
}

json schema_of(const Route& route) {
  if (route.body.empty()) return {{"type", "object"}, {"properties", json::object()}, {"additionalProperties", false}};
  return {{"$ref", "#/definitions/" + std::string(route.body)}, {"definitions", route_definitions()}};
}

ApiReply call(const Match& match, Sandbox* sandbox, const ApiRequest& request, const json& about,
              Sandboxes* directory) {
  const Route& route = *match.route;
  if (sandbox == nullptr && !route.before_ready) {
    throw ApiError{.status = 503, .code = "not-ready", .message = "the sandbox is being seeded"};
  }
  ApiCall call{.ready = sandbox,
               .request = request,
               .about = about,
               .sandboxes = directory,
               .query = Parameters(request.query, route.query),
               .item = std::string(match.item)};
  if (route.method != "GET" && route.body_type.empty()) call.body = body_of(request, schema_of(route));
  return route.handle(call);
}

ApiReply route(Sandbox* sandbox, const ApiRequest& request, std::string_view path, const json& about,
               Sandboxes* directory) {
  const std::string_view method = request.method == "HEAD" ? "GET" : request.method;
  const std::vector<Match> matches = routes_of(path);
  if (matches.empty()) {
    throw ApiError{.status = 404, .code = "unknown-path", .message = "there is no /_sandbox/" + std::string(path)};
  }
  std::string allowed;
  for (const Match& match : matches) {
    if (match.route->method == method) return call(match, sandbox, request, about, directory);
    allowed += (allowed.empty() ? "" : ", ") + std::string(match.route->method);
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

std::span<const RouteGroup> route_groups() {
  static const std::array groups = {sandbox_routes(), sandboxes_routes(), snapshots_routes(), world_routes(),
                                    clock_routes(),   fault_routes(),     outbox_routes(),    journal_routes(),
                                    browse_routes(),  simulate_routes()};
  return groups;
}

const json& route_definitions() {
  static const json all = [] {
    json definitions = json::object();
    for (const RouteGroup& group : route_groups()) definitions.update(json::parse(group.schema).at("definitions"));
    return definitions;
  }();
  return all;
}

std::string ApiReply::text() const {
  if (!content_type.empty()) return bytes;
  return body.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Sandboxes& ApiCall::directory() const {
  if (sandboxes) return *sandboxes;
  throw ApiError{.status = 404, .code = "unknown-path", .message = "there are no further sandboxes here"};
}

ApiReply refusal(int status, std::string_view code, std::string_view message) {
  return error_reply({.status = status, .code = std::string(code), .message = std::string(message)});
}

ApiReply answer(Sandbox* sandbox, const ApiRequest& request, const json& about, Sandboxes* directory) {
  try {
    return route(sandbox, request, trimmed(request.path), about, directory);
  } catch (const ApiError& error) {
    return error_reply(error);
  } catch (const BadTime& error) {
    return refusal(409, "clock-backwards", error.what());
  } catch (const Conflict& error) {
    return refusal(409, error.code, error.what());
  }
}

}  // namespace control
