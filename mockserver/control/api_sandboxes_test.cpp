// The routes of the directory and of snapshots, and each way to use them wrongly.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/api.hpp"
#include "control/sandboxes.hpp"
#include "control/time_text.hpp"

namespace control {
namespace {

using nlohmann::json;
using testing::HasSubstr;

state::Instant noon() { return parse_instant("2026-01-15T12:00:00Z").value(); }

class SandboxesApi : public testing::Test {
 protected:
  ApiReply call(std::string_view method, std::string_view path, std::string_view body = {},
                const char* id = "default") {
    const auto sandbox = sandboxes.find(id);
    return answer(sandbox.get(), {.method = method, .path = path, .body = body, .base_url = "http://mock:8080"},
                  json::object(), &sandboxes);
  }
  ApiReply get(std::string_view path, const char* id = "default") { return call("GET", path, {}, id); }
  ApiReply post(std::string_view path, std::string_view body = {}, const char* id = "default") {
    return call("POST", path, body, id);
  }
  ApiReply create(const json& body) { return post("sandboxes", body.dump()); }

  static std::string refusal(const ApiReply& reply) {
    const json error = reply.body.at("error");
    return std::to_string(reply.status) + " " + error.at("code").get<std::string>() + " " +
           error.value("path", std::string("-")) + ": " + error.at("message").get<std::string>();
  }

