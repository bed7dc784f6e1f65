// World files: what is refused and how, and that the worlds in the program are what the document prints.
#include "control/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/time_text.hpp"

namespace control {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

state::Instant frozen_time() { return parse_instant("2026-01-15T12:00:00Z").value(); }

json small_world() {
  return json::parse(R"({"entities": [
    {"id": 1, "type": "Infrascale", "name": "Infrascale"},
    {"id": 888, "parentId": 1, "type": "Distributor", "name": "SomeDistributor",
     "webApiUsers": [{"login": "888WS", "password": "Sandbox888"}]},
    {"id": 221, "parentId": 888, "type": "Partner", "name": "SomePartner1", "diskQuotaGB": 100,
     "dashboardUsers": [{"name": "paula", "password": "Sandbox221"}],
     "accounts": [{"userName": "paula@example.com", "password": "Backup123", "accountSizeMB": 1024,
                   "devices": [{"systemName": "PC", "os": "Windows"}]}]}]})");
}

// The problems of the small world after one change.
std::vector<std::string> problems_of(const char* path, json value) {
  json world = small_world();
  world[json::json_pointer(path)] = std::move(value);
  try {
    World::from_json(world);
  } catch (const BadWorld& bad) {
    std::vector<std::string> texts;
    for (const Problem& problem : bad.problems) texts.push_back(problem.text());
    return texts;
  }
  return {};
}

TEST(World, AcceptsASmallOne) { EXPECT_NO_THROW(World::from_json(small_world())); }

TEST(World, TakesTheFilesOfTheWorldsInsideTheProgram) {
  for (const std::string_view name : World::embedded_names()) {
    const World world = World::from_file(SOURCE_DIR "/fixtures/worlds/" + std::string(name) + ".json");
    EXPECT_EQ(world.document(), World::embedded(name).document());
  }
}

TEST(World, NamesThePathOfAValueOutOfBounds) {
  EXPECT_THAT(problems_of("/entities/2/diskQuotaGB", 0), ElementsAre("/entities/2/diskQuotaGB: must be >= 1"));
  EXPECT_THAT(problems_of("/entities/2/diskQuota", 5),
              ElementsAre("/entities/2/diskQuota: unknown property; did you mean \"diskQuotaGB\"?"));
  EXPECT_THAT(problems_of("/entities/2/accounts/0/accountSizeMB", 0),
              ElementsAre("/entities/2/accounts/0/accountSizeMB: must be >= 1"));
}

TEST(World, RefusesAnUnknownOrUnfitParent) {
  EXPECT_THAT(problems_of("/entities/2/parentId", 7), ElementsAre("/entities/2/parentId: there is no entity 7"));
  EXPECT_THAT(problems_of("/entities/2/parentId", 1),
              ElementsAre("/entities/2/parentId: a Partner cannot hang under the Infrascale 1"));
}

TEST(World, RefusesACycle) {
  EXPECT_THAT(problems_of("/entities/1/parentId", 221),
              ElementsAre("/entities/1/parentId: a Distributor cannot hang under the Partner 221"));
  EXPECT_THAT(problems_of("/entities/2/parentId", 221),
              ElementsAre("/entities/2/parentId: a Partner cannot hang under the Partner 221"));
}

TEST(World, RefusesTwoEntitiesOfOneId) {
  EXPECT_THAT(problems_of("/entities/2/id", 888), ElementsAre("/entities/2/id: 888 is the id of another entity"));
}

TEST(World, NeedsTheRoot) {
  EXPECT_THAT(problems_of("/entities", json::array({{{"id", 5}, {"type", "Infrascale"}, {"name", "x"}}})),
              ElementsAre("/entities: must hold the root: id 1, type \"Infrascale\"",
                          "/entities/0/id: the root, Infrascale, has the id 1"));
}

TEST(World, NeedsAQuotaForPartnersAndCompanies) {
  json world = small_world();
  world["entities"][2].erase("diskQuotaGB");
  EXPECT_THAT([&] { World::from_json(world); },
              testing::ThrowsMessage<BadWorld>("/entities/2/diskQuotaGB: is required for a partner or company"));
}

