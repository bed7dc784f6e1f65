// The routes that show what there is: the default world as a person looks at it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "control/api.hpp"
#include "control/time_text.hpp"

namespace control {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

state::Instant noon() { return parse_instant("2026-01-15T12:00:00Z").value(); }

class BrowseApi : public testing::Test {
 protected:
  ApiReply get(std::string_view path, std::string_view query = {}) {
    return answer(&sandbox, {.method = "GET", .path = path, .query = query});
  }
  static std::string refusal(const ApiReply& reply) {
    const json error = reply.body.at("error");
    return std::to_string(reply.status) + " " + error.at("code").get<std::string>() + " " +
           error.value("path", std::string("-"));
  }
  static std::vector<int> ids(const json& rows) {
    std::vector<int> out;
    for (const json& row : rows) out.push_back(row.at("id"));
    return out;
  }
  void record(const char* operation, std::optional<int> code, const char* name) {
    sandbox.journal().add(
        {.service = "EntityManagementService", .operation = operation, .result_code = code, .result_name = name});
  }
  Sandbox sandbox{World::embedded("default"), {.time = noon}};
};

TEST_F(BrowseApi, TheTreeOpensAtItsRoot) {
  const json root = get("entities").body;
  EXPECT_THAT(ids(root.at("entities")), ElementsAre(1));
  EXPECT_EQ(root.at("next"), nullptr);
  EXPECT_EQ(root.at("entities")[0].at("hasChildren"), true);
}

TEST_F(BrowseApi, ChildrenComePageByPage) {
  json page = get("entities", "parent=888&limit=2").body;
  EXPECT_THAT(ids(page.at("entities")), ElementsAre(111, 112));
  EXPECT_EQ(page.at("next"), 112);
  page = get("entities", "parent=888&limit=2&after=112").body;
  EXPECT_THAT(ids(page.at("entities")), ElementsAre(221, 225));
  page = get("entities", "parent=888&after=221").body;
  EXPECT_THAT(ids(page.at("entities")), ElementsAre(225, 226));
  EXPECT_EQ(page.at("next"), nullptr);
}

TEST_F(BrowseApi, ALineSaysStatusTrialQuotaAndUse) {
  const json rows = get("entities", "parent=226").body.at("entities");
  EXPECT_EQ(rows[0].at("status"), "Expired");
  const json trial = get("entities/2145").body;
  EXPECT_EQ(trial.at("status"), "Active");
  EXPECT_EQ(trial.at("trialEnd"), "2026-01-29T12:00:00Z");
  const json over = get("entities/2180").body;
  EXPECT_EQ(over.at("diskQuotaGB"), 10);
  EXPECT_EQ(over.at("allocatedGB"), 20);
}

TEST_F(BrowseApi, AnEntityComesWithAllThatBelongsToIt) {
  const json entity = get("entities/221").body;
  EXPECT_EQ(entity.at("name"), "SomePartner1");
  EXPECT_THAT(ids(entity.at("path")), ElementsAre(1, 888));
  EXPECT_EQ(entity.at("users").at("api"), json({"221WS"}));
  EXPECT_EQ(entity.at("users").at("dashboard")[2], json({{"name", "SomePartner1Former"}, {"active", false}}));
  EXPECT_EQ(entity.at("policies").size(), 2);
  EXPECT_EQ(entity.at("below").at("entities"), 2);
  EXPECT_FALSE(entity.at("licenses").empty());
  EXPECT_EQ(entity.at("usable"), true);
  EXPECT_EQ(get("entities/2121").body.at("usable"), false);
  EXPECT_EQ(get("entities/524").body.at("cloud").at("login").is_string(), true);
  const json appliances = get("entities/2200").body.at("appliances");
  EXPECT_TRUE(std::ranges::any_of(appliances, [](const json& one) { return one.at("name") == "ALONE-DR"; }));
  EXPECT_TRUE(std::ranges::any_of(appliances, [](const json& one) { return one.at("copy").is_object(); }));
}

TEST_F(BrowseApi, AccountsOfEveryStatusComePageByPage) {
  const json first = get("entities/311/accounts", "limit=2").body;
  EXPECT_EQ(first.at("total"), 9);
  EXPECT_EQ(first.at("accounts")[0].at("userName"), "admin@company1.example");
  EXPECT_EQ(first.at("accounts")[0].at("administrator"), true);
  const json last = get("entities/311/accounts", "limit=2&page=5").body;
  EXPECT_EQ(last.at("accounts").size(), 1);
  EXPECT_EQ(last.at("accounts")[0].at("userName"), "ultra@company1.example");
}

TEST_F(BrowseApi, AnAccountComesWithItsDevicesLicencesAndPolicies) {
  const json account = get("accounts", "userName=ADMIN%40company1.example").body;
  EXPECT_EQ(account.at("userName"), "admin@company1.example");
  EXPECT_EQ(account.at("entity").at("id"), 311);
  EXPECT_THAT(ids(account.at("path")), ElementsAre(1, 888, 221));
  EXPECT_EQ(account.at("devices").size(), 3);
  EXPECT_EQ(account.at("licenses")[0].at("type"), "SkraftDiskImageV5");
  EXPECT_EQ(account.at("licenses")[0].at("providerId"), 221);
  EXPECT_EQ(account.at("policies")[0].at("systemName"), "CARL-PC");
}

TEST_F(BrowseApi, NoPasswordIsShown) {
  std::string all;
  for (const char* path : {"entities/888", "entities/221", "entities/311", "entities/49788"}) all += get(path).text();
  all += get("accounts", "userName=anna@company1.example").text() + get("accounts", "userName=Alex").text();
  EXPECT_THAT(all, Not(testing::AnyOf(HasSubstr("Sandbox"), HasSubstr("Backup123"), HasSubstr("assword"))));
}

TEST_F(BrowseApi, SearchFindsIdsNamesAndAccounts) {
  json found = get("search", "text=312").body;
  EXPECT_EQ(ids(found.at("entities")).at(0), 312);
  found = get("search", "text=OfPartner1").body;
  EXPECT_THAT(ids(found.at("entities")), ElementsAre(311, 312));
  EXPECT_THAT(ids(found.at("entities")[0].at("path")), ElementsAre(1, 888, 221));
  found = get("search", "text=anna%40").body;
  EXPECT_EQ(found.at("accounts"),
            json::parse(R"([{"userName": "anna@company1.example", "status": "Active", "entityId": 311}])"));
  found = get("search", "text=<script>").body;
  EXPECT_TRUE(found.at("entities").empty() && found.at("accounts").empty());
}

TEST_F(BrowseApi, WhatIsNotThereIsSaidSo) {
  EXPECT_EQ(refusal(get("entities/5")), "404 unknown-entity -");
  EXPECT_EQ(refusal(get("entities/99999999999999")), "404 unknown-entity -");
  EXPECT_EQ(refusal(get("entities/abc/accounts")), "404 unknown-entity -");
  EXPECT_EQ(refusal(get("entities", "parent=5")), "404 unknown-entity -");
  EXPECT_EQ(refusal(get("entities", "limit=0")), "400 bad-value limit");
  EXPECT_EQ(refusal(get("entities/311/accounts", "page=0")), "400 bad-value page");
  EXPECT_EQ(refusal(get("accounts")), "400 bad-value userName");
  EXPECT_EQ(refusal(get("accounts", "userName=nobody")), "404 unknown-account userName");
  EXPECT_EQ(refusal(get("search")), "400 bad-value text");
}

TEST_F(BrowseApi, CodesAreCountedByOperation) {
  record("CancelEntity", 0, "Success");
  record("CancelEntity", 53, "ObjectEntityMismatch");
  record("ActivateEntity", 0, "Success");
  record("CancelEntity", 0, "Success");
  record("CancelEntity", std::nullopt, "");
  const json codes = get("journal/codes").body.at("codes");
  ASSERT_EQ(codes.size(), 3);
  EXPECT_EQ(codes[0].at("operation"), "ActivateEntity");
  EXPECT_EQ(codes[1], json::parse(R"({"service": "EntityManagementService", "operation": "CancelEntity", "code": 0,
                                      "codeName": "Success", "calls": 2})"));
  EXPECT_EQ(codes[2].at("codeName"), "ObjectEntityMismatch");
}

}  // namespace
}  // namespace control
