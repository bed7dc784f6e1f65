// Sessions sent again: whose passwords, which ids, what counts as a difference.
#include "conformance/replay.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "conformance/test_contract.hpp"

namespace conformance::test {

struct Drawer {
  static constexpr std::string_view kName = "Drawer";
  std::int32_t entity_id = 0;
  std::string user_name;
  std::string title;
  static constexpr auto fields() {
    return fields_of(field<&Drawer::entity_id>("EntityId"), field<&Drawer::user_name>("UserName"),
                     field<&Drawer::title>("Title"));
  }
};
struct Drawers {
  static constexpr std::string_view kName = "Drawers";
  std::vector<Drawer> drawers;
  static constexpr auto fields() { return fields_of(field<&Drawers::drawers>("Drawers")); }
};

}  // namespace conformance::test

namespace conformance {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const TargetFile& target(bool can_reset = true) {
  static const TargetFile kMock("t.json", R"({"name": "t", "kind": "mock", "capabilities": ["reset"], "roles": {
    "keeper": {"user": "KEEPER", "password": "keepers<own"}, "guest": {"user": "GUEST", "password": "guests-own"}}})");
  static const TargetFile kReal("t.json", R"({"name": "t", "roles": {"keeper": {"user": "KEEPER", "password": "p"}}})");
  return can_reset ? kMock : kReal;
}

std::string envelope(const std::string& user, const std::string& content) {
  return R"(<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><AuthHeader xmlns="sosonlinebackup.com"><UserName>)" +
         user + "</UserName><Password>***secret:1***</Password></AuthHeader></s:Header><s:Body>" + content +
         "</s:Body></s:Envelope>";
}

std::string answer(const std::string& note, const std::string& code = "<Result>0</Result><Code>Success</Code>") {
  return R"(<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><s:Body>)"
         R"(<OpenResponse xmlns="sosonlinebackup.com"><OpenResult><Result>)" +
         code + R"(</Result><UsedKB>7</UsedKB><IsOpen>true</IsOpen><Since>2024-01-01T00:00:00</Since>)" +
         R"(<Height xsi:nil="true" /><Colour>Red</Colour><Note>)" + note +
         "</Note></OpenResult></OpenResponse></s:Body></s:Envelope>";
}

const recording::HeaderFields kXml{{"Content-Type", "text/xml; charset=utf-8"}};

recording::Call open(const std::string& user = "KEEPER", const std::string& members = "<Id>1</Id>",
                     const std::string& answered = answer("n")) {
  return {.number = 1,
          .request = {.method = "POST",
                      .target = "/WebApi/AccountManagementService/CabinetService.asmx",
                      .headers = {{"SOAPAction", "\"x\""},
                                  {"Host", "h"},
                                  {"Accept-Encoding", "gzip"},
                                  {"Content-Type", "text/xml; charset=utf-8"}},
                      .body = {.text = envelope(user, "<Open xmlns=\"sosonlinebackup.com\"><request>" + members +
                                                          "</request></Open>")}},
          .response = recording::Response{.status = 200, .headers = kXml, .body = {.text = answered}}};
}

class Server : public Endpoint {
 public:
  HttpResponse send(const HttpRequest& request) override {
    requests.push_back(request);
    return {.status = status, .headers = kXml, .body = body};
  }
  std::string address() const override { return "http://fake"; }

  std::vector<HttpRequest> requests;
  std::string body = answer("n");
  int status = 200;
};

class ReplayTest : public testing::Test {
 protected:
  Server server;

  ReplayedCall send(const recording::Call& call, const std::map<std::string, std::string>& roles = {},
                    bool can_reset = true, const Noise& noise = {}) {
    recording::Session session;
    session.calls = {call};
    Replay replay(session, server, test::kRegistry, target(can_reset), roles, noise);
    return replay.send(session.calls.front());
  }
  std::string sent() const { return server.requests.empty() ? "" : server.requests.back().body; }
};

TEST_F(ReplayTest, SendsTheRequestWithThePasswordOfItsRole) {
  const ReplayedCall call = send(open());
  EXPECT_EQ(call.words, "call CabinetService.Open (call 1)");
  EXPECT_THAT(call.left_out, IsEmpty());
  EXPECT_THAT(call.found, IsEmpty());
  EXPECT_THAT(sent(), HasSubstr("<UserName>KEEPER</UserName><Password>keepers&lt;own</Password>"));
  ASSERT_EQ(server.requests.size(), 1U);
  EXPECT_EQ(server.requests[0].method + " " + server.requests[0].target,
            "POST /WebApi/AccountManagementService/CabinetService.asmx");
  EXPECT_THAT(server.requests[0].headers, ElementsAre(testing::Pair("SOAPAction", "\"x\""),
                                                      testing::Pair("Content-Type", "text/xml; charset=utf-8")));
}

TEST_F(ReplayTest, LetsAUserBeAnotherRole) {
  EXPECT_THAT(send(open("THEIRS"), {{"THEIRS", "guest"}}).left_out, IsEmpty());
  EXPECT_THAT(sent(), HasSubstr("<UserName>GUEST</UserName><Password>guests-own</Password>"));
  EXPECT_THROW(send(open(), {{"THEIRS", "gest"}}), std::invalid_argument);
}

TEST_F(ReplayTest, LeavesOutWhoHasNoRoleUnlessTheyWereRefused) {
  EXPECT_THAT(send(open("THEIRS")).left_out, AllOf(HasSubstr("'THEIRS'"), HasSubstr("--as THEIRS=ROLE")));
  EXPECT_THAT(server.requests, IsEmpty());
  const std::string refused = answer("n", "<Result>3</Result><Code>InvalidSoapCredentials</Code>");
  EXPECT_THAT(send(open("KEEPER", "", refused)).left_out, IsEmpty());
  EXPECT_THAT(sent(), Not(HasSubstr("keepers"))) << "a wrong password stays a wrong one";
  EXPECT_THAT(send(open("THEIRS", "", refused)).left_out, IsEmpty());
}

