// The routes of a sandbox's snapshots.
#include <utility>

#include "cmake/embedded.hpp"
#include "control/api_route.hpp"
#include "control/sandboxes.hpp"
#include "control/time_text.hpp"
#include "state/image_check.hpp"

namespace control {
namespace {

using nlohmann::json;

EMBEDDED(snapshots_routes_schema);

constexpr std::string_view kMediaType = "application/vnd.sqlite3";

json snapshot_json(const KeptSnapshot& snapshot) {
  return {{"name", snapshot.name}, {"at", format_instant(snapshot.at)}, {"bytes", snapshot.image.size()}};
}

// Names are ids: they stand in paths.
void check_name(std::string_view name, const char* path) {
  if (valid_sandbox_id(name)) return;
  throw ApiError{.code = "bad-value", .message = "must fit [A-Za-z0-9][A-Za-z0-9._-]{0,63}", .path = path};
}

KeptSnapshot find(const ApiCall& call) {
  auto snapshot = call.sandbox().snapshots().find(call.item);
  if (snapshot) return *std::move(snapshot);
  throw ApiError{.status = 404, .code = "unknown-snapshot", .message = "there is no snapshot \"" + call.item + "\""};
}

ApiReply list(ApiCall& call) {
  json all = json::array();
  for (const KeptSnapshot& snapshot : call.sandbox().snapshots().list()) all.push_back(snapshot_json(snapshot));
  return {.body = {{"snapshots", std::move(all)}}};
}

ApiReply save(ApiCall& call) {
  const std::string name = call.body.at("name");
  check_name(name, "/name");
  return {.status = 201, .body = snapshot_json(call.sandbox().save_snapshot(name))};
}

ApiReply restore(ApiCall& call) {
  call.sandbox().restore(find(call));
  return {.body = {{"snapshot", call.item}, {"clock", clock_json(call.sandbox().clock())}}};
}

ApiReply download(ApiCall& call) {
  const KeptSnapshot snapshot = find(call);
  return {.body = {},
          .content_type = std::string(kMediaType),
          .bytes = std::string(reinterpret_cast<const char*>(snapshot.image.data()),
                               static_cast<std::size_t>(snapshot.image.size()))};
}

ApiReply upload(ApiCall& call) {
  check_name(call.item, "");
  Snapshots& snapshots = call.sandbox().snapshots();
  snapshots.make_room(call.item, static_cast<std::int64_t>(call.request.body.size()));
  try {
    KeptSnapshot snapshot{
        .name = call.item, .at = call.sandbox().clock().now, .image = state::checked_image(call.request.body)};
    snapshots.put(snapshot);
    return {.status = 201, .body = snapshot_json(snapshot)};
  } catch (const state::BadImage& error) {
    throw ApiError{.code = error.other_version ? "wrong-schema-version" : "not-a-snapshot", .message = error.what()};
  }
}

ApiReply remove(ApiCall& call) {
  find(call);
  call.sandbox().snapshots().remove(call.item);
  return {.body = {{"status", "deleted"}}};
}

constexpr std::array kRoutes = {
    Route{.method = "GET",
          .path = "snapshots",
          .says = "The snapshots of this sandbox by name.",
          .handle = list,
          .answer = "Snapshots"},
    Route{.method = "POST",
          .path = "snapshots",
          .says = "Keeps the present state, clock, ids and mails under a name, in place of an older one of that name.",
          .handle = save,
          .body = "NewSnapshot",
          .answer = "Snapshot"},
    Route{.method = "POST",
          .path = "snapshots/{name}/restore",
          .says = "Back to a snapshot: state, clock, ids and mails. The journal stays and tells of it.",
          .handle = restore,
          .answer = "SnapshotRestored"},
    Route{.method = "GET",
          .path = "snapshots/{name}",
          .says = "A snapshot as a file: an SQLite database, which --db takes too.",
          .handle = download,
          .answer_type = kMediaType},
    Route{.method = "PUT",
          .path = "snapshots/{name}",
          .says = "Keeps an uploaded snapshot, or the file of a --db, under a name.",
          .handle = upload,
          .answer = "Snapshot",
          .body_type = kMediaType},
    Route{.method = "DELETE",
          .path = "snapshots/{name}",
          .says = "Forgets a snapshot.",
          .handle = remove,
          .answer = "Status"},
};

}  // namespace

RouteGroup snapshots_routes() { return {.name = "snapshots", .routes = kRoutes, .schema = snapshots_routes_schema()}; }

}  // namespace control
