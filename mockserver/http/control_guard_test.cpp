// Who may use the control surface: token, host names, origins, rate.
#include "http/control_guard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "http/test_host.hpp"

namespace http {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

constexpr const char* kToken = "a-token-of-ours";

// Status and code of the refusal; "passes" without one.
std::string verdict(ControlGuard& guard, const Request& request) {
  const auto refusal = guard.refuse(request);
  if (!refusal) return "passes";
  const nlohmann::json error = nlohmann::json::parse(refusal->body).at("error");
  EXPECT_FALSE(error.at("message").get<std::string>().empty());
  return std::to_string(refusal->status) + " " + error.at("code").get<std::string>();
}

std::string verdict(ControlPolicy policy, const Request& request) {
  ControlGuard guard(std::move(policy));
  return verdict(guard, request);
}

Request request(std::string_view method, std::string_view target, Headers headers = {{"Host", "localhost:8080"}}) {
  return test::make_request(method, target, std::move(headers));
}

std::string for_host(const std::string& host, ControlPolicy policy = {}) {
  Request asked = request("GET", "/_sandbox/info");
  asked.headers.set("Host", host);
  return verdict(std::move(policy), asked);
}

std::string from(Headers who, std::string_view method = "POST") {
  Request asked = request(method, "/_sandbox/reset", std::move(who));
  asked.headers.set("Host", "localhost:8080");
  return verdict(ControlPolicy{}, asked);
}

TEST(ControlGuard, WithATokenEveryControlPathAsksForIt) {
  const ControlPolicy policy{.token = kToken};
  for (const char* path : {"/_sandbox/info", "/_sandbox", "/_sandbox/no-such", "/_sandbox//livez", "/sandboxes",
                           "/sandboxes/w1", "/sandboxes/w1/", "/sandboxes/w1/_sandbox/reset"})
    EXPECT_EQ(verdict(policy, request("GET", path)), "401 unauthorized") << path;
  for (const char* path : {"/", "/WebApi/AccountManagementService/EntityManagementService.asmx", "/_console/app.js",
                           "/sandboxes/w1/WebApi/AccountManagementService/EntityManagementService.asmx"})
    EXPECT_EQ(verdict(policy, request("POST", path)), "passes") << path;
}

TEST(ControlGuard, HealthIsForAnybody) {
  for (const char* path :
       {"/_sandbox/livez", "/_sandbox/readyz", "/sandboxes/w1/_sandbox/livez", "/sandboxes/w1/_sandbox/readyz"})
    EXPECT_EQ(verdict(ControlPolicy{.token = kToken, .rate = 1}, request("GET", path, {{"Host", "evil.example"}})),
              "passes")
        << path;
}

TEST(ControlGuard, TakesTheTokenFromEitherHeader) {
  const ControlPolicy policy{.token = kToken};
  const auto with = [&](const char* name, const std::string& value) {
    return verdict(policy, request("POST", "/_sandbox/reset", {{"Host", "localhost"}, {name, value}}));
  };
  EXPECT_EQ(with("Authorization", "Bearer a-token-of-ours"), "passes");
  EXPECT_EQ(with("authorization", "bearer a-token-of-ours"), "passes");
  EXPECT_EQ(with("X-Control-Token", kToken), "passes");
  for (const char* wrong : {"Bearer a-token-of-our", "Bearer a-token-of-ours2", "Bearer A-token-of-ours", "Bearer ",
                            "Basic a-token-of-ours", "a-token-of-ours", ""})
    EXPECT_EQ(with("Authorization", wrong), "401 unauthorized") << wrong;
  EXPECT_EQ(with("X-Control-Token", ""), "401 unauthorized");
}

TEST(ControlGuard, ARefusalSaysHowToAskAndKeepsTheToken) {
  ControlGuard guard({.token = kToken});
  const auto refusal = guard.refuse(request("GET", "/_sandbox/info"));
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->headers.find("WWW-Authenticate"), "Bearer realm=\"control\"");
  EXPECT_EQ(refusal->headers.find("Content-Type"), "application/json");
  EXPECT_THAT(refusal->body, AllOf(HasSubstr("--control-token"), Not(HasSubstr(kToken))));
}

