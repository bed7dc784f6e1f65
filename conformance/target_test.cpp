// A server that others share: which hosts are refused, how often it is asked, what is looked at first, and where
// credentials come from.
#include "conformance/target.hpp"

#include <fstream>

#include "conformance/gentle.hpp"
#include "conformance/preflight.hpp"
#include "conformance/read_file.hpp"
#include "conformance/test_caring.hpp"

namespace conformance {
namespace {

using namespace caring;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// ---- hosts, pace, preflight

TEST(Production, IsTheVendorsHostsUnlessTheySayOtherwise) {
  for (const char* host :
       {"https://secure.sosonlinebackup.com", "HTTPS://SECURE.SOSONLINEBACKUP.COM:443", "https://infrascale.com",
        "https://dashboard.infrascale.com.", "https://latest.sosonlinebackup.com"})
    EXPECT_TRUE(is_production(host)) << host;
  for (const char* host :
       {"http://localhost:8080", "https://sandbox.sosonlinebackup.com", "https://secure-test2.infrascale.com",
        "https://sosonlinebackup.com.example", "https://notinfrascale.com"})
    EXPECT_FALSE(is_production(host)) << host;
}

class Scripted : public Endpoint {
 public:
  std::vector<HttpResponse> answers;
  int sent = 0;
  HttpResponse send(const HttpRequest&) override { return answers.at(static_cast<std::size_t>(sent++)); }
  std::string address() const override { return "http://x"; }
};

struct Slept {
  std::vector<std::int64_t> naps;
  std::chrono::steady_clock::time_point now{std::chrono::hours(1)};
  std::shared_ptr<Pace> pace(double rate) {
    return std::make_shared<Pace>(
        rate, [this] { return now; },
        [this](std::chrono::milliseconds nap) {
          naps.push_back(nap.count());
          now += nap;
        });
  }
};

TEST(Pace, SpacesRequests) {
  Slept slept;
  const auto pace = slept.pace(4);
  for (int i = 0; i < 3; ++i) pace->wait();
  EXPECT_THAT(slept.naps, ElementsAre(250, 250));
  slept.now += std::chrono::seconds(9);
  pace->wait();
  EXPECT_EQ(slept.naps.size(), 2u);
}

TEST(Pace, AThrottlingServerIsAskedAgainLater) {
  Slept slept;
  auto scripted = std::make_unique<Scripted>();
  Scripted& server = *scripted;
  server.answers = {{.status = 429}, {.status = 503, .headers = {{"Retry-After", "7"}}}, {.status = 200}};
  const auto endpoint = gentle_endpoint(std::move(scripted), slept.pace(0));
  EXPECT_EQ(endpoint->send({}).status, 200);
  EXPECT_THAT(slept.naps, ElementsAre(1000, 7000));
}

TEST(Pace, PatienceHasAnEnd) {
  Slept slept;
  auto scripted = std::make_unique<Scripted>();
  scripted->answers = std::vector<HttpResponse>(9, {.status = 503, .headers = {{"Retry-After", "Fri, 31 Dec 9999"}}});
  EXPECT_EQ(gentle_endpoint(std::move(scripted), slept.pace(0))->send({}).status, 503);
  EXPECT_THAT(slept.naps, ElementsAre(1000, 2000, 4000, 8000));
}

TEST(Fingerprint, IsThatOfTheContractAndNotOfItsAddress) {
  const std::string wsdl = R"(<w:d xmlns:w="w"><a x="1"/><s:address xmlns:s="s" location="http://a/"/></w:d>)";
  const std::string elsewhere =
      "<w:d xmlns:w=\"w\">\n <a x=\"1\"/> <s:address xmlns:s=\"s\" location=\"https://b/\"/></w:d>";
  EXPECT_EQ(wsdl_fingerprint(wsdl).size(), 16u);
  EXPECT_EQ(wsdl_fingerprint(wsdl), wsdl_fingerprint(elsewhere));
  EXPECT_NE(wsdl_fingerprint(wsdl), wsdl_fingerprint(R"(<w:d xmlns:w="w"><a x="2"/></w:d>)"));
  EXPECT_EQ(wsdl_fingerprint("<html><br></html>"), "");
}

TEST_F(Caring, ThePreflightTellsAChangedContract) {
  Preflight found = preflight(server, kRegistry, target);
  ASSERT_EQ(found.remarks.size(), 1u);
  EXPECT_EQ(found.trouble, "");
  target = TargetFile("real.json", R"({"name": "real", "wsdl": {"EntityManagementService": "0123456789abcdef"},
    "roles": {"distributor": {"user": "888WS", "password": "geheim", "entity": 888}}})");
  found = preflight(server, kRegistry, target);
  EXPECT_THAT(found.remarks.at(0), HasSubstr("the WSDL has changed, from 0123456789abcdef to "));
}

// ---- where credentials come from

std::string target_with(const std::string& password) {
  return R"({"name": "real", "roles": {"clerk": {"user": "u", "password": )" + password + "}}}";
}

TEST(Credentials, ComeFromTheEnvironmentAFileOrACommand) {
  ::setenv("CONFORMANCE_TEST_PASSWORD", "from env", 1);
  const std::string file = own_file("password").string();
  std::ofstream(file) << "from file\nsecond line";
  for (const auto& [source, value] : std::vector<std::pair<std::string, std::string>>{
           {R"({"env": "CONFORMANCE_TEST_PASSWORD"})", "from env"},
           {R"({"file": ")" + file + R"("})", "from file"},
           {R"({"command": "printf 'from\\tcommand\\n'"})", "from\tcommand"}}) {
    const TargetFile target("t.json", target_with(source));
    EXPECT_EQ(target.credentials(Json("clerk"))->password, Json(value));
    EXPECT_EQ(target.secrets().at(0).value, value);
  }
}

TEST(Credentials, WhatCannotBeFoundIsToldWithItsPlace) {
  for (const auto& [source, words] : std::vector<std::pair<std::string, std::string>>{
           {R"({"env": "CONFORMANCE_TEST_NOT_THERE"})", "the environment has no CONFORMANCE_TEST_NOT_THERE"},
           {R"({"file": "/nowhere/x"})", "cannot read /nowhere/x"},
           {R"({"command": "exit 3"})", "the command failed"},
           {R"({"command": "true"})", "the command holds nothing"},
           {R"({"vault": "x"})", "'vault' is none of env, file and command"},
           {"7", "must be a text"}}) {
    try {
      const TargetFile target("t.json", target_with(source));
      ADD_FAILURE() << source;
    } catch (const Complaint& complaint) {
      EXPECT_THAT(complaint.text(), AllOf(HasSubstr("/roles/clerk/password"), HasSubstr(words)));
    }
  }
}

}  // namespace
}  // namespace conformance
