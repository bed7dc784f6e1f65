// The parts of the language beyond one step after another: undoing, waiting, known failures, generated times, bytes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <mutex>
#include <set>

#include "conformance/crew.hpp"
#include "conformance/test_contract.hpp"
#include "conformance/test_endpoint.hpp"

namespace conformance {
namespace {

using test::FakeEndpoint;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kReal = R"({"name": "real", "roles": {}, "world": {}})";

class Language : public testing::Test {
 protected:
  FakeEndpoint endpoint;
  TargetFile target{"real.json", kReal};
  RunSettings settings{.run_id = "r", .today = "2024-05-06"};
  std::vector<std::int64_t> waited;
  std::optional<Scenario> scenario;

  ScenarioRun run(const std::string& members) {
    scenario = read_scenario("flows/x", "f.json", R"({"requirement": "Something holds.", )" + members + "}");
    settings.wait = [this](std::int64_t seconds) { waited.push_back(seconds); };
    return Runner(endpoint, test::kRegistry, target, settings).run(*scenario);
  }
  // Answers 404 to the first `times` requests of the path.
  void fail_first(const std::string& path, int times) {
    endpoint.answer = [path, times](const HttpRequest& request) mutable {
      return HttpResponse{.status = request.target == path && times-- > 0 ? 404 : 200};
    };
  }
};

TEST_F(Language, UndoingRunsLastStepFirstAfterTheScenario) {
  const auto result = run(R"("steps": [
    {"get": "/a", "expect": {"status": 200}, "undo": {"get": "/undo-a"}},
    {"get": "/b", "expect": {"status": 200}, "undo": [{"get": "/undo-b1"}, {"get": "/undo-b2"}]},
    {"get": "/c", "expect": {"status": 200}}], "cleanup": [{"get": "/cleanup"}])");
  EXPECT_EQ(result.verdict, Verdict::pass) << result.reason;
  EXPECT_THAT(endpoint.seen,
              ElementsAre("GET /a", "GET /b", "GET /c", "GET /cleanup", "GET /undo-b2", "GET /undo-b1", "GET /undo-a"));
}

TEST_F(Language, WhatFailedIsUndoneIfItsResultIsKnown) {
  endpoint.answer = [](const HttpRequest& request) {
    return HttpResponse{.status = 500, .body = request.target == "/made" ? "id=7" : ""};
  };
  run(R"("steps": [{"get": "/made", "expect": {"status": 200}, "keep": {"id": {"regex": "id=([0-9]+) ?"}}, "undo": {"get": "/undo/${id}"}}])");
  EXPECT_THAT(endpoint.seen, ElementsAre("GET /made", "GET /undo/7"));
  endpoint.seen.clear();
  const auto nothing_made = run(
      R"("steps": [{"get": "/refused", "expect": {"status": 200}, "keep": {"id": {"regex": "id=([0-9]+) ?"}}, "undo": {"get": "/undo/${id}"}}])");
  EXPECT_THAT(endpoint.seen, ElementsAre("GET /refused"));
  EXPECT_FALSE(nothing_made.left_behind);
}

TEST_F(Language, EventuallyWaitsUntilTheExpectationHolds) {
  fail_first("/slow", 2);
  const auto result =
      run(R"("steps": [{"get": "/slow", "expect": {"status": 200}, "eventually": {"within": "1m", "every": "20s"}}])");
  EXPECT_EQ(result.verdict, Verdict::pass);
  EXPECT_EQ(result.steps.front().attempts, 3);
  EXPECT_THAT(waited, ElementsAre(20, 20));
}

TEST_F(Language, EventuallyEndsAndShowsTheLastAnswer) {
  fail_first("/slow", 99);
  const auto result =
      run(R"("steps": [{"get": "/slow", "expect": {"status": 200}, "eventually": {"within": "1m", "every": "20s"}}])");
  EXPECT_EQ(result.verdict, Verdict::fail);
  EXPECT_EQ(result.steps.front().attempts, 4);
  EXPECT_EQ(result.culprit()->mismatches.front().actual, "404");
}

TEST_F(Language, OnAMockEventuallyAdvancesTheClockInstead) {
  target = TargetFile("mock.json", R"({"name": "mock", "kind": "mock", "capabilities": ["clock"], "roles": {}})");
  fail_first("/slow", 1);
  const auto result =
      run(R"("steps": [{"get": "/slow", "expect": {"status": 200}, "eventually": {"within": "2d", "every": "1d"}}])");
  EXPECT_EQ(result.verdict, Verdict::pass);
  EXPECT_THAT(endpoint.seen, ElementsAre("GET /slow", "POST /_sandbox/clock/advance", "GET /slow"));
  EXPECT_EQ(endpoint.requests[1].body, R"({"by": "86400s"})");
  EXPECT_THAT(waited, ElementsAre());
}

TEST_F(Language, TimesAreThoseOfTheTargetsClock) {
  endpoint.answer = [](const HttpRequest&) {
    return HttpResponse{.status = 200, .headers = {{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"}}};
  };
  run(R"("steps": [{"get": "/", "expect": {"status": 200}}, {"get": "/${today:+1d}", "expect": {"status": 200}}])");
  EXPECT_EQ(endpoint.seen.back(), "GET /1994-11-07");
}

constexpr const char* kKnown =
    R"("targets": {"real": {"knownFailing": "the server is slow", "link": "https://x/1", "owner": "ann", "until": "2024-05-06"}},
       "steps": [{"get": "/", "expect": {"status": 200}}])";

TEST_F(Language, AKnownFailureRunsAndIsAcceptedUntilItsLastDay) {
  fail_first("/", 99);
  const auto accepted = run(kKnown);
  EXPECT_EQ(accepted.verdict, Verdict::xfail);
  EXPECT_EQ(accepted.reason, "the server is slow (https://x/1, ann), accepted until 2024-05-06");
  settings.today = "2024-05-07";
  const auto too_late = run(kKnown);
  EXPECT_EQ(too_late.verdict, Verdict::fail);
  EXPECT_THAT(too_late.reason, HasSubstr("was accepted until 2024-05-06"));
}

TEST_F(Language, AKnownFailureThatPassesIsStale) {
  const auto result = run(kKnown);
  EXPECT_EQ(result.verdict, Verdict::stale);
  EXPECT_THAT(result.reason, HasSubstr("known to fail: the server is slow"));
}

TEST_F(Language, AnotherKindOfTargetKnowsNothingOfIt) {
  target = TargetFile("mock.json", R"({"name": "mock", "kind": "mock", "roles": {}})");
  EXPECT_EQ(run(kKnown).verdict, Verdict::pass);
}

TEST_F(Language, AScenarioMayBeLeftOutWithAReason) {
  const auto result = run(
      R"("targets": {"real": {"skip": "it would lock a real user"}}, "steps": [{"get": "/", "expect": {"status": 200}}])");
  EXPECT_EQ(result.verdict, Verdict::skip);
  EXPECT_EQ(result.reason, "it would lock a real user");
  EXPECT_THAT(endpoint.seen, ElementsAre());
}

TEST_F(Language, WhatTheTargetDoesNotNameIsSkippedAndTold) {
  EXPECT_EQ(run(R"("steps": [{"get": "/${world.company}", "expect": {"status": 200}}])").reason,
            "the target 'real' does not name world.company");
  EXPECT_EQ(run(R"("steps": [{"call": "CabinetService.Open", "as": "clerk", "expect": {"code": "Success"}}])").reason,
            "the target 'real' does not name role.clerk");
}

TEST_F(Language, ControlStepsNeedTheCapabilityOfTheirPath) {
  EXPECT_EQ(run(R"("steps": [{"control": "POST clock/advance", "expect": {"status": 200}}])").reason,
            "the target 'real' lacks clock");
  EXPECT_EQ(run(R"("steps": [{"control": "GET outbox?to=x", "expect": {"status": 200}}])").reason,
            "the target 'real' lacks outbox");
  EXPECT_EQ(run(R"("steps": [{"control": "GET world", "expect": {"status": 200}}])").reason,
            "the target 'real' lacks control");
}

TEST_F(Language, AFlakyScenarioFailedAndThenPassed) {
  settings.retries = 2;
  fail_first("/", 2);
  const auto result = run(R"("steps": [{"get": "/", "expect": {"status": 200}}])");
  EXPECT_EQ(result.verdict, Verdict::flaky);
  EXPECT_EQ(result.reason, "failed 2 times, then passed");
  fail_first("/", 3);
  EXPECT_EQ(run(R"("steps": [{"get": "/", "expect": {"status": 200}}])").verdict, Verdict::fail);
}

TEST_F(Language, BytesAreWrittenAsHexadecimal) {
  run(R"("steps": [{"raw": {"path": "/", "body": ["<a>", {"hex": "EF bb 00"}, "</a>"]}, "expect": {"status": 200}}])");
  EXPECT_EQ(endpoint.requests[0].body, std::string("<a>\xEF\xBB\0</a>", 10));
}

TEST_F(Language, HeadersOfACallReplaceItsOwn) {
  target = TargetFile("real.json", R"({"name": "real", "roles": {"clerk": {"user": "u", "password": "p"}}})");
  run(R"("steps": [{"call": "CabinetService.Open", "as": "clerk", "headers": {"soapaction": null, "Content-Type": "text/plain", "X": "y"},
      "expect": {"http": 415}}])");
  EXPECT_THAT(endpoint.requests[0].headers, ElementsAre(std::pair("Content-Type", "text/plain"), std::pair("X", "y")));
}

TEST_F(Language, HeadersCanBeKept) {
  endpoint.answer = [](const HttpRequest&) { return HttpResponse{.status = 302, .headers = {{"Location", "/next"}}}; };
  run(R"("steps": [{"get": "/", "expect": {"status": 302}, "keep": {"next": {"header": "location"}}},
                   {"get": "${next}", "expect": {"status": 302}}])");
  EXPECT_EQ(endpoint.seen.back(), "GET /next");
}

