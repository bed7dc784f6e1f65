// How a request reaches a sandbox: by prefix, by header, by credentials; and what it gets when there is none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "http/test_host.hpp"

namespace http::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view kPartnerPage = "/WebApi/AccountManagementService/PartnerManagementService.asmx";
constexpr int kNoSuchLogin = static_cast<int>(contract::Code::InvalidSoapCredentials);
constexpr std::string_view kTree = "<TargetEntityID>0</TargetEntityID><IncludeInactive>false</IncludeInactive>";

class HttpSandboxes : public testing::Test {
 protected:
  HttpSandboxes() { control("PUT", "/sandboxes/worker7"); }

  Response control(std::string_view method, std::string_view target, std::string body = {}, Headers headers = {}) {
    return probe.send(make_request(method, target, std::move(headers), std::move(body)));
  }
  json answer(std::string_view method, std::string_view target, std::string body = {}, Headers headers = {}) {
    return json::parse(control(method, target, std::move(body), std::move(headers)).body);
  }
  std::string code(const Response& response) {
    return std::to_string(response.status) + " " + json::parse(response.body).at("error").at("code").get<std::string>();
  }

  // A correct call of an operation by `login`.
  Response call(std::string_view operation, std::string_view members, std::string_view target,
                const std::string& login = "888WS", Headers more = {}) {
    Headers headers = soap11(operation);
    for (const Header& field : more) headers.add(field.name, field.value);
    const std::string credentials = "<AuthHeader xmlns=\"sosonlinebackup.com\"><UserName>" + login +
                                    "</UserName><Password>Sandbox888</Password></AuthHeader>";
    return probe.post(envelope11(wrapped(operation, members), credentials), std::move(headers), target);
  }
  // Creates a partner and answers the result's code.
  int create_partner(const std::string& name, std::string_view prefix = {}, const std::string& login = "888WS",
                     Headers more = {}) {
    return code_of(call("CreatePartner",
                        "<PartnerName>" + name +
                            "</PartnerName><GeneralContactPerson>Ann Lee</GeneralContactPerson>"
                            "<GeneralContactEmail>ann@acme.test</GeneralContactEmail><DiskQuotaGB>100</DiskQuotaGB>"
                            "<AllowUploadOverAccountSize>false</AllowUploadOverAccountSize>",
                        std::string(prefix) + std::string(kPartnerPage), login, std::move(more)));
  }
  // Whether a sandbox holds an entity of that name.
  bool holds(const char* sandbox, std::string_view name) {
    const auto found = probe.application().sandboxes().find(sandbox);
    const std::lock_guard lock(found->state().mutex);
    return found->state().database.one<std::int64_t>("SELECT count(*) FROM entity WHERE name = ?1", name).value() > 0;
  }

  Probe probe;
};

TEST_F(HttpSandboxes, AreReachedByPrefix) {
  EXPECT_EQ(create_partner("Acme", "/sandboxes/worker7"), 0);
  EXPECT_TRUE(holds("worker7", "Acme"));
  EXPECT_FALSE(holds("default", "Acme"));
  EXPECT_EQ(answer("GET", "/sandboxes/worker7/_sandbox/journal").at("calls").size(), 1U);
  EXPECT_EQ(answer("GET", "/_sandbox/journal").at("calls").size(), 0U);
}

TEST_F(HttpSandboxes, AreReachedByHeader) {
  EXPECT_EQ(create_partner("Acme", "", "888WS", {{"x-sandbox", "worker7"}}), 0);
  EXPECT_TRUE(holds("worker7", "Acme"));
  EXPECT_FALSE(holds("default", "Acme"));
  EXPECT_EQ(answer("GET", "/_sandbox/journal", {}, {{"X-Sandbox", "worker7"}}).at("calls").size(), 1U);
}

TEST_F(HttpSandboxes, AreReachedByASuffixOfTheLogin) {
  EXPECT_EQ(create_partner("Acme", "", "888WS@worker7"), 0);
  EXPECT_TRUE(holds("worker7", "Acme"));
  EXPECT_FALSE(holds("default", "Acme"));
  const json calls = answer("GET", "/sandboxes/worker7/_sandbox/journal").at("calls");
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].at("caller"), "888WS@worker7");
}

TEST_F(HttpSandboxes, AreReachedByALoginOfTheirOwn) {
  const json body = {{"apiUsers", {{{"entityId", 888}, {"userName", "mine"}, {"password", "Sandbox888"}}}}};
  EXPECT_EQ(control("PUT", "/sandboxes/worker8", body.dump()).status, 201);
  EXPECT_EQ(create_partner("Acme", "", "MINE"), 0);
  EXPECT_TRUE(holds("worker8", "Acme"));
}

