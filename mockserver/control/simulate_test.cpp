// What clients, operators and other systems do beside the API, and each way to say it wrongly.
#include "control/simulate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/time_text.hpp"

namespace control {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

state::Instant noon() { return parse_instant("2026-01-15T12:00:00Z").value(); }

class Simulate : public testing::Test {
 protected:
  ApiReply post(const std::string& subject, const json& body) {
    const std::string text = body.dump();
    return answer(&sandbox, {.method = "POST", .path = "simulate/" + subject, .body = text});
  }
  // What changed.
  json changed(const std::string& subject, const json& body) {
    const ApiReply reply = post(subject, body);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.body.value("changed", json());
  }
  // Status, code, path and message of a refusal, which must change nothing.
  std::string refusal(const std::string& subject, const json& body) {
    const state::Snapshot before = taken();
    const ApiReply reply = post(subject, body);
    const state::Snapshot after = taken();
    EXPECT_TRUE(before.size() == after.size() && std::equal(before.data(), before.data() + before.size(), after.data()))
        << "a refusal changed something";
    const json error = reply.body.value("error", json::object());
    return std::to_string(reply.status) + " " + error.value("code", "") + " " + error.value("path", std::string("-")) +
           ": " + error.value("message", "");
  }
  state::Snapshot taken() {
    const std::lock_guard lock(state.mutex);
    return state.take();
  }
  static json change(const char* what, const char* property, json from, json to) {
    return {{"what", what}, {"property", property}, {"from", std::move(from)}, {"to", std::move(to)}};
  }
  state::Account account(const char* name) { return state.accounts.find(name).value(); }
  state::Device device(const char* user, const char* name) {
    return state.devices.find(account(user).id, name).value();
  }