TEST(World, RefusesNamesThatAreTakenWhateverTheLetterCase) {
  EXPECT_THAT(problems_of("/entities/1/webApiUsers/1", {{"login", "888ws"}, {"password", "abcdef"}}),
              ElementsAre("/entities/1/webApiUsers/1/login: \"888ws\" is taken by /entities/1/webApiUsers/0/login"));
  EXPECT_THAT(
      problems_of("/entities/1/dashboardUsers", json::array({{{"name", "PAULA"}, {"password", "abcdef"}}})),
      ElementsAre("/entities/2/dashboardUsers/0/name: \"paula\" is taken by /entities/1/dashboardUsers/0/name"));
  EXPECT_THAT(
      problems_of("/entities/1/accounts",
                  json::array({{{"userName", "Paula@example.com"}, {"password", "abcdef"}, {"accountSizeMB", 1}}})),
      ElementsAre("/entities/2/accounts/0/userName: \"paula@example.com\" is taken by "
                  "/entities/1/accounts/0/userName"));
}

TEST(World, RefusesDashboardNamesOfTheSystemsOwn) {
  EXPECT_THAT(
      problems_of("/entities/2/dashboardUsers/0/name", "2222WS"),
      ElementsAre("/entities/2/dashboardUsers/0/name: names such as 2222WS, 2222FL and U2222 are the system's own"));
  EXPECT_THAT(problems_of("/entities/2/dashboardUsers/0/name", "a b c"),
              ElementsAre("/entities/2/dashboardUsers/0/name: may hold letters, digits and @ . _ - only"));
}

TEST(World, RefusesDatesThatAreNone) {
  EXPECT_THAT(problems_of("/entities/2/trialEnd", "tomorrow"),
              ElementsAre("/entities/2/trialEnd: must be an instant such as \"2019-08-01T07:25:01Z\" or \"+14d\""));
  EXPECT_THAT(problems_of("/entities/2/accounts/0/signupDate", "2019-02-30"),
              ElementsAre(HasSubstr("/entities/2/accounts/0/signupDate: must be an instant")));
  EXPECT_THAT(problems_of("/clock", {{"now", "+1d"}}), ElementsAre(HasSubstr("/clock/now: must be an instant")));
}

TEST(World, ChecksDevicesAndLicences) {
  EXPECT_THAT(problems_of("/entities/2/accounts/0/devices/1", {{"systemName", "pc"}, {"os", "Mac"}}),
              ElementsAre("/entities/2/accounts/0/devices/1/systemName: \"pc\" is taken by "
                          "/entities/2/accounts/0/devices/0/systemName"));
  EXPECT_THAT(problems_of("/entities/2/accounts/0/devices/0/lastBackup", "2025-02-30"),
              ElementsAre(testing::StartsWith("/entities/2/accounts/0/devices/0/lastBackup: ")));
  EXPECT_THAT(problems_of("/entities/2/accounts/0/devices/0/registrationDate", "2025-02-30"),
              ElementsAre(testing::StartsWith("/entities/2/accounts/0/devices/0/registrationDate: ")));
  for (const char* version : {"7.5.0.1107.", "7.5.0-1107", "7.5..1107", ".5.0.1107", "7.5.1107"}) {
    EXPECT_THAT(problems_of("/entities/2/accounts/0/devices/0/productVersion", version),
                ElementsAre("/entities/2/accounts/0/devices/0/productVersion: must be four numbers, such as "
                            "7.5.0.1107"));
  }
  EXPECT_THAT(problems_of("/entities/2/accounts/0/devices/0/installationId", "0123456789012345678901234567890z"),
              ElementsAre("/entities/2/accounts/0/devices/0/installationId: must be a guid"));
  EXPECT_THAT(
      problems_of("/entities/2/accounts/0/licenses",
                  json::array({{{"type", "SqlBackup"}, {"providerEntityId", 5}, {"productKey", "x"}}})),
      ElementsAre("/entities/2/accounts/0/licenses/0/productKey: is for SkraftDiskImageV5 only",
                  "/entities/2/accounts/0/licenses/0/providerEntityId: must be the account's entity or one above it"));
}