TEST_F(HttpSandboxes, AreReachedByTheLoginOfADashboardAdministrator) {
  const auto details = [&](const std::string& login) {
    return code_of(call("GetPartnerDetailsByApplicationUser", "", kPartnerPage, login));
  };
  EXPECT_NE(details("SomeDistributorAdmin@worker7"), kNoSuchLogin);
  EXPECT_EQ(details("Nobody@worker7"), kNoSuchLogin);
  EXPECT_EQ(answer("GET", "/sandboxes/worker7/_sandbox/journal").at("calls").size(), 2U);
}

TEST_F(HttpSandboxes, TheDefaultOneHasAPrefixToo) {
  EXPECT_EQ(create_partner("Acme", "/sandboxes/default"), 0);
  EXPECT_TRUE(holds("default", "Acme"));
}

TEST_F(HttpSandboxes, APrefixCountsMoreThanHeaderAndLogin) {
  control("PUT", "/sandboxes/other");
  EXPECT_EQ(create_partner("Acme", "/sandboxes/worker7", "888WS", {{"X-Sandbox", "other"}}), 0);
  EXPECT_TRUE(holds("worker7", "Acme"));
  EXPECT_EQ(create_partner("Bolt", "/sandboxes/worker7", "888WS@worker7"), 0);  // says it twice
  EXPECT_EQ(create_partner("Cord", "/sandboxes/worker7", "888WS@other"), kNoSuchLogin);
}

TEST_F(HttpSandboxes, AnUnknownOneIsNotFound) {
  const Response response = call("GetEntityHierarchy", kTree, "/sandboxes/nowhere" + std::string(kEntityPage));
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.body, "there is no sandbox \"nowhere\"\r\n");
  EXPECT_EQ(code(control("GET", "/sandboxes/nowhere/_sandbox/clock")), "404 unknown-sandbox");
  EXPECT_EQ(code(control("GET", "/_sandbox/clock", {}, {{"X-Sandbox", "nowhere"}})), "404 unknown-sandbox");
  EXPECT_EQ(code(control("GET", "/sandboxes/nowhere")), "404 unknown-sandbox");
  EXPECT_EQ(control("GET", "/sandboxes/%00%ff/WebApi").status, 404);
}

TEST_F(HttpSandboxes, AnUnknownOneInTheLoginIsWrongCredentials) {
  EXPECT_EQ(create_partner("Acme", "", "888WS@nowhere"), kNoSuchLogin);
  const json call = answer("GET", "/_sandbox/journal").at("calls")[0];
  EXPECT_EQ(call.at("caller"), "888WS@nowhere");
  EXPECT_THAT(call.at("notes").dump(), HasSubstr("there is no sandbox \\\"nowhere\\\""));
}

TEST_F(HttpSandboxes, DescriptionsKeepThePrefix) {
  const std::string page = "/sandboxes/worker7" + std::string(kEntityPage);
  EXPECT_THAT(probe.get(page + "?WSDL").body, AllOf(HasSubstr("location=\"http://localhost:8080" + page + "\""),
                                                    Not(HasSubstr("\"http://localhost:8080/WebApi"))));
  EXPECT_THAT(probe.get(page + "?op=CancelEntity").body, HasSubstr("sandboxes/worker7"));
  EXPECT_THAT(probe.get(page + "?disco").body, HasSubstr("http://localhost:8080" + page));
  EXPECT_THAT(probe.get("/sandboxes/worker7/").body,
              AllOf(HasSubstr("href=\"/sandboxes/worker7/WebApi/"),
                    HasSubstr("href=\"/sandboxes/worker7/_sandbox/clock\""), Not(HasSubstr("href=\"/WebApi/"))));
}

TEST_F(HttpSandboxes, LinksInMailsKeepThePrefixHoweverTheSandboxWasReached) {
  constexpr std::string_view kMembers = "<TargetEntityID>221</TargetEntityID>";
  const auto link = [&] { return answer("GET", "/sandboxes/worker7/_sandbox/outbox/latest").at("link"); };
  const auto start = StartsWith("http://localhost:8080/sandboxes/worker7/Account/ResetPassword?token=");
  call("SendResetPasswordLink", kMembers, "/sandboxes/worker7" + std::string(kPartnerPage));
  EXPECT_THAT(link().get<std::string>(), start);
  call("SendResetPasswordLink", kMembers, kPartnerPage, "888WS", {{"X-Sandbox", "worker7"}});
  EXPECT_THAT(link().get<std::string>(), start);
  call("SendResetPasswordLink", kMembers, kPartnerPage, "888WS@worker7");
  EXPECT_THAT(link().get<std::string>(), start);

  const std::string target = link().get<std::string>().substr(std::string("http://localhost:8080").size());
  EXPECT_THAT(probe.get(target).body, HasSubstr("action=\"/sandboxes/worker7/Account/ResetPassword\""));
  EXPECT_EQ(probe.get(target.substr(std::string("/sandboxes/worker7").size())).status, 410);  // not the default one's
  call("SendResetPasswordLink", kMembers, kPartnerPage);
  EXPECT_THAT(answer("GET", "/_sandbox/outbox/latest").at("link").get<std::string>(),
              StartsWith("http://localhost:8080/Account/ResetPassword?token="));
}

