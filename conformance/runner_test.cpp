// Whole scenarios against a small server in the test: verdicts, clean-up, coverage, and what a report shows.
#include "conformance/runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <sstream>

#include "conformance/coverage.hpp"
#include "conformance/junit.hpp"
#include "conformance/report.hpp"
#include "conformance/secrets.hpp"
#include "conformance/test_contract.hpp"
#include "conformance/test_endpoint.hpp"

namespace conformance {
namespace {

using test::FakeEndpoint;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

HttpResponse opened(const std::string& code, int number, const std::string& message = "") {
  const std::string words = message.empty() ? "" : "<Message>" + message + "</Message>";
  return {
      .status = 200,
      .headers = {{"Content-Type", "text/xml; charset=utf-8"}},
      .body =
          R"(<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">)"
          R"(<soap:Body><OpenResponse xmlns="sosonlinebackup.com"><OpenResult><Result><Result>)" +
          std::to_string(number) + "</Result><Code>" + code + "</Code>" + words +
          R"(</Result><UsedKB>7</UsedKB><IsOpen>true</IsOpen><Since>2024-01-01T00:00:00</Since><Height xsi:nil="true" />)"
          R"(<Colour>Red</Colour></OpenResult></OpenResponse></soap:Body></soap:Envelope>)"};
}

class Running : public testing::Test {
 protected:
  FakeEndpoint endpoint;
  TargetFile target{"mock.json", R"({"name": "mock", "capabilities": ["clock"],
    "roles": {"distributor": {"user": "888WS", "password": "Sandbox888", "entity": 888}}, "world": {"company": 311}})"};
  std::vector<Scenario> scenarios;

  ScenarioRun run(const std::string& text) {
    scenarios.push_back(read_scenario("CabinetService/Open/opens", "f.json", text));
    scenarios.reserve(8);  // a run points into it
    return Runner(endpoint, test::kRegistry, target, {.run_id = "r"}).run(scenarios.back());
  }
  static std::string open_step(const std::string& members) {
    return R"({"requirement": "A cabinet opens.", "steps": [{"call": "CabinetService.Open", "as": "distributor", )" +
           members + "}]}";
  }
};

TEST_F(Running, PassesWhenEveryExpectationHolds) {
  endpoint.answer = [](const HttpRequest&) { return opened("Success", 0); };
  const auto result = run(
      open_step(R"("expect": {"code": "Success", "fields": {"UsedKB": 7, "Height": null, "Note": {"absent": true}}})"));
  EXPECT_EQ(result.verdict, Verdict::pass) << result.reason;
}

TEST_F(Running, FailsOnAnotherCodeAndShowsTheMessage) {
  endpoint.answer = [](const HttpRequest&) {
    return opened("InvalidInputParameters", 2, "Err-1; Id: must be &gt;= 1");
  };
  const auto result = run(open_step(R"("expect": {"code": "Success"})"));
  ASSERT_EQ(result.verdict, Verdict::fail);
  const Mismatch& mismatch = result.culprit()->mismatches.front();
  EXPECT_EQ(mismatch.path, "code");
  EXPECT_EQ(mismatch.actual, "InvalidInputParameters");
  EXPECT_EQ(mismatch.hint, "Message: Err-1; Id: must be >= 1");
}

TEST_F(Running, FailsOnAnAnswerThatIsNotTheContracts) {
  endpoint.answer = [](const HttpRequest&) {
    HttpResponse response = opened("Success", 0);
    response.body.replace(response.body.find("<UsedKB>7"), 9, "<UsedKB>x");
    return response;
  };
  const auto result = run(open_step(R"("expect": {"code": "Success"})"));
  ASSERT_EQ(result.verdict, Verdict::fail);
  EXPECT_EQ(result.culprit()->mismatches.front().actual, "UsedKB is 'x', which is no long");
}