TEST(World, ChecksPolicies) {
  const json policy = {{"id", 7}, {"name", "Nightly"}};
  EXPECT_THAT(problems_of("/entities/1/policies", json::array({policy, {{"id", 8}, {"name", "NIGHTLY"}}})),
              ElementsAre("/entities/1/policies/1/name: \"NIGHTLY\" is taken by /entities/1/policies/0/name"));
  EXPECT_THAT(problems_of("/entities/1/policies", json::array({policy, {{"id", 7}, {"name", "Other"}}})),
              ElementsAre("/entities/1/policies/1/id: 7 is taken by /entities/1/policies/0/id"));
  json late = policy;
  late["schedule"] = {{"scheduledTime", "noon"}};
  late["options"] = {{"excludeFilesOlderThanDate", "2025-02-30"}};
  late["fileSizeLimits"] = {{{"fileType", "Image"}}, {{"fileType", "Image"}, {"maxSize", 1}}};
  EXPECT_THAT(problems_of("/entities/2/policies", json::array({late})),
              ElementsAre(HasSubstr("/entities/2/policies/0/schedule/scheduledTime: must be an instant"),
                          HasSubstr("/entities/2/policies/0/options/excludeFilesOlderThanDate: must be an instant"),
                          "/entities/2/policies/0/fileSizeLimits/1/fileType: \"Image\" is taken by "
                          "/entities/2/policies/0/fileSizeLimits/0/fileType"));
  EXPECT_THAT(problems_of("/entities/2/policies", json::array({{{"id", 7}, {"name", "x"}, {"runas", json::object()}}})),
              ElementsAre("/entities/2/policies/0/runas: unknown property; did you mean \"runAs\"?"));
  json wrong = policy;
  wrong["schedule"] = {{"scheduleType", "Monthly"}, {"scheduledDayOfTheMonth", 32}};
  EXPECT_THAT(problems_of("/entities/2/policies", json::array({wrong})),
              ElementsAre("/entities/2/policies/0/schedule/scheduledDayOfTheMonth: must be 1 to 31"));
}

TEST(World, ChecksWhichPoliciesAccountsFollow) {
  EXPECT_THAT(problems_of("/entities/2/accounts/0/policies", json::array({{{"policyId", 7}}})),
              ElementsAre("/entities/2/accounts/0/policies/0/policyId: there is no policy 7"));
  json world = small_world();
  world["entities"].push_back({{"id", 849}, {"parentId", 1}, {"type", "Distributor"}, {"name", "Other"}});
  world["entities"][3]["policies"] = {{{"id", 7}, {"name", "Foreign"}}};
  world["entities"][1]["policies"] = {{{"id", 8}, {"name", "Nightly"}}};
  world["entities"][2]["accounts"][0]["policies"] = {
      {{"id", 3}, {"policyId", 8}},
      {{"policyId", 8}, {"targetEntityId", 849}, {"systemName", "PC"}},
      {{"id", 3}, {"policyId", 7}, {"systemName", "pc"}, {"dateCreated", "soon"}},
      {{"policyId", 8}}};
  std::vector<std::string> problems;
  try {
    World::from_json(world);
  } catch (const BadWorld& bad) {
    for (const Problem& problem : bad.problems) problems.push_back(problem.text());
  }
  const std::string at = "/entities/2/accounts/0/policies/";
  EXPECT_THAT(problems, ElementsAre(at + "1/targetEntityId: must be the account's entity or one above it",
                                    at + "2/id: 3 is taken by " + at + "0/id",
                                    at + "2/policyId: must be a policy of the account's entity or of one above it",
                                    at + "2/systemName: \"pc\" is taken by " + at + "1/systemName",
                                    HasSubstr(at + "2/dateCreated: must be an instant"),
                                    at + "3: every system is taken by " + at + "0"));
}

