// A server with a profile: it answers so, and tells what it answers otherwise than is assumed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "http/test_host.hpp"

namespace http {
namespace {

using nlohmann::json;
using test::make_request;

class Profiles : public testing::Test {
 protected:
  Profiles() {
    file_ = testing::TempDir() + "http_profile_" + testing::UnitTest::GetInstance()->current_test_info()->name();
  }
  ~Profiles() override { std::filesystem::remove(file_); }

  Options with(const std::string& profile) {
    std::ofstream(file_) << profile;
    Options options;
    options.profile = file_;
    return options;
  }

  std::string file_;
};

TEST_F(Profiles, AreToldOfInInfo) {
  Application application(with(R"({"profile": 1, "target": "partner sandbox", "measured": "2026-01-02T03:04:05Z",
                                    "answers": {"Q-cancel-expired": {"answer": "cancelled", "evidence": "seen"}}})"));
  application.open();
  const json info = json::parse(application.answer(make_request("GET", "/_sandbox/info")).body).at("profile");
  EXPECT_EQ(info.at("file"), file_);
  EXPECT_EQ(info.at("target"), "partner sandbox");
  EXPECT_EQ(info.at("measured"), "2026-01-02T03:04:05Z");
  ASSERT_EQ(info.at("differences").size(), 1U);
  EXPECT_EQ(info.at("differences").at(0).at("question"), "Q-cancel-expired");
  EXPECT_EQ(info.at("differences").at(0).at("assumed"), "refused");
  EXPECT_EQ(info.at("differences").at(0).at("answer"), "cancelled");
}

TEST_F(Profiles, DifferInNothingWithoutAFile) {
  Application application({});
  application.open();
  const json info = json::parse(application.answer(make_request("GET", "/_sandbox/info")).body).at("profile");
  EXPECT_EQ(info, json({{"differences", json::array()}}));
}

TEST_F(Profiles, OutliveAReset) {
  Application application(with(R"({"profile": 1, "answers": {"Q-null-request": "UnexpectedError"}})"));
  application.open();
  EXPECT_EQ(application.answer(make_request("POST", "/_sandbox/reset")).status, 200);
  const std::string body = test::envelope11(R"(<GetEntityHierarchy xmlns="sosonlinebackup.com"/>)");
  EXPECT_EQ(test::code_of(
                application.answer(make_request("POST", test::kEntityPage, test::soap11("GetEntityHierarchy"), body))),
            1);
}

TEST_F(Profiles, AnswerWithAFaultWhereTheRealServiceDoes) {
  Application application(with(R"({"profile": 1, "answers": {"Q-auth-missing": "fault"}})"));
  application.open();
  const std::string body = test::envelope11(test::wrapped("GetEntityHierarchy", ""), "");
  const Response answer =
      application.answer(make_request("POST", test::kEntityPage, test::soap11("GetEntityHierarchy"), body));
  EXPECT_EQ(test::summary(answer),
            "500 1.1 soap:Server: Server was unable to process request. ---> Object reference not set to an instance "
            "of an object.");
}

TEST_F(Profiles, AreRefusedWithTheFileAndThePlace) {
  try {
    Application application(with(R"({"profile": 1, "answers": {"Q-cancel-expired": "canceled"}})"));
    FAIL() << "the profile was taken";
  } catch (const ProfileError& error) {
    EXPECT_EQ(error.what(), "--profile " + file_ +
                                ": /answers/Q-cancel-expired: Q-cancel-expired has no answer 'canceled', only refused, "
                                "cancelled; did you mean 'cancelled'?");
  }
}

}  // namespace
}  // namespace http