TEST_F(Running, AFaultIsNoAnswerUnlessExpected) {
  endpoint.answer = [](const HttpRequest&) {
    return HttpResponse{
        .status = 500,
        .headers = {{"Content-Type", "text/xml; charset=utf-8"}},
        .body = R"(<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>)"
                R"(<faultcode>s:Client</faultcode><faultstring>Bad.</faultstring></s:Fault></s:Body></s:Envelope>)"};
  };
  EXPECT_EQ(run(open_step(R"("expect": {"fault": {"code": "Client", "text": {"regex": "^Bad"}}})")).verdict,
            Verdict::pass);
  EXPECT_EQ(run(open_step(R"("expect": {"fault": {"code": "Server"}})")).verdict, Verdict::fail);
  EXPECT_EQ(run(open_step(R"("expect": {"code": "Success"})")).verdict, Verdict::fail);
}

TEST_F(Running, KeepsValuesForLaterSteps) {
  target = TargetFile("mock.json", R"({"name": "mock", "capabilities": ["outbox"], "roles": {}})");
  endpoint.answer = [](const HttpRequest& request) {
    if (request.target == "/_sandbox/outbox")
      return HttpResponse{.status = 200, .body = R"({"mails": [{"link": "https://h/Reset?token=abc&x=1"}]})"};
    if (request.method == "GET") return HttpResponse{.status = 200, .body = "<input name=\"key\" value=\"k7\">"};
    return HttpResponse{.status = request.body == "key=k7&new=a%26b" ? 302 : 400};
  };
  const auto result = run(R"({"requirement": "A link resets the password.", "steps": [
    {"control": "GET outbox", "expect": {"status": 200, "json": {"/mails/0/link": {"any": true}, "/mails/1": {"absent": true}}}, "keep": {"link": "/mails/0/link"}},
    {"get": "${link}", "expect": {"contains": ["key", "k7"], "lacks": "error"}, "keep": {"key": {"regex": "value=\"([^\"]+)\""}}},
    {"post": "/Reset", "form": {"key": "${key}", "new": "a&b"}, "expect": {"status": 302}}]})");
  EXPECT_EQ(result.verdict, Verdict::pass) << result.reason;
  EXPECT_THAT(endpoint.seen, ElementsAre("GET /_sandbox/outbox", "GET /Reset?token=abc&x=1", "POST /Reset"));
}

TEST_F(Running, CleansUpInReverseOrderEvenAfterAFailure) {
  endpoint.answer = [](const HttpRequest& request) {
    return HttpResponse{.status = request.target == "/fails" ? 500 : 200};
  };
  const auto result = run(
      R"({"requirement": "Everything is undone.", "steps": [{"get": "/fails", "expect": {"status": 200}}, {"get": "/never", "expect": {"status": 200}}],
    "cleanup": [{"get": "/first"}, {"get": "/second"}]})");
  EXPECT_EQ(result.verdict, Verdict::fail);
  EXPECT_THAT(endpoint.seen, ElementsAre("GET /fails", "GET /second", "GET /first"));
}

TEST_F(Running, AFailedCleanUpIsAnErrorOfItsOwn) {
  endpoint.answer = [](const HttpRequest& request) {
    return HttpResponse{.status = request.target == "/undo" ? 500 : 200};
  };
  const auto result =
      run(R"({"requirement": "Everything is undone.", "steps": [{"get": "/", "expect": {"status": 200}}],
    "cleanup": [{"get": "/undo", "expect": {"status": 200}}]})");
  EXPECT_EQ(result.verdict, Verdict::error);
  EXPECT_TRUE(result.left_behind);
  EXPECT_EQ(result.reason, "the cleanup failed");
}

TEST_F(Running, SkipsWhatTheTargetCannotDo) {
  const auto result = run(
      R"({"requirement": "Needs a mail box.", "needs": ["clock", "outbox"], "steps": [{"get": "/", "expect": {"status": 200}}]})");
  EXPECT_EQ(result.verdict, Verdict::skip);
  EXPECT_EQ(result.reason, "the target 'mock' lacks outbox");
  EXPECT_THAT(endpoint.seen, IsEmpty());
}

