// What is exported and loaded again is the same, in every table and to the byte.
#include "control/world_export.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/api.hpp"
#include "control/sandbox.hpp"
#include "control/time_text.hpp"
#include "state/generator.hpp"
#include "state/test_tables.hpp"

namespace control {
namespace {

using nlohmann::json;
using state::EntityStatus;
using testing::ElementsAre;
using testing::HasSubstr;

state::Instant noon() { return parse_instant("2026-01-15T12:00:00Z").value(); }
state::Instant a_month_later() { return parse_instant("2026-02-15T12:00:00Z").value(); }

json exported(state::Sandbox& state) {
  const std::lock_guard lock(state.mutex);
  return export_world(state::contents_of(state), "test");
}

std::unique_ptr<Sandbox> loaded(const json& document, state::Clock::Source time = noon) {
  return std::make_unique<Sandbox>(World::parse(document.dump()), SandboxOptions{.seed = 99, .time = time});
}

void expect_same_tables(state::Sandbox& one, state::Sandbox& other) {
  const state::Tables before = state::tables_of(one);
  const state::Tables after = state::tables_of(other);
  ASSERT_EQ(before.size(), after.size());
  for (const auto& [table, rows] : before) EXPECT_EQ(after.at(table), rows) << "in table " << table;
}

void expect_round_trip(state::Sandbox& state) {
  const json document = exported(state);
  const auto again = loaded(document);
  expect_same_tables(state, again->state());
  EXPECT_EQ(exported(again->state()).dump(2), document.dump(2));
}

class Export : public testing::Test {
 protected:
  json post(const std::string& path, const json& body = json::object()) {
    const std::string text = body.dump();
    const ApiReply reply = answer(&sandbox, {.method = "POST", .path = path, .body = text});
    EXPECT_EQ(reply.status, 200) << path << ": " << reply.body;
    return reply.body;
  }
  state::Entity entity(std::int32_t id) { return state.entities.find(id).value(); }
  state::Account account(std::string_view name) { return state.accounts.find(name).value(); }