TEST(ControlGuard, WithoutATokenNamesThatAPageCouldHaveLedHereAreRefused) {
  for (const char* ours : {"localhost", "LOCALHOST:80", "app.localhost", "127.0.0.1:8080", "[::1]:8080", "192.168.1.5",
                           "mockserver:8080", "secure-sandbox.sosonlinebackup.com"})
    EXPECT_EQ(for_host(ours), "passes") << ours;
  for (const char* theirs :
       {"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "127.evil.example"})
    EXPECT_EQ(for_host(theirs), "403 forbidden-host") << theirs;
  EXPECT_EQ(for_host("mock.our-lab.example", {.bind = "mock.our-lab.example"}), "passes");
  EXPECT_EQ(verdict(ControlPolicy{}, test::make_request("GET", "/_sandbox/info")), "passes") << "the tests' own";
}

TEST(ControlGuard, WithATokenAnyNameWillDo) {
  Request asked = request("GET", "/_sandbox/info", {{"Host", "mock.our-lab.example"}, {"X-Control-Token", kToken}});
  EXPECT_EQ(verdict(ControlPolicy{.token = kToken}, asked), "passes");
}

TEST(ControlGuard, PagesOfOtherSitesChangeNothing) {
  for (const Headers& theirs : {Headers{{"Origin", "https://evil.example"}}, Headers{{"Origin", "null"}},
                                Headers{{"Sec-Fetch-Site", "cross-site"}}, Headers{{"Sec-Fetch-Site", "same-site"}}}) {
    EXPECT_EQ(from(theirs), "403 cross-origin");
    EXPECT_EQ(from(theirs, "DELETE"), "403 cross-origin");
    EXPECT_EQ(from(theirs, "GET"), "passes") << "without CORS they cannot read it";
  }
}

TEST(ControlGuard, PagesOfThisMachineAndToolsMayAct) {
  EXPECT_EQ(from({{"Origin", "http://localhost:8080"}, {"Sec-Fetch-Site", "same-origin"}}), "passes");
  EXPECT_EQ(from({{"Origin", "http://localhost:3000"}, {"Sec-Fetch-Site", "same-site"}}), "passes");
  EXPECT_EQ(from({{"Sec-Fetch-Site", "none"}}), "passes");
  EXPECT_EQ(from({}), "passes");
  Request behind = request("POST", "/_sandbox/reset",
                           {{"Host", "backend"}, {"X-Forwarded-Host", "mock.lab"}, {"Origin", "https://mock.lab"}});
  EXPECT_EQ(verdict(ControlPolicy{.trust_forwarded = true}, behind), "passes");
  EXPECT_EQ(verdict(ControlPolicy{}, behind), "403 cross-origin");
}

TEST(ControlGuard, CallsOfOneAddressAreLimitedAndToldWhenToComeAgain) {
  std::chrono::steady_clock::time_point now{};
  ControlGuard guard({.rate = 2}, [&now] { return now; });
  Request mine = request("GET", "/_sandbox/info");
  Request theirs = mine;
  theirs.remote_address = "10.0.0.9";
  EXPECT_EQ(verdict(guard, mine), "passes");
  EXPECT_EQ(verdict(guard, mine), "passes");
  EXPECT_EQ(verdict(guard, mine), "429 too-many-requests");
  EXPECT_EQ(guard.refuse(mine)->headers.find("Retry-After"), "1");
  EXPECT_EQ(verdict(guard, theirs), "passes");
  EXPECT_EQ(verdict(guard, request("POST", test::kEntityPage)), "passes") << "the service's calls are not counted";
  now += std::chrono::milliseconds(500);
  EXPECT_EQ(verdict(guard, mine), "passes");
  EXPECT_EQ(verdict(guard, mine), "429 too-many-requests");
}

TEST(RateLimit, NeverHoldsMoreThanASecondsWorthNorMoreThanSomeAddresses) {
  std::chrono::steady_clock::time_point now{};
  RateLimit limit(1, [&now] { return now; });
  now += std::chrono::hours(1);
  EXPECT_FALSE(limit.wait_for("10.0.0.1"));
  EXPECT_EQ(limit.wait_for("10.0.0.1"), std::chrono::milliseconds(1000));
  // Twenty thousand addresses at one instant: those past the memory's end share one bucket.
  int passed = 0;
  for (int i = 0; i < 20'000; ++i) passed += limit.wait_for("2001:db8::" + std::to_string(i)) ? 0 : 1;
  EXPECT_LT(passed, 5'000);
  EXPECT_GT(passed, 4'000);
  now += std::chrono::seconds(2);
  EXPECT_FALSE(limit.wait_for("10.9.9.9")) << "buckets that are full again have made room";
  EXPECT_FALSE(RateLimit(0).wait_for("10.0.0.1"));
}

TEST(ControlToken, IsAskedForWhereOtherMachinesReachTheServer) {
  for (const char* loopback : {"localhost", "127.0.0.1", "127.1.2.3", "::1"}) {
    EXPECT_TRUE(binds_loopback(loopback)) << loopback;
    EXPECT_EQ(control_token_of({.bind = loopback}).value, "");
    EXPECT_EQ(control_policy_of({.bind = loopback}, {}).rate, 0U);
  }
  for (const char* open : {"0.0.0.0", "::", "10.0.0.1", "mock.lab", "127.evil.example"}) {
    EXPECT_FALSE(binds_loopback(open)) << open;
    const ControlToken token = control_token_of({.bind = open});
    EXPECT_THAT(token.value, MatchesRegex("[0-9a-f]{32}"));
    EXPECT_TRUE(token.is_made_here);
    EXPECT_GT(control_policy_of({.bind = open}, token).rate, 0U);
  }
  EXPECT_NE(control_token_of({.bind = "::"}).value, control_token_of({.bind = "::"}).value);
  EXPECT_EQ(control_policy_of({.bind = "::", .control_rate = 0}, {}).rate, 0U);
  const ControlToken given = control_token_of({.bind = "0.0.0.0", .control_token = kToken});
  EXPECT_EQ(given.value, kToken);
  EXPECT_FALSE(given.is_made_here);
}

class TokenFile : public testing::Test {
 protected:
  std::filesystem::path file = std::filesystem::path(testing::TempDir()) / ("token." + std::to_string(::getpid()));
  void write(const std::string& text) const { std::ofstream(file) << text; }
  void TearDown() override { std::filesystem::remove(file); }

  std::string complaint() const try {
    static_cast<void>(control_token_of({.control_token_file = file}));
    return "";
  } catch (const ControlTokenError& error) {
    return error.what();
  }
};

TEST_F(TokenFile, HoldsTheTokenInItsFirstLine) {
  write("a-token-of-ours\r\nmore\n");
  EXPECT_EQ(control_token_of({.control_token_file = file}).value, kToken);
}

TEST_F(TokenFile, ThatIsNotUsableIsNamedAndItsContentIsNot) {
  EXPECT_THAT(complaint(), AllOf(HasSubstr("--control-token-file"), HasSubstr(file.string())));
  write("");
  EXPECT_THAT(complaint(), HasSubstr("holds no line"));
  write("two words of a secret\n");
  EXPECT_THAT(complaint(), AllOf(HasSubstr("eight or more"), Not(HasSubstr("two words"))));
}

TEST(ControlGuard, GuardsTheWholeApplication) {
  Application application({.control_token = kToken});
  application.open();
  EXPECT_EQ(application.answer(request("GET", "/_sandbox/info")).status, 401);
  EXPECT_EQ(application.answer(request("GET", "/_sandbox/readyz")).status, 200);
  EXPECT_EQ(application.answer(request("GET", "/_sandbox/info", {{"X-Control-Token", kToken}})).status, 200);
  EXPECT_EQ(application.answer(request("GET", std::string(test::kEntityPage) + "?WSDL")).status, 200);
}

}  // namespace
}  // namespace http
