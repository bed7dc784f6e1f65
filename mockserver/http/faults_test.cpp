// Faults that a test asks for, from the control call to what the client sees of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <nlohmann/json.hpp>
#include <thread>

#include "http/server.hpp"
#include "http/test_client.hpp"
#include "http/test_host.hpp"
#include "services/catalog.hpp"

namespace http {
namespace {

using nlohmann::json;
using test::between;
using test::Client;
using test::code_of;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kCompanyPage = "/WebApi/AccountManagementService/CompanyManagementService.asmx";
constexpr std::string_view kPartnerPage = "/WebApi/AccountManagementService/PartnerManagementService.asmx";
constexpr std::string_view kLicensePage = "/WebApi/AccountManagementService/LicenseManagementService.asmx";

constexpr int kUnexpectedError = 1;

std::string company_named(std::string_view name) {
  return "<CompanyName>" + std::string(name) +
         "</CompanyName><TargetEntityId>221</TargetEntityId><GeneralContactPerson>Bob Ray</GeneralContactPerson>"
         "<GeneralContactEmail>bob@acme.test</GeneralContactEmail><DiskQuotaGB>1</DiskQuotaGB>"
         "<AllowUploadOverAccountSize>false</AllowUploadOverAccountSize>";
}

class Faults : public testing::Test {
 protected:
  Response control(std::string_view method, std::string_view path, std::string body = {}) {
    return probe_.send(test::make_request(method, "/_sandbox/" + std::string(path), {}, std::move(body)));
  }
  json ask(const std::string& fault) {
    const Response response = control("POST", "faults", fault);
    EXPECT_EQ(response.status, 201) << response.body;
    return json::parse(response.body);
  }
  json listed(std::string_view id) { return json::parse(control("GET", "faults/" + std::string(id)).body); }
  json last_call() { return json::parse(control("GET", "journal?limit=1").body).at("calls").at(0); }

  Response create(std::string_view name = "Acme North") {
    return probe_.call("CreateCompany", company_named(name), kCompanyPage);
  }
  bool exists(std::string_view name) {
    const Response tree = probe_.call("GetEntityHierarchy", "<TargetEntityID>221</TargetEntityID>");
    EXPECT_EQ(code_of(tree), 0);
    return tree.body.find(">" + std::string(name) + "<") != std::string::npos;
  }