TEST(World, ChecksTheNextIdTemplatesAndMatches) {
  EXPECT_THAT(problems_of("/nextEntityId", 888),
              ElementsAre("/nextEntityId: must be above the largest id in use, 888"));
  const json one = {{"entityIds", {888, 7, 888}}, {"code", "X"}, {"subject", "s"}, {"text", "t"}};
  EXPECT_THAT(problems_of("/emailTemplates", json::array({one})),
              ElementsAre("/emailTemplates/0/entityIds/1: there is no entity 7",
                          "/emailTemplates/0/entityIds/2: entity 888 has another template of this code and locale"));
  EXPECT_THAT(problems_of("/connectWiseCompanies",
                          json::array({{{"integratorEntityId", 9}, {"entityId", 221}, {"companyId", "c"}}})),
              ElementsAre("/connectWiseCompanies/0/integratorEntityId: there is no entity 9"));
}

TEST(World, ChecksAppliancesAndCloudUsage) {
  const json pack = {{"primary", {{"uuid", "0123"}, {"name", "a"}}}};
  EXPECT_THAT(problems_of("/entities/2/appliances", json::array({pack})),
              ElementsAre("/entities/2/appliances/0/primary/uuid: must have at least 32 characters"));
  const std::string uuid = "2200aaaa-0000-4000-8000-000000000001";
  const json one = {{"uuid", uuid}, {"name", "a"}, {"status", "Stopped"}, {"upSince", "-1d"}};
  EXPECT_THAT(
      problems_of("/entities/2/appliances",
                  json::array({{{"primary", one}},
                               {{"primary", {{"uuid", uuid}, {"name", "b"}}}, {"replication", json::object()}}})),
      ElementsAre(
          "/entities/2/appliances/0/primary/upSince: is not for an appliance that is Stopped",
          "/entities/2/appliances/1/primary/uuid: \"" + uuid + "\" is taken by /entities/2/appliances/0/primary/uuid",
          "/entities/2/appliances/1/replication: needs a secondary appliance to replicate to"));
  const json usage = {{"source", "MS365"}, {"service", "Exchange"}};
  EXPECT_THAT(problems_of("/entities/2/cloudBackup", {{"login", "a@b.cc"}, {"usage", {usage}}}),
              ElementsAre("/entities/2/cloudBackup/usage/0: needs either \"accounts\" or \"storageBytes\", as the "
                          "service is priced"));
}

TEST(World, ChecksFolderSettings) {
  const json folder = {{"id", 5}, {"name", "a"}, {"path", "b"}, {"startTime", "noon"}};
  EXPECT_THAT(
      problems_of("/entities/2/accounts/0/devices/0/folderSettings",
                  {{"id", 1}, {"folders", {folder, {{"id", 5}, {"name", "c"}, {"path", "d"}}}}}),
      ElementsAre("/entities/2/accounts/0/devices/0/folderSettings/folders/0/startTime: must be an instant such "
                  "as \"2019-08-01T07:25:01Z\" or \"+14d\"",
                  "/entities/2/accounts/0/devices/0/folderSettings/folders/1/id: 5 is taken by "
                  "/entities/2/accounts/0/devices/0/folderSettings/folders/0/id"));
}

TEST(World, ReportsAFileThatCannotBeRead) {
  EXPECT_THAT([] { World::from_file("/nowhere/world.json"); },
              testing::ThrowsMessage<BadWorld>("/: cannot read the file /nowhere/world.json"));
  EXPECT_THAT([] { World::from_file("/"); }, testing::ThrowsMessage<BadWorld>(HasSubstr("cannot read the file /")));
}

TEST(World, ReportsAnUnknownEmbeddedName) {
  EXPECT_THAT([] { World::embedded("nowhere"); },
              testing::ThrowsMessage<BadWorld>(HasSubstr("it has: default, empty")));
}

TEST(World, TakesARelativeInstantFromTheSandboxesTime) {
  state::Sandbox sandbox(":memory:", 1, frozen_time);
  World::embedded("default").load_into(sandbox);
  EXPECT_EQ(format_instant(sandbox.entities.find(2145)->trial_end), "2026-01-29T12:00:00Z");
}

