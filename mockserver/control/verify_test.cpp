// Verification: what fits, how many, in which order, and what is said where it fails.
#include "control/verify.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/api.hpp"
#include "control/api_request.hpp"
#include "control/test_calls.hpp"

namespace control {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class Verify : public testing::Test {
 protected:
  json check(const char* document) { return verify(journal, test::reader(), json::parse(document)); }
  std::string message(const char* document) {
    const json result = check(document);
    return result.at("ok") ? "ok" : result.at("error").at("message").get<std::string>();
  }
  void SetUp() override {
    journal.add(test::call("CreateThing", 0, "Name=Acme;Owner/EntityId=221"));
    journal.add(test::call("CreateThing", 52, "Name=Acme North;Owner/EntityId=221"));
    journal.add(test::call("CancelThing", 53, "TargetEntityId=849", "849WS"));
  }
  Journal journal;
};

TEST_F(Verify, FindsCallsByEverythingTheyHave) {
  EXPECT_EQ(message(R"({"calls": [{"operation": "creatething", "exactly": 2}]})"), "ok");
  EXPECT_EQ(message(R"({"calls": [{"code": 52}, {"code": "alreadyexists"}, {"code": "52"}]})"), "ok");
  EXPECT_EQ(message(R"({"calls": [{"caller": "849ws", "operation": "CancelThing"}]})"), "ok");
  EXPECT_EQ(message(R"({"calls": [{"fields": {"Name": "Acme North"}, "exactly": 1}]})"), "ok");
  EXPECT_EQ(message(R"({"calls": [{"fields": {"Name": null}, "exactly": 1}]})"), "ok");
  EXPECT_EQ(message(R"({"calls": [{"fields": {"Owner/EntityId": 221}, "exactly": 2}]})"), "ok");
  EXPECT_EQ(message(R"({"calls": [{"entity": 849, "exactly": 1}, {"entity": 221, "exactly": 2}]})"), "ok");
  EXPECT_EQ(message(R"({"calls": [{"fault": true, "exactly": 0}, {"fault": false, "exactly": 3}]})"), "ok");
}

TEST_F(Verify, CountsAtLeastAtMostAndExactly) {
  EXPECT_EQ(message(R"({"calls": [{"operation": "CreateThing"}]})"), "ok");
  EXPECT_EQ(message(R"({"calls": [{"operation": "CreateThing", "atLeast": 1, "atMost": 2}]})"), "ok");
  EXPECT_EQ(message(R"({"calls": [{"operation": "CreateThing", "atMost": 1}]})"),
            "the journal does not hold the calls that were expected\n"
            "/calls/0: expected at most 1 of CreateThing, found 2\n"
            "  found #1 ThingService.CreateThing by 888WS: Success\n"
            "  found #2 ThingService.CreateThing by 888WS: AlreadyExists");
  EXPECT_EQ(check(R"({"calls": [{"operation": "CreateThing"}]})").at("calls")[0].at("found"), 2);
}

TEST_F(Verify, TellsWhichCallsCameNearAndHowTheyDiffer) {
  EXPECT_EQ(message(R"({"calls": [{"operation": "CreateThing", "code": 0, "fields": {"Name": "Acme North"}}]})"),
            "the journal does not hold the calls that were expected\n"
            "/calls/0: expected at least 1 of CreateThing code=0 fields={\"Name\":\"Acme North\"}, found 0\n"
            "  near: #2 ThingService.CreateThing by 888WS: AlreadyExists\n"
            "    code: expected 0, was AlreadyExists (52)\n"
            "  near: #1 ThingService.CreateThing by 888WS: Success\n"
            "    fields.Name: expected \"Acme North\", was \"Acme\"\n"
            "  near: #3 ThingService.CancelThing by 849WS: ObjectEntityMismatch\n"
            "    operation: expected \"CreateThing\", was \"CancelThing\"\n"
            "    code: expected 0, was ObjectEntityMismatch (53)\n"
            "    fields.Name: expected \"Acme North\", was not sent");
}

TEST_F(Verify, FollowsAnOrderWhateverComesBetween) {
  EXPECT_EQ(message(R"({"inOrder": [{"operation": "CreateThing"}, {"operation": "CancelThing"}]})"), "ok");
  EXPECT_EQ(message(R"({"inOrder": [{"code": 0}, {"caller": "849WS"}]})"), "ok");
  EXPECT_EQ(
      message(R"({"inOrder": [{"operation": "CancelThing"}, {"operation": "CreateThing"}]})"),
      "the journal does not hold the calls that were expected\n"
      "/inOrder/1: expected CreateThing behind #3 ThingService.CancelThing by 849WS: ObjectEntityMismatch, but it "
      "came earlier\n"
      "  found #1 ThingService.CreateThing by 888WS: Success");
  EXPECT_THAT(message(R"({"inOrder": [{"operation": "CancelThing"}, {"operation": "CancelThing"}]})"),
              HasSubstr("/inOrder/1: expected CancelThing behind #3"));
}

TEST_F(Verify, LooksBehindASequenceNumberOnly) {
  EXPECT_EQ(message(R"({"after": 1, "calls": [{"operation": "CreateThing", "exactly": 1}]})"), "ok");
  EXPECT_EQ(check(R"({"after": 3})").at("checked"), 0);
}

TEST_F(Verify, DoesNotCountWhatWasPushedOut) {
  Journal small({.calls = 2});
  for (int i = 0; i < 4; ++i) small.add(test::call("CreateThing", 0, ""));
  const auto told = [&](const char* document) {
    const json result = verify(small, test::reader(), json::parse(document));
    return result.at("ok") ? "ok" : result.at("error").at("message").get<std::string>();
  };
  EXPECT_THAT(told(R"({"calls": [{"operation": "CreateThing", "exactly": 2}]})"),
              HasSubstr("cannot be told, since the calls up to #2 were pushed out"));
  EXPECT_EQ(told(R"({"calls": [{"operation": "CreateThing", "atLeast": 2}]})"), "ok");
  EXPECT_EQ(told(R"({"after": 2, "calls": [{"operation": "CreateThing", "exactly": 2}]})"), "ok");
}

TEST_F(Verify, NeverKnowsASecret) {
  Call secret = test::call("CreateThing", 0, "");
  secret.request = "<Password>Sandbox888</Password>";
  journal.add(std::move(secret));
  const std::string said = check(R"({"calls": [{"operation": "CreateThing", "fields": {"raw": "x"}}]})").dump();
  EXPECT_THAT(said, Not(HasSubstr("Sandbox888")));
  EXPECT_THAT(said, HasSubstr("********"));
}

TEST_F(Verify, RefusesWhatMeansNothing) {
  const auto refusal = [&](const char* document) {
    try {
      check(document);
    } catch (const ApiError& error) {
      return error.code + " " + error.path + ": " + error.message;
    }
    return std::string("none");
  };
  EXPECT_EQ(refusal(R"({"calls": [{"operation": "CreateThign"}]})"),
            "bad-value /calls/0/operation: there is no operation \"CreateThign\"; did you mean \"CreateThing\"?");
  EXPECT_EQ(refusal(R"({"calls": [{"service": "ThingServices"}]})"),
            "bad-value /calls/0/service: there is no service \"ThingServices\"; did you mean \"ThingService\"?");
  EXPECT_EQ(refusal(R"({"inOrder": [{"code": 0}, {"code": 5}, {"code": "Sucess"}]})"),
            "bad-value /inOrder/2/code: there is no result code \"Sucess\"; did you mean \"Success\"?");
  EXPECT_EQ(refusal(R"({"calls": [{"exactly": 1, "atMost": 2}]})"),
            "bad-value /calls/0/exactly: needs no atLeast or atMost beside it");
  EXPECT_EQ(refusal(R"({"calls": [{"atLeast": 3, "atMost": 2}]})"),
            "bad-value /calls/0/atMost: must not be less than atLeast");
  EXPECT_THAT(refusal(R"({"calls": [{"fields": {"a/b": {}}}]})"),
              HasSubstr("bad-value /calls/0/fields/a~1b: must be a text, a number"));
}

}  // namespace
}  // namespace control