TEST_F(ReplayTest, TellsWhereTheAnswerDiffers) {
  server.body = answer("other");
  const ReplayedCall call = send(open());
  ASSERT_EQ(call.found.size(), 1U);
  EXPECT_EQ(call.found[0].path, "result.Note");
  EXPECT_EQ(call.found[0].left, "\"n\"");
  EXPECT_EQ(call.found[0].right, "\"other\"");
  const Noise noise("n.json", R"({"CabinetService.Open": {"Note": "people write notes"}})");
  EXPECT_THAT(send(open(), {}, true, noise).found, IsEmpty());
  server.status = 500;
  EXPECT_EQ(send(open(), {}, true, noise).found.at(0).path, "status");
}

TEST_F(ReplayTest, AtASharedTargetSendsOnlyWhatReads) {
  EXPECT_THAT(send(open(), {}, false).left_out, HasSubstr("it writes"));
  recording::Call page = open();
  page.request = {.method = "GET", .target = "/a.asmx?WSDL"};
  EXPECT_THAT(send(page, {}, false).left_out, IsEmpty());
  page.request.method = "PUT";
  EXPECT_THAT(send(page, {}, false).left_out, HasSubstr("it writes"));
  EXPECT_EQ(server.requests.size(), 1U);
}

TEST_F(ReplayTest, LeavesOutWhatTheSessionLacks) {
  recording::Call call = open();
  call.trouble = recording::Trouble{.kind = "timeout", .message = "too late"};
  EXPECT_THAT(send(call).left_out, HasSubstr("too late"));
  call = open();
  call.request.body.lost = "9 bytes that are no text";
  EXPECT_THAT(send(call).left_out, HasSubstr("its request is not in the session: 9 bytes"));
  call = open();
  call.response->body.lost = "9 bytes packed with br";
  EXPECT_THAT(send(call).left_out, HasSubstr("its answer is not in the session: 9 bytes"));
  EXPECT_THAT(server.requests, IsEmpty());
}

TEST_F(ReplayTest, MakesUpAPasswordThatWasSetAndKeepsIt) {
  recording::Call call =
      open("KEEPER", "<Password>***secret:2***</Password><Owner>***secret:2***</Owner>", answer("***secret:2***"));
  server.body = answer("Replay2pw");
  EXPECT_THAT(send(call).found, IsEmpty());
  EXPECT_THAT(sent(), HasSubstr("<Password>Replay2pw</Password><Owner>Replay2pw</Owner>"));
}

TEST_F(ReplayTest, SendsTheBytesOfTheirCharset) {
  recording::Call call = open();
  call.request.body.charset = "utf-16le";
  EXPECT_THAT(send(call).found, IsEmpty());
  EXPECT_EQ(sent().substr(0, 4), std::string("<\0s\0", 4));
}

TEST(SessionSecrets, LearnsTokensFromTheAnswersOfNow) {
  SessionSecrets secrets({}, test::kRegistry, target(), {});
  secrets.learn("***secret:4***", "tok-of-now");
  EXPECT_EQ(secrets.value_of(4), "tok-of-now");
  secrets.learn("https://there/reset?a=1&token=***secret:5***&b=2", "http://here/reset?a=1&token=t5&b=2");
  EXPECT_EQ(secrets.value_of(5), "t5");
  secrets.learn("no placeholder", "x");
  secrets.learn("in ***secret:6*** words", "in other words");
  EXPECT_EQ(secrets.value_of(6), "Replay6pw");
  EXPECT_EQ(secrets.revealed("/a?token=***secret:4***", percent_encoded), "/a?token=tok-of-now");
}

TEST(Translation, PutsTheIdsOfNowInThePlaceOfTheRecordedOnes) {
  Translation words;
  const auto drawers = [](int id, const char* user) {
    return Json{{"Drawers", Json::array({{{"EntityId", id}, {"UserName", user}, {"Title", "t"}}})}};
  };
  const std::string body =
      "<?xml version=\"1.0\"?><r><TargetEntityId>5</TargetEntityId><Size>5</Size> <x:UserName "
      "xmlns:x='y'>u5</x:UserName></r>";
  EXPECT_EQ(words.translated(body), body);
  words.learn(contract::TypeOf<test::Drawers>::desc, drawers(5, "u5"), drawers(7, "u<7"));
  EXPECT_EQ(words.translated(body),
            "<?xml version=\"1.0\"?><r><TargetEntityId>7</TargetEntityId><Size>5</Size> "
            "<x:UserName xmlns:x=\"y\">u&lt;7</x:UserName></r>");
  EXPECT_EQ(words.translated("<EntityId>6</EntityId >"), "<EntityId>6</EntityId >") << "untouched, byte by byte";
  EXPECT_EQ(words.translated("<EntityId>5"), "<EntityId>5") << "no XML";
}

TEST(SeenRequest, IsNoCallWithoutAKnownPageAndOperation) {
  EXPECT_TRUE(seen(open().request, test::kRegistry).is_call());
  recording::Request other = open().request;
  other.target = "/Other.asmx";
  EXPECT_FALSE(seen(other, test::kRegistry).is_call());
  other = open().request;
  other.body.text = "<broken";
  EXPECT_FALSE(seen(other, test::kRegistry).is_call());
  other.method = "GET";
  EXPECT_FALSE(seen(other, test::kRegistry).is_call());
}

}  // namespace
}  // namespace conformance