TEST(World, StartsIdsWhereItIsTold) {
  json world = small_world();
  world["nextEntityId"] = 5000;
  state::Sandbox sandbox(":memory:", 1, frozen_time);
  World::from_json(world).load_into(sandbox);
  EXPECT_EQ(sandbox.entities.add({.parent_id = 221, .name = "New", .disk_quota_gb = 1}), 5000);
}

TEST(World, TheFilesBesideTheSchemaAreTheOnesInTheProgram) {
  EXPECT_EQ(World::from_file(SOURCE_DIR "/fixtures/worlds/default.json").name(), "default");
  EXPECT_EQ(World::from_file(SOURCE_DIR "/fixtures/worlds/empty.json").name(), "empty");
}

TEST(World, EventsAreWrittenInTheOrderOfTheirTimes) {
  state::Sandbox sandbox;
  World::parse(R"({"entities": [
    {"id": 1, "type": "Infrascale", "name": "Infrascale"},
    {"id": 888, "type": "Distributor", "parentId": 1, "name": "D", "accounts": [
      {"userName": "ann", "password": "Backup123", "accountSizeMB": 1024,
       "events": [
         {"systemName": "PC", "type": "BackupCompleted", "at": "2025-01-02T00:00:00Z", "uploadedFiles": 2, "summary": "s"},
         {"systemName": "PC", "type": "BackupStarted", "at": "2025-01-01T00:00:00Z", "scheduled": true}],
       "recoveries": [{"systemName": "PC", "type": "RecoveryFailed", "at": "2025-01-03T00:00:00Z"}]}],
     "events": [{"accountName": "a@b", "accountType": "IcabEmail", "type": "BackupCancelled", "backupType": "IcabBox",
                 "indicator": "Error", "status": "Failed", "at": "2025-01-01T12:00:00Z"}]}]})")
      .load_into(sandbox);
  const state::Entity root = sandbox.entities.find(1).value();
  const auto history = sandbox.event_lists.history(root, {}, {1, 10}).rows;
  ASSERT_EQ(history.size(), 3U);
  EXPECT_EQ(history[0].id, 3);
  EXPECT_EQ(history[0].files.uploaded_files, 2);
  EXPECT_EQ(history[0].text, "s");
  EXPECT_EQ(history[1].account_name, "a@b");
  EXPECT_EQ(state::EventKind::of(history[1].category).indicator, state::Indicator::error);
  EXPECT_EQ(history[2].scheduled, true);
  EXPECT_EQ(sandbox.event_lists.monitoring(root, {}, {1, 10}).total, 2);
  EXPECT_EQ(sandbox.event_lists.recoveries(root, {}, {1, 10}).rows.at(0).recovery_id.size(), 36U);
}

TEST(World, EventsAreChecked) {
  const auto problem = [](const std::string& event) {
    try {
      World::parse(R"({"entities": [{"id": 1, "type": "Infrascale", "name": "I", "accounts": [{"userName": "ann",)"
                   R"( "password": "Backup123", "accountSizeMB": 1024, )" +
                   event + "}]}]}");
      return std::string("none");
    } catch (const BadWorld& bad) {
      return std::string(bad.what());
    }
  };
  const std::string path = "/entities/0/accounts/0/";
  EXPECT_THAT(problem(R"("events": [{"type": "BackupFailed", "at": "-1d"}])"), HasSubstr(path + "events/0/type"));
  EXPECT_THAT(problem(R"("events": [{"type": "BackupStarted", "at": "soon"}])"), HasSubstr(path + "events/0/at"));
  EXPECT_THAT(problem(R"("events": [{"type": "BackupStarted"}])"), HasSubstr(path + "events/0"));
  EXPECT_THAT(problem(R"("events": [{"type": "BackupStarted", "at": "-1d", "totalFiles": -1}])"),
              HasSubstr(path + "events/0/totalFiles"));
  EXPECT_THAT(problem(R"("recoveries": [{"type": "RecoveryFailed", "at": "-1d", "systemName": "PC",)"
                      R"( "clientVersion": "7.5"}])"),
              HasSubstr(path + "recoveries/0/clientVersion"));
  EXPECT_EQ(problem(R"("events": [{"type": "BackupStarted", "at": "-1d"}])"), "none");
}

}  // namespace
}  // namespace control