  Sandbox sandbox{World::embedded("default"), {.time = noon}};
  state::Sandbox& state = sandbox.state();
  const char* const anna = "anna@company1.example";
};

TEST_F(Simulate, ShowsTheSchemaOfItsBodies) {
  const ApiReply reply = answer(&sandbox, {.method = "GET", .path = "simulate/schema"});
  EXPECT_EQ(reply.body.at("title"), "Simulation");
  EXPECT_TRUE(reply.body.at("definitions").contains("cloud-usage"));
}

TEST_F(Simulate, KnowsItsSubjects) {
  EXPECT_EQ(refusal("devise", {}),
            "404 unknown-path -: there is no /_sandbox/simulate/devise; did you mean simulate/device?");
  const ApiReply reply = answer(&sandbox, {.method = "GET", .path = "simulate/device"});
  EXPECT_EQ(reply.status, 405);
  EXPECT_EQ(reply.allow, "POST");
}

TEST_F(Simulate, RefusesABodyThatIsNoObject) {
  EXPECT_THAT(answer(&sandbox, {.method = "POST", .path = "simulate/device", .body = "{"}).text(),
              HasSubstr("bad-json"));
  EXPECT_EQ(refusal("device", json::array()), "400 bad-value -: must be an object");
  EXPECT_EQ(refusal("device", json::object()), "400 bad-value /userName: is required");
}

TEST_F(Simulate, RegistersADevice) {
  const ApiReply reply = post("device", {{"userName", anna}, {"systemName", "NEW-PC"}, {"usedSpaceKB", 5}});
  EXPECT_EQ(reply.body.at("changed")[0], json({{"what", "device NEW-PC of anna@company1.example"},
                                               {"from", nullptr},
                                               {"to",
                                                {{"active", true},
                                                 {"usedSpaceKB", 5},
                                                 {"lastConnection", "2026-01-15T12:00:00Z"},
                                                 {"lastBackup", nullptr}}}}));
  EXPECT_EQ(device(anna, "new-pc").installation_id, reply.body.at("installationId"));
  EXPECT_EQ(account(anna).windows_devices, 1);
}

TEST_F(Simulate, DeactivatesAndRenewsARegistration) {
  EXPECT_EQ(changed("device", {{"userName", anna}, {"systemName", "anna-mac"}, {"active", false}}),
            json::array({change("device ANNA-MAC of anna@company1.example", "active", true, false)}));
  EXPECT_EQ(account(anna).mac_devices, 0);
  changed("device", {{"userName", anna}, {"systemName", "anna-mac"}, {"active", true}});
  EXPECT_TRUE(device(anna, "ANNA-MAC").active);
  EXPECT_EQ(device(anna, "ANNA-MAC").last_connection, noon());
}

TEST_F(Simulate, SetsTheUsedSpaceOfADevice) {
  EXPECT_THAT(changed("device", {{"userName", anna}, {"systemName", "ANNA-MAC"}, {"usedSpaceKB", 7}}),
              testing::Contains(change("device ANNA-MAC of anna@company1.example", "usedSpaceKB", 1572864, 7)));
  EXPECT_EQ(device(anna, "ANNA-MAC").used_kb, 7);
}

TEST_F(Simulate, RefusesBadDevices) {
  EXPECT_EQ(refusal("device", {{"userName", "anna@company1.exampel"}, {"systemName", "X"}}),
            "400 bad-value /userName: there is no backup account \"anna@company1.exampel\"; did you mean "
            "\"anna@company1.example\"?");
  EXPECT_EQ(refusal("device", {{"userName", anna}, {"systemName", "X"}, {"os", "Windos"}}),
            "400 bad-value /os: must be one of \"Windows\", \"Mac\", \"Linux\", \"Android\", \"iOS\"; did you mean "
            "\"Windows\"?");
  EXPECT_EQ(refusal("device", {{"userName", anna}, {"systemName", "ANNA-MAC"}, {"os", "Mac"}}),
            "400 bad-value /os: is for a new device; ANNA-MAC is registered already");
  EXPECT_EQ(refusal("device", {{"userName", anna}, {"systemName", "X"}, {"installationId", std::string(32, 'x')}}),
            "400 bad-value /installationId: must be a guid");
  EXPECT_EQ(refusal("device", {{"userName", anna}, {"systemName", "X"}, {"productVersion", "7.5.0-1"}}),
            "400 bad-value /productVersion: must be four numbers, such as 7.5.0.1107");
  EXPECT_EQ(refusal("device", {{"userName", anna}, {"systemName", "X"}, {"usedSpaceKB", -1}}),
            "400 bad-value /usedSpaceKB: must be >= 0");
  EXPECT_EQ(refusal("device", {{"userName", anna}, {"systemname", "X"}}),
            "400 bad-value /systemname: unknown property; did you mean \"systemName\"?");
}

TEST_F(Simulate, RunsABackup) {
  const json client = {{"userName", anna}, {"systemName", "ANNA-MAC"}};
  const auto step = [&](json more) {
    more.update(client);
    return post("backup", more).body;
  };
  const json started = step({{"step", "Started"}, {"scheduled", true}});
  EXPECT_GT(started.at("eventId"), 0);
  EXPECT_EQ(started.at("changed")[0].at("property"), "lastConnection");
  step({{"step", "Progress"}, {"files", {{"total", 10}, {"uploaded", 4}, {"uploadedBytes", 4096}}}});
  const json done = step({{"step", "Completed"},
                          {"files", {{"total", 10}, {"totalBytes", 20480}, {"uploaded", 10}, {"uploadedBytes", 20480}}},
                          {"durationSeconds", 60},
                          {"summary", "All is well."}});
  EXPECT_THAT(done.at("changed"),
              testing::IsSupersetOf(
                  {change("device ANNA-MAC of anna@company1.example", "usedSpaceKB", 1572864, 1572884),
                   change("device ANNA-MAC of anna@company1.example", "lastBackup", nullptr, "2026-01-15T12:00:00Z"),
                   change("account anna@company1.example", "usedSpaceKB", 1937408, 1937428)}));
  EXPECT_EQ(device(anna, "ANNA-MAC").last_backup, noon());
}

TEST_F(Simulate, TakesEveryStepTypeAndIndicatorOfABackup) {
  for (const char* step : {"Started", "Progress", "Completed", "Cancelled", "Failed", "Configured"}) {
    for (const char* type : {"Online", "ImageStream", "Exchange", "LiveProtect", "MSSQL", "ShadowProtectBackup"}) {
      EXPECT_EQ(post("backup", {{"userName", anna}, {"systemName", "ANNA-MAC"}, {"step", step}, {"type", type}}).status,
                200)
          << step << " " << type;
    }
  }
  for (const char* indicator : {"Ok", "Warning", "Error"}) {
    EXPECT_EQ(post("backup", {{"userName", anna},
                              {"systemName", "ANNA-MAC"},
                              {"step", "Completed"},
                              {"usedSpaceKB", 9},
                              {"indicator", indicator}})
                  .status,
              200);
  }
  EXPECT_EQ(device(anna, "ANNA-MAC").used_kb, 9);
}

TEST_F(Simulate, RefusesBadBackups) {
  EXPECT_EQ(refusal("backup", {{"userName", anna}, {"systemName", "ANNA-MAK"}, {"step", "Started"}}),
            "400 bad-value /systemName: anna@company1.example has no device \"ANNA-MAK\"; did you mean \"ANNA-MAC\"?");
  EXPECT_THAT(refusal("backup", {{"userName", anna}, {"systemName", "ANNA-MAC"}, {"step", "Finished"}}),
              StartsWith("400 bad-value /step: must be one of \"Started\", \"Progress\""));
  EXPECT_EQ(
      refusal("backup", {{"userName", "suspended@company1.example"}, {"systemName", "SAM-PC"}, {"step", "Started"}}),
      "400 bad-value /userName: suspended@company1.example is Suspended; only active accounts report");
  EXPECT_EQ(
      refusal("backup", {{"userName", anna}, {"systemName", "ANNA-MAC"}, {"step", "Started"}, {"usedSpaceKB", 5}}),
      "400 bad-value /usedSpaceKB: is for a completed backup; simulate/device sets it at any time");
  EXPECT_EQ(refusal("backup",
                    {{"userName", anna}, {"systemName", "ANNA-MAC"}, {"step", "Completed"}, {"files", {{"totl", 5}}}}),
            "400 bad-value /files/totl: unknown property; did you mean \"total\"?");
}

TEST_F(Simulate, RunsARecovery) {
  const ApiReply reply = post("recovery", {{"userName", anna},
                                           {"systemName", "ANNA-MAC"},
                                           {"result", "Completed"},
                                           {"durationSeconds", 30},
                                           {"summary", "3 files"}});
  EXPECT_EQ(reply.status, 200) << reply.body;
  EXPECT_GT(reply.body.at("eventId"), 0);
  EXPECT_EQ(post("recovery", {{"userName", anna}, {"systemName", "ANNA-MAC"}, {"result", "Failed"}}).status, 200);
}

TEST_F(Simulate, RefusesBadRecoveries) {
  const auto with = [&](json more) {
    more.update({{"userName", anna}, {"systemName", "ANNA-MAC"}});
    if (!more.contains("result")) more["result"] = "Failed";
    return refusal("recovery", more);
  };
  EXPECT_THAT(with({{"result", "Fail"}}), HasSubstr("/result: must be one of \"Completed\", \"Failed\"; did you mean"));
  EXPECT_EQ(with({{"recoveryId", std::string(36, '-')}}), "400 bad-value /recoveryId: must be a guid");
  EXPECT_THAT(with({{"clientVersion", "version 7"}}), HasSubstr("/clientVersion: must be four numbers"));
}

TEST_F(Simulate, ChangesAnAppliance) {
  const char* const uuid = "2200aaaa-0000-4000-8000-000000000003";
  EXPECT_EQ(changed("appliance", {{"uuid", uuid},
                                  {"status", "Rebooting"},
                                  {"remoteAccess", false},
                                  {"messages", {{{"text", "Update"}}}},
                                  {"replication", {{"status", "Pause"}, {"bytesRemaining", 5}}}}),
            json::array({change("appliance NOMINAL-DR", "messages", json::array(),
                                {{{"severity", "Info"}, {"text", "Update"}}}),
                         change("appliance NOMINAL-DR", "remoteAccess", true, false),
                         change("appliance NOMINAL-DR", "status", "Nominal", "Rebooting"),
                         change("appliance NOMINAL-DR", "upSince", "2026-01-12T12:00:00Z", nullptr),
                         change("replication of NOMINAL-DR", "bytesRemaining", 0, 5),
                         change("replication of NOMINAL-DR", "status", "Scan", "Pause")}));
  EXPECT_EQ(changed("appliance", {{"uuid", uuid}}), json::array());
}

TEST_F(Simulate, RefusesBadAppliances) {
  EXPECT_EQ(refusal("appliance", {{"uuid", std::string(36, 'x')}}), "400 bad-value /uuid: must be a guid");
  EXPECT_EQ(refusal("appliance", {{"uuid", std::string(32, '0')}}),
            "400 bad-value /uuid: there is no appliance 00000000-0000-0000-0000-000000000000");
  EXPECT_THAT(refusal("appliance", {{"uuid", "2200aaaa-0000-4000-8000-000000000003"}, {"status", "Warn"}}),
              StartsWith("400 bad-value /status: must be one of "));
  EXPECT_EQ(refusal("appliance", {{"uuid", "2200aaaa-0000-4000-8000-000000000013"}, {"replication", json::object()}}),
            "400 bad-value /replication: ALONE-DR has no secondary appliance to replicate to");
  EXPECT_EQ(refusal("appliance", {{"uuid", "2200bbbb-0000-4000-8000-000000000003"}, {"replication", json::object()}}),
            "400 bad-value /replication: belongs to the primary appliance, 2200aaaa-0000-4000-8000-000000000003");
}

TEST_F(Simulate, GrantsLicences) {
  EXPECT_EQ(changed("licenses", {{"entityId", 311}, {"type", "SqlBackup"}, {"count", 3}}),
            json::array({change("SqlBackup pool of entity 311", "free", 0, 3)}));
  EXPECT_EQ(state.licenses.free(311, state::LicenseType::sql_backup), 3);
}

TEST_F(Simulate, RefusesBadLicences) {
  EXPECT_EQ(refusal("licenses", {{"entityId", 7}, {"type", "SqlBackup"}, {"count", 3}}),
            "400 bad-value /entityId: there is no entity 7");
  EXPECT_EQ(refusal("licenses", {{"entityId", 311}, {"type", "SqlBackup"}, {"count", 0}}),
            "400 bad-value /count: must be >= 1");
  EXPECT_THAT(refusal("licenses", {{"entityId", 311}, {"type", "SqlBackups"}, {"count", 1}}),
              HasSubstr("; did you mean \"SqlBackup\"?"));
}

TEST_F(Simulate, RecordsCloudUsage) {
  const json usage = {{"entityId", 526}, {"source", "MS365"}, {"service", "Exchange"}, {"accounts", 4}};
  EXPECT_EQ(
      changed("cloud-usage", usage),
      json::array(
          {{{"what", "usage of Exchange by entity 526"},
            {"from", nullptr},
            {"to", {{"configured", nullptr}, {"lastBackup", nullptr}, {"accounts", 4}, {"storageBytes", nullptr}}}}}));
  json later = usage;
  later["accounts"] = 6;
  later["lastBackup"] = "-1d";
  EXPECT_EQ(changed("cloud-usage", later),
            json::array({change("usage of Exchange by entity 526", "accounts", 4, 6),
                         change("usage of Exchange by entity 526", "lastBackup", nullptr, "2026-01-14T12:00:00Z")}));
}

TEST_F(Simulate, RefusesBadCloudUsage) {
  json usage = {{"entityId", 311}, {"source", "MS365"}, {"service", "Exchange"}};
  EXPECT_EQ(refusal("cloud-usage", usage), "400 bad-value /entityId: entity 311 is not signed up for cloud backup");
  usage["entityId"] = 526;
  EXPECT_EQ(refusal("cloud-usage", usage), "400 bad-value -: needs either \"accounts\" or \"storageBytes\"");
  usage["storageBytes"] = 5;
  usage["configured"] = "yesterday";
  EXPECT_THAT(refusal("cloud-usage", usage), StartsWith("400 bad-value /configured: must be an instant"));
}

TEST_F(Simulate, SetsWhatTheVendorDecidesAboutAnEntity) {
  EXPECT_EQ(changed("entity", {{"entityId", 311}, {"status", "Suspended"}, {"managed", false}}),
            json::array(
                {change("entity 311", "managed", true, false), change("entity 311", "status", "Active", "Suspended")}));
  EXPECT_EQ(changed("entity", {{"entityId", 312}, {"trialEnd", "-1d"}}),
            json::array({change("entity 312", "status", "Active", "Expired"),
                         change("entity 312", "trialEnd", nullptr, "2026-01-14T12:00:00Z")}));
  EXPECT_EQ(changed("entity", {{"entityId", 312}, {"trial", false}}),
            json::array({change("entity 312", "status", "Expired", "Active"),
                         change("entity 312", "trialEnd", "2026-01-14T12:00:00Z", nullptr)}));
}

TEST_F(Simulate, CancelsAnEntityWithAllThatFollows) {
  const json cancelled = changed("entity", {{"entityId", 2135}, {"status", "Active"}});
  EXPECT_EQ(account("admin@cancelled-company.example").status, state::AccountStatus::active);
  EXPECT_EQ(cancelled, json::array({change("entity 2135", "accountsNotCancelled", 0, 1),
                                    change("entity 2135", "status", "Cancelled", "Active")}));
  changed("entity", {{"entityId", 221}, {"status", "Cancelled"}});
  EXPECT_EQ(state.entities.find(311)->status, state::EntityStatus::cancelled);
  EXPECT_EQ(account(anna).status, state::AccountStatus::cancelled);
}

TEST_F(Simulate, RefusesBadEntities) {
  EXPECT_EQ(refusal("entity", {{"entityId", 1}, {"status", "Suspended"}}),
            "400 bad-value /entityId: the root always is active, managed and no trial");
  EXPECT_THAT(refusal("entity", {{"entityId", 311}, {"status", "Expired"}}), StartsWith("400 bad-value /status: "));
  EXPECT_EQ(refusal("entity", {{"entityId", 311}, {"trialEnd", "+1d"}, {"trial", false}}),
            "400 bad-value /trial: contradicts \"trialEnd\"");
  EXPECT_THAT(refusal("entity", {{"entityId", 311}, {"trialEnd", "soon"}}), HasSubstr("/trialEnd: must be an instant"));
  EXPECT_EQ(refusal("entity", {{"entityId", "311"}}), "400 bad-value /entityId: must be a whole number");
}

TEST_F(Simulate, SetsTheStatusOfAnAccount) {
  for (const char* status : {"Expired", "Inactive", "Locked", "Suspended", "Cancelled"}) {
    EXPECT_THAT(changed("account", {{"userName", anna}, {"status", status}}).dump(), HasSubstr(status));
  }
  EXPECT_TRUE(state.schedule.next()) << "the files of a cancelled account will be purged";
  EXPECT_EQ(changed("account", {{"userName", anna}, {"status", "Active"}}),
            json::array({change("account anna@company1.example", "status", "Cancelled", "Active")}));
  EXPECT_EQ(changed("account", {{"userName", anna}, {"status", "Active"}}), json::array());
  EXPECT_THAT(refusal("account", {{"userName", anna}, {"status", "Canceled"}}),
              HasSubstr("; did you mean \"Cancelled\"?"));
}

TEST_F(Simulate, AddsUsers) {
  EXPECT_EQ(changed("api-user", {{"entityId", 2160}, {"login", "2160WS"}, {"password", "Sandbox2160"}}),
            json::array({{{"what", "Web API user 2160WS"}, {"from", nullptr}, {"to", {{"entityId", 2160}}}}}));
  EXPECT_EQ(state.users.caller("2160ws", "Sandbox2160")->id, 2160);
  EXPECT_EQ(changed("dashboard-user", {{"entityId", 50647}, {"name", "paulo"}, {"password", "Sandbox1"}}),
            json::array({{{"what", "dashboard user paulo"},
                          {"from", nullptr},
                          {"to", {{"entityId", 50647}, {"active", true}, {"localeId", 11}}}}}));
  EXPECT_EQ(state.users.sign_in("Paulo", "Sandbox1")->entity_id, 50647);
}

TEST_F(Simulate, RefusesBadUsers) {
  EXPECT_EQ(refusal("api-user", {{"entityId", 2160}, {"login", "888ws"}, {"password", "Sandbox1"}}),
            "400 bad-value /login: \"888ws\" is taken");
  EXPECT_EQ(refusal("api-user", {{"entityId", 2160}, {"login", "x"}, {"password", "short"}}),
            "400 bad-value /password: must have at least 6 characters");
  EXPECT_EQ(refusal("dashboard-user", {{"entityId", 2160}, {"name", "AVG9"}, {"password", "Sandbox1"}}),
            "400 bad-value /name: \"AVG9\" is taken");
  EXPECT_THAT(refusal("dashboard-user", {{"entityId", 2160}, {"name", "2222WS"}, {"password", "Sandbox1"}}),
              HasSubstr("/name: names such as 2222WS"));
  EXPECT_THAT(refusal("dashboard-user", {{"entityId", 2160}, {"name", "a b c"}, {"password", "Sandbox1"}}),
              HasSubstr("/name: may hold letters"));
  EXPECT_THAT(
      refusal("dashboard-user", {{"entityId", 2160}, {"name", "abc"}, {"password", "Sandbox1"}, {"localeId", 2}}),
      HasSubstr("/localeId: must be one of 1, 4"));
}

TEST_F(Simulate, AddsAndRemovesMailTemplates) {
  const json entry = {{"entityId", 3011}, {"code", "UMSUNCANCEL"}, {"subject", "Back"}, {"text", "{{UserName}}"}};
  EXPECT_EQ(changed("mail-template", entry)[0].at("what"), "mail template UMSUNCANCEL of entity 3011 in locale 1");
  EXPECT_TRUE(state.mail.find_template(state.entities.find(3011).value(), "UMSUNCANCEL", 1));
  json other = entry;
  other["subject"] = "Back again";
  EXPECT_EQ(
      changed("mail-template", other),
      json::array({change("mail template UMSUNCANCEL of entity 3011 in locale 1", "subject", "Back", "Back again")}));
  const json gone = {{"entityId", 3011}, {"code", "UMSUNCANCEL"}};
  EXPECT_EQ(changed("remove-mail-template", gone)[0].at("to"), nullptr);
  EXPECT_FALSE(state.mail.find_template(state.entities.find(3011).value(), "UMSUNCANCEL", 1));
  EXPECT_EQ(refusal("remove-mail-template", gone), "400 bad-value /code: entity 3011 has no such template of its own");
  EXPECT_EQ(refusal("mail-template", gone), "400 bad-value /subject: is required");
}

}  // namespace
}  // namespace control