  SteadyTime steady = SteadyTime(std::chrono::hours(1));
  Sandboxes sandboxes{{.each = {.snapshots = {.count = 2}, .time = noon}, .most = 2, .now = [this] { return steady; }}};
  Sandbox& usual =
      sandboxes.open_default(std::make_shared<const World>(World::embedded("default")), sandboxes.options().each);
};

TEST_F(SandboxesApi, MakesListsShowsAndDeletes) {
  const ApiReply made = create({{"id", "worker7"}, {"idleTimeout", "30m"}});
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(made.body, json({{"id", "worker7"},
                             {"url", "http://mock:8080/sandboxes/worker7"},
                             {"control", "http://mock:8080/sandboxes/worker7/_sandbox"},
                             {"world", "default"},
                             {"created", "2026-01-15T12:00:00Z"},
                             {"idleSeconds", 0},
                             {"idleTimeoutSeconds", 1800},
                             {"logins", json::array()}}));
  steady += std::chrono::minutes(2);
  EXPECT_EQ(get("sandboxes/worker7").body.at("idleSeconds"), 120);
  EXPECT_EQ(get("sandboxes").body.at("sandboxes").size(), 2U);
  EXPECT_EQ(call("DELETE", "sandboxes/worker7").body, json({{"status", "deleted"}}));
  EXPECT_EQ(refusal(get("sandboxes/worker7")), "404 unknown-sandbox -: there is no sandbox \"worker7\"");
  EXPECT_EQ(refusal(call("DELETE", "sandboxes/worker7")), "404 unknown-sandbox -: there is no sandbox \"worker7\"");
}

TEST_F(SandboxesApi, MakesOneOfTheIdInThePath) {
  EXPECT_EQ(call("PUT", "sandboxes/a", R"({"idSeed": 5})").status, 201);
  EXPECT_EQ(refusal(call("PUT", "sandboxes/a")), "409 sandbox-exists -: there is a sandbox \"a\" already");
  EXPECT_EQ(refusal(call("PUT", "sandboxes/b", R"({"id": "c"})")),
            "400 bad-value /id: must be left out, or the id in the path");
  EXPECT_THAT(refusal(call("PUT", "sandboxes/-b")), HasSubstr("400 bad-value -: must fit [A-Za-z0-9]"));
}

TEST_F(SandboxesApi, SeedsWithAWorldByNameOrInline) {
  create({{"id", "a"}, {"seed", {{"world", "empty"}}}});
  EXPECT_EQ(get("info", "a").body.at("world"), "empty");
  const json inline_world = {{"name", "mine"},
                             {"entities", json::array({{{"id", 1}, {"type", "Infrascale"}, {"name", "Infrascale"}}})}};
  create({{"id", "b"}, {"seed", {{"world", inline_world}}}});
  EXPECT_EQ(get("world", "b").body, inline_world);
}

TEST_F(SandboxesApi, ClonesASandboxOrASnapshotOfIt) {
  create({{"id", "a"}, {"clock", {{"now", "2030-01-01"}, {"frozen", true}}}});
  post("snapshots", R"({"name": "start"})", "a");
  post("clock/advance", R"({"by": "8d"})", "a");
  create({{"id", "b"}, {"seed", {{"clone", "a"}}}});
  EXPECT_EQ(get("clock", "b").body.at("now"), "2030-01-09T00:00:00Z");
  call("DELETE", "sandboxes/b");
  create({{"id", "b"}, {"seed", {{"clone", "a"}, {"snapshot", "start"}}}});
  EXPECT_EQ(get("clock", "b").body.at("now"), "2030-01-01T00:00:00Z");
  call("DELETE", "sandboxes/b");
  EXPECT_EQ(post("sandboxes", R"({"id": "b", "seed": {"snapshot": "start"}})", "a").status, 201);
  EXPECT_EQ(get("clock", "b").body, json({{"now", "2030-01-01T00:00:00Z"}, {"frozen", true}}));
}

TEST_F(SandboxesApi, RefusesWhatItCannotMake) {
  const auto refused = [&](const json& body) { return refusal(create(body)); };
  EXPECT_THAT(refused({{"id", "a b"}}), HasSubstr("400 bad-value /id: must fit"));
  EXPECT_THAT(refused({{"id", ""}}), HasSubstr("400 bad-value /id: must fit"));
  EXPECT_EQ(refused({{"seed", {{"world", "full"}}}}),
            "404 unknown-world /seed/world: there is no world \"full\"; known: default, empty");
  EXPECT_THAT(refused({{"seed", {{"world", 7}}}}), HasSubstr("400 bad-value /seed/world: must be the name"));
  EXPECT_THAT(refused({{"seed", {{"world", {{"entities", json::array({{{"id", 1}}})}}}}}}),
              HasSubstr("400 bad-world /seed/world/entities/0/"));
  EXPECT_EQ(refused({{"seed", {{"clone", "x"}}}}), "404 unknown-sandbox /seed/clone: there is no sandbox \"x\"");
  EXPECT_EQ(refused({{"seed", {{"snapshot", "x"}}}}),
            "404 unknown-snapshot /seed/snapshot: there is no snapshot \"x\"");
  EXPECT_EQ(refused({{"seed", {{"clone", "default"}, {"world", "empty"}}}}),
            "400 bad-value /seed/world: a clone or a snapshot brings its world and its clock");
  EXPECT_EQ(refused({{"seed", {{"clone", "default"}}}, {"clock", {{"now", "2030-01-01"}}}}),
            "400 bad-value /clock: a clone or a snapshot brings its world and its clock");
  EXPECT_THAT(refused({{"clock", {{"now", "noon"}}}}), HasSubstr("400 bad-value /clock/now: must be an instant"));
  EXPECT_THAT(refused({{"idleTimeout", "soon"}}), HasSubstr("400 bad-value /idleTimeout: must be \"never\" or"));
  EXPECT_THAT(refused({{"idleTimeout", "5ms"}}), HasSubstr("400 bad-value /idleTimeout: must be \"never\" or"));
  EXPECT_EQ(refused({{"idSeed", -1}}), "400 bad-value /idSeed: must be >= 0");
  EXPECT_THAT(refused({{"idseed", 1}}), HasSubstr("400 bad-value /idseed: unknown property; did you mean \"idSeed\"?"));
  EXPECT_EQ(refused({{"apiUsers", {{{"entityId", 7}, {"userName", "x"}, {"password", "p"}}}}}),
            "400 bad-value /apiUsers/0/entityId: there is no entity 7");
  EXPECT_EQ(refused({{"apiUsers", {{{"entityId", 888}, {"userName", "888ws"}, {"password", "p"}}}}}),
            "409 login-taken -: \"888ws\" is an API user of the default sandbox");
  EXPECT_EQ(refused({{"apiUsers", json::array({{{"entityId", 888}, {"userName", "x"}}})}}),
            "400 bad-value /apiUsers/0/password: is required");
  EXPECT_EQ(get("sandboxes").body.at("sandboxes").size(), 1U);
}

TEST_F(SandboxesApi, RefusesMoreThanItMayHold) {
  create(json::object());
  create(json::object());
  EXPECT_THAT(refusal(create(json::object())), HasSubstr("409 too-many-sandboxes -: there are 2 sandboxes"));
}

TEST_F(SandboxesApi, KeepsTheDefaultSandbox) {
  EXPECT_THAT(refusal(call("DELETE", "sandboxes/default")), HasSubstr("409 default-sandbox"));
}

TEST_F(SandboxesApi, HasNoDirectoryWhereThereIsNone) {
  EXPECT_EQ(refusal(answer(&usual, {.method = "GET", .path = "sandboxes"})),
            "404 unknown-path -: there are no further sandboxes here");
}

TEST_F(SandboxesApi, SavesListsRestoresAndDeletesSnapshots) {
  usual.freeze_clock();
  const ApiReply saved = post("snapshots", R"({"name": "before"})");
  EXPECT_EQ(saved.status, 201);
  EXPECT_EQ(saved.body.at("at"), "2026-01-15T12:00:00Z");
  EXPECT_GT(saved.body.at("bytes"), 100'000);
  post("clock/advance", R"({"by": "8d"})");
  EXPECT_EQ(get("snapshots").body, json({{"snapshots", {saved.body}}}));
  EXPECT_EQ(post("snapshots/before/restore").body,
            json({{"snapshot", "before"}, {"clock", {{"now", "2026-01-15T12:00:00Z"}, {"frozen", true}}}}));
  EXPECT_EQ(call("DELETE", "snapshots/before").body, json({{"status", "deleted"}}));
  for (const ApiReply& reply :
       {post("snapshots/before/restore"), get("snapshots/before"), call("DELETE", "snapshots/before")})
    EXPECT_EQ(refusal(reply), "404 unknown-snapshot -: there is no snapshot \"before\"");
}

TEST_F(SandboxesApi, RestoringKeepsTheJournalAndTellsOfIt) {
  usual.journal().add({.id = "x", .service = "PartnerManagementService", .operation = "CreatePartner"});
  post("snapshots", R"({"name": "before"})");
  post("snapshots/before/restore");
  const json calls = get("journal").body.at("calls");
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[0].at("operation"), "restore");
  EXPECT_EQ(calls[0].at("notes")[0].at("path"), "before");
  EXPECT_EQ(calls[1].at("id"), "x");
}

TEST_F(SandboxesApi, SnapshotsSurviveAReset) {
  post("snapshots", R"({"name": "before"})");
  post("reset");
  EXPECT_EQ(get("snapshots").body.at("snapshots").size(), 1U);
}

TEST_F(SandboxesApi, TheSameIdsFollowEveryRestoring) {
  post("snapshots", R"({"name": "before"})");
  const auto draw = [&] {
    const std::lock_guard lock(usual.state().mutex);
    return usual.state().ids.guid() + usual.state().ids.correlation_guid();
  };
  const std::string first = draw();
  for (int i = 0; i < 2; ++i) {
    post("snapshots/before/restore");
    EXPECT_EQ(draw(), first);
  }
}

TEST_F(SandboxesApi, DownloadsASnapshotAndTakesItBackAnywhere) {
  post("clock/freeze", R"({"at": "2030-01-01"})");
  post("snapshots", R"({"name": "before"})");
  const ApiReply file = get("snapshots/before");
  EXPECT_EQ(file.content_type, "application/vnd.sqlite3");
  EXPECT_THAT(file.text(), testing::StartsWith("SQLite format 3"));
  create({{"id", "other"}});
  EXPECT_EQ(call("PUT", "snapshots/theirs", file.text(), "other").status, 201);
  EXPECT_EQ(post("snapshots/theirs/restore", {}, "other").body.at("clock").at("now"), "2030-01-01T00:00:00Z");
}

TEST_F(SandboxesApi, RefusesUploadsThatAreNoSnapshots) {
  EXPECT_THAT(refusal(call("PUT", "snapshots/x", "{}")), HasSubstr("400 not-a-snapshot -: the bytes are no snapshot"));
  post("snapshots", R"({"name": "before"})");
  std::string bytes = get("snapshots/before").text();
  bytes[63] = 2;  // the schema's version
  EXPECT_THAT(refusal(call("PUT", "snapshots/x", bytes)), HasSubstr("400 wrong-schema-version -: the snapshot has"));
  EXPECT_THAT(refusal(call("PUT", "snapshots/-x", bytes)), HasSubstr("400 bad-value -: must fit"));
  EXPECT_EQ(get("snapshots").body.at("snapshots").size(), 1U);
}

TEST_F(SandboxesApi, LimitsSnapshots) {
  EXPECT_THAT(refusal(post("snapshots", R"({"name": "a/b"})")), HasSubstr("400 bad-value /name: must fit"));
  EXPECT_EQ(refusal(post("snapshots")), "400 bad-value /name: is required");
  for (const char* body : {R"({"name": "a"})", R"({"name": "b"})", R"({"name": "a"})"})
    EXPECT_EQ(post("snapshots", body).status, 201);
  EXPECT_EQ(refusal(post("snapshots", R"({"name": "c"})")),
            "409 too-many-snapshots -: a sandbox keeps at most 2 snapshots: delete one first");
}

TEST(Snapshots, AreLimitedInBytes) {
  state::Sandbox sandbox;
  const state::Snapshot image = sandbox.take();
  Snapshots snapshots({.bytes = image.size()});
  snapshots.put({.name = "a", .image = image});
  snapshots.put({.name = "a", .image = image});
  EXPECT_THROW(snapshots.put({.name = "b", .image = image}), std::runtime_error);
  EXPECT_EQ(snapshots.list().size(), 1U);
}

}  // namespace
}  // namespace control