  Sandbox sandbox{World::embedded("default"), {.seed = 7, .time = noon}};
  state::Sandbox& state = sandbox.state();
};

TEST_F(Export, TheDefaultWorldComesBack) { expect_round_trip(state); }

TEST(WorldExport, AGeneratedWorldComesBack) {
  state::Sandbox state(":memory:", 5);
  state::generate(state, {.accounts = 300, .events = 4000, .seed = 5});
  expect_round_trip(state);
}

TEST_F(Export, WhatClientsReportedComesBack) {
  const json mac = {{"userName", "anna@company1.example"}, {"systemName", "ANNA-MAC"}};
  const auto with = [&](json more) {
    more.update(mac);
    return more;
  };
  post("simulate/backup", with({{"step", "Started"}}));
  post("simulate/backup", with({{"step", "Progress"}, {"files", {{"uploaded", 5}, {"uploadedBytes", 500}}}}));
  post("clock/advance", {{"by", "3h"}});
  post("simulate/backup",
       with({{"step", "Completed"}, {"files", {{"uploaded", 9}, {"uploadedBytes", 9'000'000'000}}}}));
  post("simulate/recovery", with({{"result", "Failed"}, {"summary", "\u00fcber 3 files \u2603"}}));
  post("simulate/device",
       {{"userName", "nodevice@company1.example"}, {"systemName", "Neu-PC"}, {"usedSpaceKB", 99'999'999}});
  post("simulate/backup",
       {{"userName", "nodevice@company1.example"}, {"systemName", "Neu-PC"}, {"step", "Started"}, {"type", "MSSQL"}});
  expect_round_trip(state);
  post("clock/advance", {{"by", "9d"}});  // devices without backups, a backup without progress
  expect_round_trip(state);
}

TEST_F(Export, WhatWasSetBesideTheApiComesBack) {
  post("simulate/shadowprotect", {{"fails", true}});
  post("simulate/licenses", {{"entityId", 312}, {"type", "SqlBackup"}, {"count", 3}});
  post("simulate/entity", {{"entityId", 311}, {"status", "Cancelled"}});
  post("simulate/entity", {{"entityId", 312}, {"trialEnd", "+3d"}, {"managed", false}});
  post("simulate/account", {{"userName", "6_7_2_Sasha@WIN-LD0K5MSGVSR"}, {"status", "Cancelled"}});
  post("simulate/api-user", {{"entityId", 2160}, {"login", "2160WS"}, {"password", "Sandbox2160"}});
  post("simulate/dashboard-user",
       {{"entityId", 50647}, {"name", "paulo"}, {"password", "Sandbox1"}, {"active", false}});
  post("simulate/mail-template",
       {{"entityId", 3011}, {"code", "UMSUNCANCEL"}, {"subject", "Back"}, {"text", "{{UserName}}"}});
  post("simulate/cloud-usage", {{"entityId", 526}, {"source", "MS365"}, {"service", "Exchange"}, {"accounts", 4}});
  post("simulate/appliance", {{"uuid", "2200aaaa-0000-4000-8000-000000000003"},
                              {"status", "Rebooting"},
                              {"messages", {{{"text", "Update"}}}},
                              {"replication", {{"status", "Pause"}, {"bytesRemaining", 5}}}});
  expect_round_trip(state);
  post("clock/advance", {{"by", "200d"}});  // licences end, files are purged
  expect_round_trip(state);
}

TEST_F(Export, WhatTheApiChangedComesBack) {
  {
    state::Transaction transaction(state.database);
    state.flows.move(entity(2171), entity(2175), true);
    state.flows.cancel(entity(2195), entity(2117), "closed \u2013 \"for good\"");
    state.flows.uncancel(entity(225));
    state.entities.map_connectwise(2117, 2171, "");
    state.entities.map_connectwise(2117, 2199, "CW-9");
    const auto user = state.users.find("SomePartner1Admin").value();
    for (const auto kind : {state::TokenKind::dashboard_authentication, state::TokenKind::dashboard_sign_in,
                            state::TokenKind::password_reset})
      state.tokens.issue(kind, user.id);
    state.tokens.issue(state::TokenKind::account_authentication, account("anna@company1.example").id);
    state.tokens.issue(state::TokenKind::appliance_browse, 1);
    state.mail.send(entity(221), {.code = "EntityResetPwd",
                                  .recipient = "Paula@Partner.example",
                                  .username = "paula",
                                  .values = {{"UserName", "<paula>"}}});
    state.accounts.add({.entity_id = 312, .username = "new@company2.example", .password = "Backup123", .size_mb = 77});
    state.license_keys.use("sp1-5gb", account("new@company2.example").id);
    state.policies.remove(state.policies.add({.entity_id = 311, .name = "gone again"}).value());
    state.policy_files.set_size_limits(500311, {{.file_type = state::FileType::music}});
    state.account_policies.assign({.account_id = account("new@company2.example").id,
                                   .target_entity_id = 221,
                                   .policy_id = 500312,
                                   .system_name = "",
                                   .run_as = state::RunAs{}});
    state.users.add_administrator(entity(312));
    transaction.commit();
  }
  expect_round_trip(state);
}

TEST_F(Export, IdsTokensAndTimeGoOnWhereTheyStood) {
  state.ids.guid();
  state.ids.correlation_guid();
  post("clock/freeze", {{"at", "2027-01-01T00:00:00.0000001Z"}});
  const auto again = loaded(exported(state), a_month_later);
  EXPECT_EQ(again->clock().now, sandbox.clock().now);
  EXPECT_TRUE(again->clock().frozen);
  EXPECT_EQ(again->state().ids.correlation_guid(), state.ids.correlation_guid());
  EXPECT_EQ(again->state().ids.guid(), state.ids.guid());
  const auto next = [](state::Sandbox& where) {
    return where.entities.add({.parent_id = 888, .name = "New", .disk_quota_gb = 1});
  };
  EXPECT_EQ(next(again->state()), next(state));
}

TEST_F(Export, AClockThatRunsKeepsItsDistanceFromTheRealTime) {
  EXPECT_FALSE(exported(state).contains("clock"));
  post("clock/advance", {{"by", "8d"}});
  EXPECT_EQ(exported(state).at("clock"), json({{"ahead", "P8D"}}));
  const auto again = loaded(exported(state), a_month_later);
  EXPECT_EQ(again->clock().now, a_month_later() + 8 * state::kTicksPerDay);
}

TEST_F(Export, AClockThatIsBehindComesBack) {
  json world = World::embedded("empty").document();
  world["clock"] = {{"now", "2020-05-05T05:05:05.5Z"}};
  const auto past = loaded(world);
  EXPECT_THAT(exported(past->state()).at("clock").at("ahead").get<std::string>(), testing::StartsWith("-P"));
  expect_round_trip(past->state());
}

TEST_F(Export, AtTheEndOfTheCalendarNothingIsLost) {
  post("clock/freeze", {{"at", "9999-12-31T23:59:59Z"}});
  {
    state::Transaction transaction(state.database);
    state.tokens.issue(state::TokenKind::account_authentication, account("anna@company1.example").id);
    state.flows.cancel(account("anna@company1.example"));
    transaction.commit();
  }
  expect_round_trip(state);
}

TEST_F(Export, ReadsAsAWorldThatSomebodyWrote) {
  const json document = exported(state);
  EXPECT_EQ(document.at("entities")[0].at("id"), 1);
  for (const json& one : document.at("entities")) {
    if (one.at("id") != 221) continue;
    EXPECT_EQ(one.at("webApiUsers")[0].at("password"), "Sandbox221");
    EXPECT_EQ(one.at("created"), "2026-01-15T12:00:00Z");
    EXPECT_FALSE(one.contains("status")) << "what is as usual is left out";
  }
}

// The problems of an export after one change.
std::vector<std::string> problems_of(json document, const char* path, json value) {
  document[json::json_pointer(path)] = std::move(value);
  try {
    World::from_json(document);
  } catch (const BadWorld& bad) {
    std::vector<std::string> texts;
    for (const Problem& problem : bad.problems) texts.push_back(problem.text());
    return texts;
  }
  return {};
}

class BadExport : public Export {
 protected:
  std::vector<std::string> problems(const char* path, json value) {
    return problems_of(document, path, std::move(value));
  }
  const json document = exported(state);
};

TEST_F(BadExport, IdsAreUniqueAndGivenToAllOrNone) {
  const json known = document.at("/history/0/events/0/id"_json_pointer);
  EXPECT_THAT(problems("/history/0/events/1/id", known),
              ElementsAre("/history/0/events/1/id: " + known.dump() + " is taken by /history/0/events/0"));
  json users = document.at("/entities/1/webApiUsers"_json_pointer);
  users[0].erase("id");
  EXPECT_THAT(problems("/entities/1/webApiUsers", users),
              ElementsAre("/entities/1/webApiUsers/0/id: is required, as /entities/0/webApiUsers/0 has one"));
}

TEST_F(BadExport, WhatIsReferredToMustBeThere) {
  EXPECT_THAT(problems("/tokens", {{{"value", "abc"}, {"kind", "PasswordReset"}, {"subject", 999'999}}}),
              ElementsAre("/tokens/0/subject: is no id of what a token of kind PasswordReset stands for"));
  EXPECT_THAT(problems("/history/0/entityId", 7), ElementsAre("/history/0/entityId: there is no entity 7"));
  EXPECT_THAT(problems("/history/0/accountId", 999'999),
              ElementsAre("/history/0/accountId: there is no account of the id 999999"));
}

TEST_F(BadExport, HistoryIsToldOnce) {
  EXPECT_THAT(problems("/entities/0/events", json::array()),
              ElementsAre("/entities/0/events: contradicts \"history\", which tells all that happened"));
  json source = document.at("/history/0"_json_pointer);
  source["id"] = 1'000'000;
  source.erase("events");
  source.erase("monitoring");
  source.erase("recoveries");
  EXPECT_THAT(problems("/history/1", source),
              testing::Contains("/history/1: is the same source as another one: name, system, type and entity"));
}

TEST_F(BadExport, InstantsAndClocksAreChecked) {
  EXPECT_THAT(problems("/schedule/0/at", "soon"), ElementsAre(HasSubstr("/schedule/0/at: must be an instant")));
  EXPECT_THAT(problems("/clock", json::object()),
              ElementsAre("/clock: needs either \"now\", an instant, or \"ahead\", a duration"));
  EXPECT_THAT(problems("/clock", {{"ahead", "later"}}), ElementsAre(HasSubstr("/clock/ahead: must be a duration")));
  EXPECT_THAT(problems("/clock", {{"ahead", "8d"}, {"frozen", true}}),
              ElementsAre("/clock/ahead: is for a clock that runs"));
  EXPECT_THAT(problems("/nextPolicyId", 500'000),
              ElementsAre(HasSubstr("/nextPolicyId: must be above the largest id in use, 5")));
}

TEST_F(BadExport, AKeyIsUsedByAnAccountThatExists) {
  for (std::size_t at = 0; at < document.at("entities").size(); ++at) {
    if (document.at("entities")[at].at("id") != 221) continue;
    const std::string path = "/entities/" + std::to_string(at) + "/licenseKeys/0/usedBy";
    EXPECT_THAT(problems(path.c_str(), "nobody"), ElementsAre(path + ": there is no account \"nobody\""));
  }
}

}  // namespace
}  // namespace control
