// The routes of the directory of sandboxes.
#include <algorithm>
#include <utility>

#include "cmake/embedded.hpp"
#include "control/api_route.hpp"
#include "control/conflict.hpp"
#include "control/json_schema.hpp"
#include "control/sandboxes.hpp"
#include "control/time_text.hpp"

namespace control {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;

EMBEDDED(sandboxes_routes_schema);

constexpr std::size_t kMostUsers = 100;
constexpr std::string_view kIdPattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

ApiError unknown_sandbox(std::string_view id, std::string path = {}) {
  return {.status = 404,
          .code = "unknown-sandbox",
          .message = "there is no sandbox \"" + std::string(id) + "\"",
          .path = std::move(path)};
}

std::int64_t seconds_of(milliseconds time) { return time.count() / 1000; }

json entry_json(const SandboxEntry& entry, const ApiCall& call) {
  const std::string url = std::string(call.request.base_url) + "/sandboxes/" + entry.id;
  return {{"id", entry.id},
          {"url", url},
          {"control", url + "/_sandbox"},
          {"world", entry.world},
          {"created", format_instant(entry.created)},
          {"idleSeconds", seconds_of(entry.idle)},
          {"idleTimeoutSeconds", entry.idle_timeout ? json(seconds_of(*entry.idle_timeout)) : json()},
          {"logins", entry.logins}};
}

std::string list_of(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list.append(list.empty() ? "" : ", ").append(name);
  return list;
}

std::shared_ptr<const World> world_of(const json& wanted, Sandboxes& sandboxes) {
  if (wanted.is_object()) {
    try {
      return std::make_shared<const World>(World::from_json(wanted));
    } catch (const BadWorld& error) {
      const Problem& first = error.problems.front();
      throw ApiError{.code = "bad-world", .message = first.message, .path = "/seed/world" + first.path};
    }
  }
  if (!wanted.is_string()) {
    throw ApiError{
        .code = "bad-value", .message = "must be the name of a world, or a world as an object", .path = "/seed/world"};
  }
  const auto& name = wanted.get_ref<const std::string&>();
  if (auto world = sandboxes.world(name)) return world;
  throw ApiError{.status = 404,
                 .code = "unknown-world",
                 .message = "there is no world \"" + name + "\"; known: " + list_of(sandboxes.world_names()),
                 .path = "/seed/world"};
}

// A clone of a sandbox, or of a snapshot of it; the sandbox is the one that is asked where none is named.
Seed copy_of(const json& seed, const ApiCall& call) {
  std::shared_ptr<Sandbox> other;
  if (const auto id = text_member(seed, "clone")) {
    other = call.directory().find(*id);
    if (!other) throw unknown_sandbox(*id, "/seed/clone");
  }
  Sandbox& source = other ? *other : call.sandbox();
  Seed copy{.world = source.world()};
  if (const auto name = text_member(seed, "snapshot")) {
    const auto snapshot = source.snapshots().find(*name);
    if (!snapshot) {
      throw ApiError{.status = 404,
                     .code = "unknown-snapshot",
                     .message = "there is no snapshot \"" + *name + "\"",
                     .path = "/seed/snapshot"};
    }
    copy.content = snapshot->image;
  } else {
    copy.content = source.take();
  }
  return copy;
}

Seed seed_of(const json& body, const ApiCall& call) {
  const json seed = body.value("seed", json::object());
  const bool is_copy = seed.contains("clone") || seed.contains("snapshot");
  if (is_copy && (seed.contains("world") || body.contains("clock"))) {
    throw ApiError{.code = "bad-value",
                   .message = "a clone or a snapshot brings its world and its clock",
                   .path = seed.contains("world") ? "/seed/world" : "/clock"};
  }
  if (is_copy) return copy_of(seed, call);
  const auto world = seed.find("world");
  return {.world = world == seed.end() ? call.directory().started_with() : world_of(*world, call.directory())};
}

std::optional<WorldClock> clock_of(const json& body) {
  const auto clock = body.find("clock");
  if (clock == body.end()) return std::nullopt;
  const auto now = parse_instant(clock->at("now").get<std::string>());
  if (!now) {
    throw ApiError{
        .code = "bad-value", .message = "must be an instant such as \"2026-01-31T12:00:00Z\"", .path = "/clock/now"};
  }
  return WorldClock{.now = *now, .frozen = clock->value("frozen", false)};
}

std::vector<ExtraUser> users_of(const json& body) {
  const json users = body.value("apiUsers", json::array());
  if (users.size() > kMostUsers) {
    throw ApiError{.code = "bad-value",
                   .message = "must have at most " + std::to_string(kMostUsers) + " items",
                   .path = "/apiUsers"};
  }
  std::vector<ExtraUser> all;
  for (const json& user : users) {
    all.push_back({.entity_id = user.at("entityId"), .login = user.at("userName"), .password = user.at("password")});
  }
  return all;
}

std::optional<milliseconds> idle_timeout_of(const json& body, const Sandboxes& sandboxes) {
  const auto text = text_member(body, "idleTimeout");
  if (!text) return sandboxes.options().idle_timeout;
  if (*text == "never") return std::nullopt;
  const auto ticks = parse_duration(*text);
  if (!ticks || *ticks < state::kTicksPerSecond) {
    throw ApiError{.code = "bad-value",
                   .message = "must be \"never\" or a duration of at least a second such as \"30m\" or \"PT8H\"",
                   .path = "/idleTimeout"};
  }
  return milliseconds(*ticks / (state::kTicksPerSecond / 1000));
}

void check_id(std::string_view id, const char* path) {
  if (valid_sandbox_id(id)) return;
  throw ApiError{.code = "bad-value", .message = "must fit " + std::string(kIdPattern), .path = path};
}

ApiReply create(ApiCall& call, std::string id) {
  const json& body = call.body;
  NewSandbox wanted{
      .id = std::move(id), .seed = seed_of(body, call), .idle_timeout = idle_timeout_of(body, call.directory())};
  wanted.seed.clock = clock_of(body);
  wanted.seed.users = users_of(body);
  if (const auto seed = body.find("idSeed"); seed != body.end()) {
    wanted.id_seed = seed->get<std::uint64_t>();
    wanted.seed.content_ids = wanted.id_seed;
  }
  try {
    return {.status = 201, .body = entry_json(call.directory().create(std::move(wanted)), call)};
  } catch (const BadSeed& error) {
    throw ApiError{.code = "bad-value", .message = error.what(), .path = error.path};
  }
}

ApiReply post(ApiCall& call) {
  std::string id = text_member(call.body, "id").value_or("");
  if (call.body.contains("id")) check_id(id, "/id");
  return create(call, std::move(id));
}

ApiReply put(ApiCall& call) {
  check_id(call.item, "");
  if (const auto id = text_member(call.body, "id"); id && *id != call.item) {
    throw ApiError{.code = "bad-value", .message = "must be left out, or the id in the path", .path = "/id"};
  }
  return create(call, call.item);
}

ApiReply list(ApiCall& call) {
  json all = json::array();
  for (const SandboxEntry& entry : call.directory().list()) all.push_back(entry_json(entry, call));
  return {.body = {{"sandboxes", std::move(all)}}};
}

ApiReply get(ApiCall& call) {
  const auto entry = call.directory().entry(call.item);
  if (!entry) throw unknown_sandbox(call.item);
  return {.body = entry_json(*entry, call)};
}

ApiReply remove(ApiCall& call) {
  if (!call.directory().remove(call.item)) throw unknown_sandbox(call.item);
  return {.body = {{"status", "deleted"}}};
}

constexpr std::array kRoutes = {
    Route{.method = "GET",
          .path = "sandboxes",
          .says = "Every sandbox, the default one among them.",
          .handle = list,
          .answer = "Sandboxes"},
    Route{.method = "POST",
          .path = "sandboxes",
          .says = "Makes a sandbox with a state, clock, ids, journal and outbox of its own.",
          .handle = post,
          .body = "NewSandbox",
          .answer = "Sandbox"},
    Route{.method = "GET",
          .path = "sandboxes/{id}",
          .says = "One sandbox: its addresses, and how long nobody has used it.",
          .handle = get,
          .answer = "Sandbox"},
    Route{.method = "PUT",
          .path = "sandboxes/{id}",
          .says = "Makes a sandbox of a chosen id.",
          .handle = put,
          .body = "NewSandbox",
          .answer = "Sandbox"},
    Route{.method = "DELETE",
          .path = "sandboxes/{id}",
          .says = "Ends a sandbox; calls under way are answered.",
          .handle = remove,
          .answer = "Status"},
};

}  // namespace

RouteGroup sandboxes_routes() { return {.name = "sandboxes", .routes = kRoutes, .schema = sandboxes_routes_schema()}; }

}  // namespace control