TEST_F(Running, StartsEveryScenarioFromAFreshState) {
  target = TargetFile("mock.json", R"({"name": "mock", "capabilities": ["reset"], "roles": {}})");
  const std::string text =
      R"({"requirement": "Starts from nothing.", "steps": [{"get": "/", "expect": {"status": 200}}]})";
  EXPECT_EQ(run(text).verdict, Verdict::pass);
  EXPECT_THAT(endpoint.seen, ElementsAre("POST /_sandbox/reset", "GET /"));
  endpoint.answer = [](const HttpRequest&) { return HttpResponse{.status = 404}; };
  EXPECT_EQ(run(text).verdict, Verdict::error);
}

TEST_F(Running, WhatCannotBeCarriedOutIsAnErrorAndNoFailure) {
  EXPECT_EQ(
      run(R"({"requirement": "Uses nothing known.", "steps": [{"get": "/${nothing}", "expect": {"status": 200}}]})")
          .verdict,
      Verdict::error);
  endpoint.answer = [](const HttpRequest&) -> HttpResponse { throw Unreachable("down"); };
  const auto result = run(R"({"requirement": "Nobody is there.", "steps": [{"get": "/", "expect": {"status": 200}}]})");
  EXPECT_EQ(result.verdict, Verdict::error);
  EXPECT_TRUE(result.unreachable);
}

TEST_F(Running, RawBytesGoOutAsWritten) {
  endpoint.answer = [](const HttpRequest&) { return opened("Success", 0); };
  const auto result = run(
      R"({"requirement": "Bytes are sent as they are.", "steps": [{"raw": {"path": "/X/CabinetService.asmx", "headers": {"A": "b"}, "body": ["<x>", "${role.distributor.user}</x>"]},
    "expect": {"status": 200, "headers": {"content-type": {"regex": "^text/xml"}}, "code": "Success", "fields": {"UsedKB": 7}}}]})");
  EXPECT_EQ(result.verdict, Verdict::pass) << result.reason;
  EXPECT_EQ(endpoint.requests[0].method, "POST");
  EXPECT_EQ(endpoint.requests[0].body, "<x>888WS</x>");
}

TEST_F(Running, AReportTellsAllButSecrets) {
  endpoint.answer = [](const HttpRequest&) { return opened("InvalidInputParameters", 2); };
  const auto result = run(open_step(R"("in": {"Password": "Geheim99"}, "expect": {"code": "Success"})"));
  std::ostringstream out;
  const Report report("http://fake", target.secrets());
  report.explain(out, result);
  EXPECT_THAT(out.str(),
              AllOf(HasSubstr("FAIL  CabinetService/Open/opens"), HasSubstr("requirement: A cabinet opens."),
                    HasSubstr("step: call CabinetService.Open (/steps/0)"), HasSubstr("expected: Success"),
                    HasSubstr("curl -si -X POST 'http://fake/WebApi/AccountManagementService/CabinetService.asmx'"),
                    HasSubstr("<Password>***</Password>")));
  EXPECT_THAT(out.str(), AllOf(Not(HasSubstr("Sandbox888")), Not(HasSubstr("Geheim99"))));
  std::ostringstream junit;
  write_junit(junit, report, {result});
  EXPECT_THAT(junit.str(),
              AllOf(HasSubstr("failures=\"1\""), HasSubstr("classname=\"CabinetService/Open\" name=\"opens\""),
                    Not(HasSubstr("Sandbox888")), Not(HasSubstr("Geheim99"))));
}