TEST_F(HttpSandboxes, TheDirectoryAnswersBesideTheControlSurface) {
  EXPECT_EQ(answer("GET", "/sandboxes").at("sandboxes").size(), 2U);
  EXPECT_EQ(answer("GET", "/sandboxes/worker7"), answer("GET", "/_sandbox/sandboxes/worker7"));
  EXPECT_EQ(answer("GET", "/sandboxes/worker7").at("url"), "http://localhost:8080/sandboxes/worker7");
  EXPECT_EQ(control("POST", "/sandboxes", R"({"id": "more"})").status, 201);
  EXPECT_EQ(control("DELETE", "/sandboxes/more/").status, 200);
  EXPECT_EQ(code(control("DELETE", "/sandboxes/more")), "404 unknown-sandbox");
  EXPECT_EQ(control("GET", "/sandboxesandmore").status, 404);
}

TEST_F(HttpSandboxes, ASnapshotTravelsAsAFile) {
  control("POST", "/_sandbox/snapshots", R"({"name": "s"})");
  const Response file = control("GET", "/_sandbox/snapshots/s");
  EXPECT_EQ(file.headers.find("Content-Type"), "application/vnd.sqlite3");
  EXPECT_EQ(control("PUT", "/sandboxes/worker7/_sandbox/snapshots/s", file.body).status, 201);
  EXPECT_EQ(code(control("PUT", "/_sandbox/snapshots/t", "SQLite format 3")), "400 not-a-snapshot");
}

TEST_F(HttpSandboxes, AnUploadBeyondTheServersLimitIsRefusedInJson) {
  for (const char* target : {"/_sandbox/snapshots/s", "/sandboxes/worker7/_sandbox/snapshots/s"}) {
    Request request = make_request("PUT", target);
    request.body_over_limit = true;
    EXPECT_EQ(code(probe.send(request)), "413 body-too-large");
  }
}

TEST_F(HttpSandboxes, AFaultBehindTheCredentialsStandsInTheJournalTheyLeadTo) {
  call("GetEntityHierarchy", "<TargetEntityID>x</TargetEntityID>", kEntityPage, "888WS@worker7");
  const json calls = answer("GET", "/sandboxes/worker7/_sandbox/journal").at("calls");
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_NE(calls[0].at("fault"), nullptr);
  EXPECT_EQ(calls[0].at("caller"), "888WS@worker7");
}

TEST(HttpSandboxesEarly, AreNotReadyBeforeTheWorldIsSeeded) {
  Application application{Options{}};
  EXPECT_EQ(application.answer(make_request("GET", "/sandboxes/a/WebApi/x.asmx")).status, 503);
  EXPECT_EQ(application.answer(make_request("POST", "/sandboxes")).status, 503);
  EXPECT_EQ(application.answer(make_request("GET", "/_sandbox/livez")).status, 200);
}

// The same seed, the same start of the clock and the same calls.
TEST(HttpSandboxesBytes, AreTheSameForTheSameSeedAndCalls) {
  Application application{Options{}};
  application.open();
  const std::string body = R"({"idSeed": 42, "clock": {"now": "2026-03-01T08:00:00Z", "frozen": true}})";
  const auto run = [&](const std::string& prefix) {
    std::string answers;
    const auto call = [&](std::string_view operation, const std::string& members, std::string_view page) {
      answers += application
                     .answer(make_request("POST", prefix + std::string(page), soap11(operation),
                                          envelope11(wrapped(operation, members))))
                     .body;
    };
    for (int i = 0; i < 10; ++i) {
      const std::string number = std::to_string(i);
      call("CreatePartner",
           "<PartnerName>Partner" + number +
               "</PartnerName><GeneralContactPerson>Ann Lee</GeneralContactPerson><GeneralContactEmail>ann" + number +
               "@acme.test</GeneralContactEmail><DiskQuotaGB>1</DiskQuotaGB>"
               "<AllowUploadOverAccountSize>false</AllowUploadOverAccountSize>",
           kPartnerPage);
      call("GetEntityHierarchy", std::string(kTree), kEntityPage);
      call("GetAuthorizationTokenByEntity", "<Username>SomeDistributorAdmin</Username><IsAppUser>true</IsAppUser>",
           kAccountPage);
      call("SendResetPasswordLink", "<TargetEntityID>221</TargetEntityID>", kPartnerPage);
      call("CancelEntity", "<TargetEntityId>" + std::to_string(62137 + i) + "</TargetEntityId>", kEntityPage);
    }
    return answers;
  };
  for (const char* id : {"/sandboxes/a", "/sandboxes/b"})
    EXPECT_EQ(application.answer(make_request("PUT", id, {}, body)).status, 201);
  const std::string answers = run("/sandboxes/a");
  EXPECT_THAT(answers, HasSubstr("<PartnerEntityId>"));
  EXPECT_EQ(answers, run("/sandboxes/b"));
}

}  // namespace
}  // namespace http::test