  test::Probe probe_;
};

TEST_F(Faults, TheThirdCreateCompanyFailsAndItsRepetitionSucceeds) {
  const json fault = ask(
      R"({"match": {"operation": "CreateCompany", "nth": 3}, "effect": {"code": "UnexpectedError", "message": "busy"}})");
  EXPECT_EQ(code_of(create("One")), 0);
  EXPECT_EQ(code_of(create("Two")), 0);
  const Response failed = create("Three");
  EXPECT_EQ(failed.status, 200);
  EXPECT_EQ(code_of(failed), kUnexpectedError);
  EXPECT_THAT(failed.body, testing::ContainsRegex("<Message>Err-[0-9a-f-]{36}; busy</Message>"));
  EXPECT_FALSE(exists("Three"));
  EXPECT_EQ(code_of(create("Three")), 0);
  EXPECT_TRUE(exists("Three"));
  const json after = listed(fault.at("id").get<std::string>());
  EXPECT_EQ(after.at("hits"), 1);
  EXPECT_EQ(after.at("matched"), 3);
  EXPECT_EQ(after.at("state"), "spent");
}

TEST_F(Faults, TheJournalTellsWhichFaultACallMet) {
  ask(R"({"match": {"operation": "CreateCompany"}, "times": 1, "effect": {"code": "EntityExpired"}})");
  const Response failed = create();
  const json call = last_call();
  EXPECT_EQ(call.at("codeName"), "EntityExpired");
  EXPECT_EQ(call.at("caller"), "888WS");
  EXPECT_EQ(call.at("injected"),
            json::parse(R"({"faults": [{"id": "fault-1", "effect": "EntityExpired"}], "operation": null})"));
  EXPECT_THAT(failed.body, HasSubstr("Err-" + call.at("id").get<std::string>()));
  create();
  EXPECT_TRUE(last_call().at("injected").is_null());
}

TEST_F(Faults, AnOperationRunsAndItsAnswerIsLost) {
  ask(R"({"match": {"operation": "CreateCompany"}, "times": 1, "effect": {"code": "UnexpectedError", "when": "after"}})");
  const Response answer = create("Lost");
  EXPECT_EQ(code_of(answer), kUnexpectedError);
  EXPECT_THAT(answer.body, HasSubstr("<CompanyEntityId>0</CompanyEntityId>"));  // nothing of the answer shows
  EXPECT_EQ(last_call().at("injected").at("operation"), "Success");
  EXPECT_TRUE(exists("Lost"));
}

TEST_F(Faults, ASoapFaultIsWordedInTheCallersVersion) {
  ask(R"({"effect": {"soapFault": {"code": "Server", "text": "Server is too busy."}}})");
  EXPECT_EQ(test::summary(create()), "500 1.1 soap:Server: Server is too busy.");
  EXPECT_EQ(last_call().at("fault"), "Server is too busy.");
  EXPECT_TRUE(last_call().at("code").is_null());
  const Response soap12 = probe_.post(test::envelope12(test::wrapped("CreateCompany", company_named("X"))),
                                      test::soap12("CreateCompany"), kCompanyPage);
  EXPECT_EQ(test::summary(soap12), "500 1.2 soap:Receiver: Server is too busy.");
}

TEST_F(Faults, AnHttpStatusComesWithItsBodyAndHeaders) {
  ask(R"({"times": 1, "effect": {"http": {"status": 503, "headers": {"Retry-After": "7", "Cache-Control": "no-store"},
                                          "body": "come back later"}}})");
  const Response answer = create();
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.body, "come back later");
  EXPECT_EQ(answer.headers.find("Retry-After"), "7");
  EXPECT_EQ(answer.headers.find("Cache-Control"), "no-store");
  EXPECT_EQ(answer.headers.find("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(last_call().at("httpStatus"), 503);
  EXPECT_FALSE(exists("Acme North"));
}

TEST_F(Faults, MailThatCannotBeSentAnswersAsTheServiceDoesWithoutATemplate) {
  ask(R"({"times": 1, "effect": {"mailFails": true}})");
  const auto send_link = [this] {
    return probe_.call("SendResetPasswordLink", "<TargetEntityID>221</TargetEntityID>", kPartnerPage);
  };
  EXPECT_EQ(code_of(send_link()), 5020);
  EXPECT_EQ(json::parse(control("GET", "outbox").body).at("mails"), json::array());
  EXPECT_EQ(last_call().at("injected").at("operation"), "CannotSendEmail");
  EXPECT_EQ(code_of(send_link()), 0);
  EXPECT_EQ(json::parse(control("GET", "outbox").body).at("mails").size(), 1U);
}

TEST_F(Faults, AShadowProtectServiceThatFailsForOneCallChangesNothing) {
  ask(R"({"match": {"operation": "RemoveLicense"}, "times": 1, "effect": {"shadowProtectFails": true}})");
  const auto remove = [this] {
    return probe_.outcome("RemoveLicense",
                          "<Username>admin@company1.example</Username><LicenseType>SkraftDiskImageV5</LicenseType>",
                          kLicensePage);
  };
  EXPECT_EQ(remove(), "9005");
  EXPECT_EQ(json::parse(control("GET", "simulate/shadowprotect").body).at("fails"), false);
  EXPECT_EQ(remove(), "0");
}

TEST_F(Faults, AFieldAnEntityAndACallerChooseTheCall) {
  ask(R"({"match": {"fields": [{"path": "CompanyName", "like": "Bad*"}]}, "effect": {"code": "UnexpectedError"}})");
  EXPECT_EQ(code_of(create("Good")), 0);
  EXPECT_EQ(code_of(create("Bad Company")), kUnexpectedError);
  control("DELETE", "faults");
  ask(R"({"match": {"entity": 888, "caller": "888ws"}, "effect": {"code": "EntityExpired"}})");
  EXPECT_EQ(probe_.outcome("GetEntityHierarchy", "<TargetEntityID>0</TargetEntityID>"), "3309");  // 0 is the caller
  EXPECT_EQ(probe_.outcome("GetEntityHierarchy", "<TargetEntityID>221</TargetEntityID>"), "0");
}

TEST_F(Faults, AFaultLastsForATimeOnTheSandboxClock) {
  ask(R"({"for": "10m", "effect": {"code": "UnexpectedError"}})");
  EXPECT_EQ(code_of(create()), kUnexpectedError);
  control("POST", "clock/advance", R"({"by": "9m59s"})");
  EXPECT_EQ(code_of(create()), kUnexpectedError);
  control("POST", "clock/advance", R"({"by": "1s"})");
  EXPECT_EQ(code_of(create()), 0);
  EXPECT_EQ(listed("fault-1").at("state"), "expired");
}

TEST_F(Faults, DrawsAreRepeatedAfterAResetAndMoveNoOtherId) {
  const auto story = [this] {
    std::string codes;
    ask(R"({"match": {"operation": "CreateCompany"}, "probability": 0.5, "effect": {"code": "UnexpectedError"}})");
    for (int i = 0; i < 20; ++i) codes += std::to_string(code_of(create("C" + std::to_string(i)))) + " ";
    return codes + last_call().at("id").get<std::string>();
  };
  const std::string once = story();
  control("POST", "reset");
  EXPECT_EQ(story(), once);
  control("POST", "reset");
  for (int i = 0; i < 20; ++i) create("C" + std::to_string(i));
  EXPECT_THAT(once, testing::EndsWith(last_call().at("id").get<std::string>()));  // the same id without any fault
}

TEST_F(Faults, ACallThatCannotBeReadMeetsNoFault) {
  ask(R"({"effect": {"code": "UnexpectedError"}})");
  EXPECT_EQ(probe_.post("<not a call", test::soap11("CreateCompany"), kCompanyPage).status, 400);
  EXPECT_EQ(listed("fault-1").at("neverHit"), true);
}

TEST_F(Faults, AFaultThatMatchesNothingIsReportedAsNeverHit) {
  ask(R"({"match": {"entity": 999999}, "effect": {"code": "UnexpectedError"}})");
  ask(R"({"match": {"operation": "CreateCompany"}, "effect": {"code": "UnexpectedError"}})");
  create();
  const json faults = json::parse(control("GET", "faults").body);
  EXPECT_EQ(faults.at("neverHit"), json::array({"fault-1"}));
  EXPECT_EQ(faults.at("faults").size(), 2U);
  EXPECT_EQ(faults.at("faults").at(1).at("match").at("operation"), "CreateCompany");
}

TEST_F(Faults, FaultsAreRemovedOneByOneAllAtOnceAndByAReset) {
  const std::string fault = R"({"effect": {"code": "UnexpectedError"}})";
  ask(fault);
  EXPECT_EQ(control("DELETE", "faults/fault-1").status, 200);
  EXPECT_EQ(control("DELETE", "faults/fault-1").status, 404);
  EXPECT_THAT(control("GET", "faults/fault-1").body, HasSubstr("unknown-fault"));
  EXPECT_EQ(code_of(create()), 0);
  ask(fault);
  EXPECT_EQ(control("DELETE", "faults").status, 200);
  EXPECT_EQ(code_of(create()), 0);
  ask(fault);
  control("POST", "reset");
  EXPECT_EQ(code_of(create()), 0);
}

TEST_F(Faults, ABadFaultIsRefusedWithItsPathAndNothingIsAdded) {
  const Response answer =
      control("POST", "faults", R"({"match": {"operation": "CreateCompani"}, "effect": {"code": "UnexpectedError"}})");
  EXPECT_EQ(answer.status, 400);
  const json error = json::parse(answer.body).at("error");
  EXPECT_EQ(error.at("code"), "bad-value");
  EXPECT_EQ(error.at("path"), "/match/operation");
  EXPECT_THAT(error.at("message").get<std::string>(), HasSubstr("\"CreateCompany\""));
  EXPECT_EQ(control("POST", "faults", "{}").status, 400);
  EXPECT_THAT(control("POST", "faults", R"({"effect": {"sleep": "1s"}})").body, HasSubstr("/effect/sleep"));
  EXPECT_THAT(control("POST", "faults", R"({"times": -1, "effect": {"connection": "reset"}})").body,
              HasSubstr("must be >= 1"));
  EXPECT_EQ(json::parse(control("GET", "faults").body).at("faults"), json::array());
}

// Every operation has a place for a result code that no rule of its has: a fault may put any there.
TEST_F(Faults, EveryOperationAnswersAnInjectedCode) {
  ask(R"({"effect": {"code": "UnexpectedError"}})");
  for (const contract::Service* service : services::catalog().services()) {
    for (const contract::Operation& operation : service->operations) {
      if (!operation.available) continue;
      const std::string page = "/WebApi/AccountManagementService/" + std::string(service->name) + ".asmx";
      const Response answer =
          probe_.post(test::envelope11("<" + std::string(operation.name) + " xmlns=\"sosonlinebackup.com\" />"),
                      test::soap11(operation.name), page);
      EXPECT_EQ(answer.status, 200) << operation.name;
      EXPECT_THAT(answer.body, HasSubstr("UnexpectedError")) << operation.name;
    }
  }
}

// The same over sockets.
class FaultsOnTheWire : public Faults {
 protected:
  FaultsOnTheWire() { server_.start(); }

  void send_call(const Client& client, std::string_view name = "Acme North") const {
    client.send(
        test::post(kCompanyPage, test::envelope11(test::wrapped("CreateCompany", company_named(name))),
                   "Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \"sosonlinebackup.com/CreateCompany\"\r\n"));
  }
  // What arrives until the server closes; `error` is the socket's at its end, 0 for a farewell.
  std::string received(const Client& client, int& error) {
    std::string bytes;
    std::array<char, 4096> buffer{};
    ssize_t got = 0;
    while ((got = ::recv(client.socket(), buffer.data(), buffer.size(), 0)) > 0) {
      bytes.append(buffer.data(), static_cast<std::size_t>(got));
    }
    error = got < 0 ? errno : 0;
    return bytes;
  }

  Server server_{{}, [this](const Request& request) { return probe_.send(request); }};
};

TEST_F(FaultsOnTheWire, ADroppedConnectionIsClosedWithoutAByte) {
  ask(R"({"times": 1, "effect": {"connection": "dropped"}})");
  Client client(server_.port());
  send_call(client);
  int error = -1;
  EXPECT_EQ(received(client, error), "");
  EXPECT_EQ(error, 0);
  EXPECT_EQ(last_call().at("httpStatus"), 0);
  EXPECT_EQ(last_call().at("response"), "");
  EXPECT_FALSE(exists("Acme North"));
}

TEST_F(FaultsOnTheWire, AResetConnectionIsBrokenOffAlsoAfterTheOperation) {
  ask(R"({"times": 1, "effect": {"connection": "reset", "when": "after"}})");
  Client client(server_.port());
  send_call(client);
  int error = 0;
  EXPECT_EQ(received(client, error), "");
  EXPECT_EQ(error, ECONNRESET);
  EXPECT_EQ(last_call().at("injected").at("operation"), "Success");
  EXPECT_TRUE(exists("Acme North"));
}

TEST_F(FaultsOnTheWire, ATruncatedBodyIsHalfOfWhatWasPromised) {
  ask(R"({"times": 1, "effect": {"body": "truncated"}})");
  Client client(server_.port());
  send_call(client);
  int error = -1;
  const std::string bytes = received(client, error);
  EXPECT_EQ(error, 0);
  const std::string body = bytes.substr(bytes.find("\r\n\r\n") + 4);
  const std::size_t promised = std::stoul(between(bytes, "Content-Length: ", "\r"));
  EXPECT_EQ(body.size(), promised / 2);
  EXPECT_THAT(bytes, HasSubstr("Content-Type: text/xml; charset=utf-8\r\n"));
  EXPECT_THAT(bytes, HasSubstr("Connection: close\r\n"));
  EXPECT_TRUE(exists("Acme North"));
}

TEST_F(FaultsOnTheWire, AMalformedBodyIsNoXmlAndAWrongContentTypeIsNoSoap) {
  ask(R"({"times": 1, "effect": {"body": "malformed"}})");
  ask(R"({"times": 1, "effect": {"body": "wrongContentType"}})");
  Client client(server_.port());
  send_call(client, "One");
  const test::Answer malformed = client.read();
  EXPECT_EQ(malformed.status, 200);
  EXPECT_THAT(malformed.body, testing::EndsWith("</soap:Body><soap:Envelope>"));
  send_call(client, "Two");  // the connection goes on
  const test::Answer wrong = client.read();
  EXPECT_THAT(wrong.head, HasSubstr("Content-Type: text/html; charset=utf-8\r\n"));
  EXPECT_THAT(wrong.body, HasSubstr("<Code>Success</Code>"));
}

TEST_F(FaultsOnTheWire, ABodyThatDripsArrivesWholeAndTheConnectionGoesOn) {
  ask(R"({"times": 1, "effect": {"bytesPerSecond": 50000}})");
  Client client(server_.port());
  send_call(client, "One");
  const test::Answer slow = client.read();
  EXPECT_EQ(slow.status, 200);
  EXPECT_THAT(slow.body, testing::EndsWith("</soap:Envelope>"));
  EXPECT_THAT(slow.head, HasSubstr("Content-Type: text/xml; charset=utf-8\r\n"));
  send_call(client, "Two");
  EXPECT_THAT(client.read().body, HasSubstr("<Code>Success</Code>"));
}

TEST_F(FaultsOnTheWire, AByteASecondLeavesTheRestOutstandingUntilTheServerStops) {
  ask(R"({"effect": {"bytesPerSecond": 1}})");
  Client client(server_.port());
  send_call(client);
  std::string bytes;
  std::array<char, 4096> buffer{};
  while (bytes.find("\r\n\r\n") == std::string::npos || bytes.ends_with("\r\n\r\n")) {
    const ssize_t got = ::recv(client.socket(), buffer.data(), buffer.size(), 0);
    ASSERT_GT(got, 0);
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
  const std::size_t promised = std::stoul(between(bytes, "Content-Length: ", "\r"));
  EXPECT_GT(promised, 300U);
  EXPECT_LT(bytes.size() - bytes.find("\r\n\r\n") - 4, promised);
  server_.stop();  // returns, though minutes are left
}

TEST_F(FaultsOnTheWire, AnAnswerIsHeldBackOutsideOfAnyLockAndLetGoWhenTheServerStops) {
  ask(R"({"match": {"operation": "CreateCompany"}, "effect": {"latency": "10m"}})");
  Client client(server_.port());
  send_call(client);
  while (json::parse(control("GET", "journal").body).at("recorded") == 0) std::this_thread::yield();
  EXPECT_TRUE(exists("Acme North"));  // done, and other calls are answered
  char byte = 0;
  EXPECT_EQ(::recv(client.socket(), &byte, 1, MSG_DONTWAIT), -1);
  EXPECT_EQ(errno, EAGAIN);
  server_.stop();
  EXPECT_THAT(client.read().body, HasSubstr("<Code>Success</Code>"));
}

TEST_F(FaultsOnTheWire, ALatencyIsDrawnFromTheSeed) {
  const auto drawn = [this] {
    ask(R"({"effect": {"latency": {"from": "1ms", "to": "9m"}}})");
    std::vector<std::chrono::nanoseconds> delays;
    for (int i = 0; i < 5; ++i) delays.push_back(create("C" + std::to_string(i)).delivery.delay);
    return delays;
  };
  const auto once = drawn();
  EXPECT_NE(once[0], once[1]);
  control("POST", "reset");
  EXPECT_EQ(drawn(), once);
}

}  // namespace
}  // namespace http