TEST_F(Language, TheJournalOfAMockExplainsARefusal) {
  target = TargetFile("mock.json", R"({"name": "mock", "kind": "mock", "capabilities": ["journal"], "roles": {}})");
  endpoint.answer = [](const HttpRequest& request) {
    if (request.method == "GET")
      return HttpResponse{
          .status = 200,
          .body =
              R"({"calls": [{"rule": "Open/known", "notes": [{"path": "Open/Idd", "message": "was ignored", "nearest": "Id"}]}]})"};
    return HttpResponse{.status = 200, .body = "no SOAP"};
  };
  const auto result = run(R"("steps": [{"call": "CabinetService.Open", "as": null, "expect": {"code": "Success"}}])");
  EXPECT_THAT(result.culprit()->notes,
              ElementsAre("refused by the rule Open/known", "Open/Idd: was ignored; did you mean 'Id'?"));
}

// ---- several workers

struct Many {
  std::vector<Scenario> scenarios;
  std::vector<const Scenario*> selected;
  explicit Many(int count) {
    for (int i = 0; i < count; ++i)
      scenarios.push_back(read_scenario("host/" + std::to_string(i), "f.json",
                                        R"({"requirement": "Something holds.", "steps": [{"get": "/)" +
                                            std::to_string(i) + R"(", "expect": {"status": 200}}]})"));
    for (const Scenario& scenario : scenarios) selected.push_back(&scenario);
  }
};