TEST_F(Running, ACurlLineTakesARolesPasswordFromTheEnvironment) {
  endpoint.answer = [](const HttpRequest&) { return opened("InvalidInputParameters", 2); };
  const auto result = run(open_step(R"("in": {"Owner": "O'Neil"}, "expect": {"code": "Success"})"));
  const std::string line = Report("http://fake", target.secrets()).curl(result.culprit()->request);
  EXPECT_THAT(line, AllOf(HasSubstr("<Password>'\"$PASSWORD_DISTRIBUTOR\"'</Password>"), HasSubstr("O'\\''Neil"),
                          Not(HasSubstr("Sandbox888"))));
}

TEST(Secrets, AreFoundInEveryShapeTheyMayTake) {
  const std::vector<std::string> secrets{"p<&>\"w0rd"};
  for (const char* shape : {"p<&>\"w0rd", "p&lt;&amp;&gt;&quot;w0rd", "p%3C%26%3E%22w0rd", "p<&>\\\"w0rd"})
    EXPECT_EQ(masked("a " + std::string(shape) + " b", secrets), "a *** b") << shape;
  for (const char* base64 : {"cDwmPiJ3MHJk", "dTpwPCY+IncwcmQ=", "dXM6cDwmPiJ3MHJkIQ==", "dXNlOnA8Jj4idzByZA=="})
    EXPECT_THAT(masked("Basic " + std::string(base64), secrets), HasSubstr("***")) << base64;
}

TEST(Secrets, TheLongerOfTwoThatBeginAlikeIsMaskedWhole) {
  EXPECT_EQ(masked("Sandbox22 Sandbox2210", {"Sandbox22", "Sandbox2210"}), "*** ***");
}

TEST(Secrets, ShortOnesWouldBlackenOrdinaryText) { EXPECT_EQ(masked("abc", {"abc", ""}), "abc"); }

TEST(Utf8, OtherBytesBecomeQuestionMarks) {
  EXPECT_EQ(utf8_or_question_marks("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  EXPECT_EQ(utf8_or_question_marks("a\xFF\xC3(\xED\xA0\x80\xE2\x82"),
            "a?"
            "?(?????");
}

TEST(Secrets, AreMaskedInXmlFormsAndJson) {
  EXPECT_EQ(masked("<a:NewPassword x=\"1\">p<b/></a:NewPassword>", {}),
            "<a:NewPassword x=\"1\">***<b/></a:NewPassword>");
  EXPECT_EQ(masked("user=x&password=p&token=t", {}), "user=x&password=***&token=***");
  EXPECT_EQ(masked(R"({"password": "p\"q", "n": 1})", {}), R"({"password": "***", "n": 1})");
  EXPECT_EQ(masked("<Password>abc", {}), "<Password>***");
  EXPECT_EQ(masked("<Password /><A>b</A>", {}), "<Password /><A>b</A>");
  EXPECT_EQ(masked("the token is long; Sandbox888!", {"Sandbox888"}), "the token is long; ***!");
}

TEST(Coverage, CountsCodesAndRules) {
  const auto scenario = [](std::string id, const std::string& rules, const std::string& code) {
    return read_scenario(std::move(id), "f.json",
                         R"({"requirement": "A cabinet opens.", "rules": [)" + rules +
                             R"(], "steps": [{"call": "CabinetService.Open", "as": null, "expect": {"code": ")" + code +
                             "\"}}]}");
  };
  std::vector<Scenario> scenarios;
  scenarios.push_back(scenario("a", "", "Success"));
  scenarios.push_back(scenario("b", "\"Open/known\"", "ObjectEntityMismatch"));
  scenarios.push_back(scenario("c", "\"Open.Id\"", "Success"));  // cites the rule, but is not refused by it
  const Coverage found = coverage(test::kRegistry, scenarios);

  std::vector<std::string> proven;
  std::vector<std::string> missing;
  for (const CodePair& pair : found.codes)
    (pair.proven_by.empty() ? missing : proven)
        .push_back(std::string(pair.operation->name) + " " + std::string(info(pair.code).name));
  EXPECT_THAT(proven, ElementsAre("Open Success", "Open ObjectEntityMismatch"));
  EXPECT_THAT(missing, ElementsAre("Open InvalidInputParameters", "Open InvalidSoapCredentials", "Count Success",
                                   "Count InvalidSoapCredentials"));
  EXPECT_EQ(found.codes[0].proven_by, (std::vector<std::string>{"a", "c"}));
  ASSERT_EQ(found.rules.size(), 6u);  // Open.Id, Open.Shelves.Number, Open/known, and the three of every call
  EXPECT_EQ(found.proven_rules(), 1u);
  EXPECT_FALSE(found.complete());
}

}  // namespace
}  // namespace conformance