TEST(Crew, EveryWorkerHasAnEndpointOfItsOwnAndTheOrderIsKept) {
  const Many many(40);
  const TargetFile target("real.json", kReal);
  std::mutex mutex;
  std::size_t endpoints = 0;
  std::set<std::string> told;
  const auto runs = run_all(many.selected, test::kRegistry, target, {.run_id = "r"},
                            [&] {
                              const std::scoped_lock lock(mutex);
                              ++endpoints;
                              return std::make_unique<FakeEndpoint>();
                            },
                            {.jobs = 4, .on_end = [&](const ScenarioRun& run) { told.insert(run.scenario->id); }});
  EXPECT_EQ(endpoints, 4u);
  EXPECT_EQ(told.size(), 40u);
  ASSERT_EQ(runs.size(), 40u);
  for (std::size_t at = 0; at < runs.size(); ++at) EXPECT_EQ(runs[at].scenario, many.selected[at]);
}

TEST(Crew, StopsAfterAFailureIfToldTo) {
  const Many many(5);
  const TargetFile target("real.json", kReal);
  const auto failing = [] {
    auto endpoint = std::make_unique<FakeEndpoint>();
    endpoint->answer = [](const HttpRequest& request) {
      return HttpResponse{.status = request.target == "/1" ? 500 : 200};
    };
    return endpoint;
  };
  EXPECT_EQ(run_all(many.selected, test::kRegistry, target, {}, failing, {.stop_on_failure = true}).size(), 2u);
  EXPECT_EQ(run_all(many.selected, test::kRegistry, target, {}, failing, {}).size(), 5u);
}

TEST(Crew, EndsWhenTheTargetIsGone) {
  const Many many(5);
  const TargetFile target("real.json", kReal);
  const auto gone = [] {
    auto endpoint = std::make_unique<FakeEndpoint>();
    endpoint->answer = [](const HttpRequest&) -> HttpResponse { throw Unreachable("down"); };
    return endpoint;
  };
  const auto runs = run_all(many.selected, test::kRegistry, target, {}, gone, {});
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_TRUE(runs.front().unreachable);
}

TEST(Crew, AnEndpointThatCannotBeMadeIsTold) {
  const Many many(5);
  const TargetFile target("real.json", kReal);
  EXPECT_THROW(run_all(many.selected, test::kRegistry, target, {},
                       []() -> std::unique_ptr<Endpoint> { throw std::runtime_error("no world"); }, {.jobs = 3}),
               std::runtime_error);
}

}  // namespace
}  // namespace conformance
