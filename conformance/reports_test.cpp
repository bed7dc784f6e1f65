// The reports of a run: complete, well formed whatever the target answered, and without secrets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <sstream>

#include "conformance/html.hpp"
#include "conformance/json_lines.hpp"
#include "conformance/junit.hpp"
#include "conformance/tap.hpp"
#include "conformance/test_contract.hpp"

namespace conformance {
namespace {

using testing::AllOf;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kSecret = "p<&>w0rd";

// One run of each verdict, with an answer that is no UTF-8 and echoes the password in several shapes.
class Reports : public testing::Test {
 protected:
  std::vector<Scenario> scenarios;
  std::vector<ScenarioRun> runs;
  Report report{"http://fake", {{.value = kSecret, .variable = "PASSWORD_CLERK"}}};
  RunFacts facts{.run_id = "cf1", .seed = 7, .began = "2024-05-06T07:08:09Z", .target_name = "real"};

  void SetUp() override {
    scenarios.reserve(8);
    for (const Verdict verdict : {Verdict::pass, Verdict::fail, Verdict::error, Verdict::xfail, Verdict::stale,
                                  Verdict::flaky, Verdict::skip}) {
      scenarios.push_back(read_scenario("CabinetService/Open/" + std::string(name_of(verdict)) + " # one", "f.json",
                                        R"({"requirement": "A <cabinet> opens & closes.", "rules": ["Open/known"],
          "steps": [{"call": "CabinetService.Open", "as": null, "expect": {"code": "ObjectEntityMismatch"}}]})"));
      runs.push_back(run_of(scenarios.back(), verdict));
    }
  }
  static ScenarioRun run_of(const Scenario& scenario, Verdict verdict) {
    StepRun step{.step = &scenario.steps.front(),
                 .request = {.method = "POST", .target = "/x", .body = "<Password>p&lt;&amp;&gt;w0rd</Password>"},
                 .response = {.status = 200, .body = std::string("\xFF\x01 ]]> ") + kSecret + " cDwmPncwcmQ="},
                 .attempts = 1,
                 .assertions = 2};
    const bool failed = verdict == Verdict::fail || verdict == Verdict::xfail;
    if (failed) step.mismatches.push_back({"code", "ObjectEntityMismatch", std::string("\xFF ") + kSecret, "look\x02"});
    ScenarioRun run{.scenario = &scenario, .verdict = verdict, .took = std::chrono::microseconds(1500)};
    if (verdict != Verdict::pass && verdict != Verdict::fail) run.reason = std::string("because of\n") + kSecret;
    if (verdict != Verdict::skip) run.steps.push_back(step);
    return run;
  }
  std::string junit() const {
    return written([&](auto& out) { write_junit(out, report, runs); });
  }
  std::string tap() const {
    return written([&](auto& out) { write_tap(out, report, runs); });
  }
  std::string json_lines() const {
    return written([&](auto& out) { write_json_lines(out, report, facts, runs); });
  }
  std::string html() const {
    return written([&](auto& out) { write_html(out, report, facts, coverage(test::kRegistry, scenarios), runs); });
  }
  template <class Write>
  static std::string written(Write write) {
    std::ostringstream out;
    write(out);
    return out.str();
  }
};

TEST_F(Reports, HoldNoSecretInAnyShape) {
  for (const std::string& text : {junit(), tap(), json_lines(), html()})
    EXPECT_THAT(text, AllOf(Not(HasSubstr("w0rd")), Not(HasSubstr("cDwmPncwcmQ")), HasSubstr("***")));
}

TEST_F(Reports, AreUtf8WhateverWasAnswered) {
  for (const std::string& text : {junit(), tap(), json_lines(), html()}) {
    EXPECT_EQ(utf8_or_question_marks(text), text);
    EXPECT_THAT(text, AllOf(Not(HasSubstr("\x01")), Not(HasSubstr("\x02"))));
  }
}

TEST_F(Reports, JunitTellsEachVerdictInItsOwnWay) {
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(junit().c_str()));
  const auto suite = document.select_node("/testsuites/testsuite").node();
  EXPECT_STREQ(suite.attribute("tests").value(), "7");
  EXPECT_STREQ(suite.attribute("failures").value(), "2");
  EXPECT_STREQ(suite.attribute("errors").value(), "1");
  EXPECT_STREQ(suite.attribute("skipped").value(), "2");
  EXPECT_EQ(suite.select_nodes("testcase").size(), 7u);
  EXPECT_EQ(suite.select_nodes("testcase/failure").size(), 2u);
  EXPECT_EQ(suite.select_nodes("testcase/error").size(), 1u);
  EXPECT_EQ(suite.select_nodes("testcase/skipped").size(), 2u);
  EXPECT_EQ(suite.select_nodes("testcase/properties/property[@name='rule' and @value='Open/known']").size(), 7u);
}

TEST_F(Reports, TapHasOneLineAScenarioWithDirectives) {
  EXPECT_THAT(tap(), AllOf(HasSubstr("TAP version 13\n1..7\nok 1 - CabinetService/Open/pass \\# one\nnot ok 2 - "),
                           HasSubstr("not ok 4 - CabinetService/Open/xfail \\# one # TODO because of ***\n"),
                           HasSubstr("ok 7 - CabinetService/Open/skip \\# one # SKIP because of ***\n")));
}

TEST_F(Reports, JsonLinesAreObjectsAndEndWithTheRun) {
  std::istringstream lines(json_lines());
  std::vector<Json> read;
  for (std::string line; std::getline(lines, line);) read.push_back(Json::parse(line));
  ASSERT_EQ(read.size(), 8u);
  EXPECT_EQ(read[1].at("verdict"), "fail");
  EXPECT_EQ(read[1].at("steps")[0].at("mismatches")[0].at("actual"), "? ***");
  EXPECT_EQ(read[7].at("verdicts").at("stale"), 1);
  EXPECT_EQ(read[7].at("expectations"), 12);
}

TEST_F(Reports, ThePageShowsTheMatrixAndEveryScenario) {
  EXPECT_THAT(html(), AllOf(HasSubstr("<td class=\"fail\""), HasSubstr("Open/known"), HasSubstr("<td class=\"none\""),
                            HasSubstr("A &lt;cabinet&gt; opens &amp; closes."), HasSubstr("data-verdict=\"stale\""),
                            Not(HasSubstr("<script src")), Not(HasSubstr("http-equiv"))));
}

TEST_F(Reports, AnEmptyRunIsStillAReport) {
  runs.clear();
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(junit().c_str()));
  EXPECT_EQ(tap(), "TAP version 13\n1..0\n");
  EXPECT_THAT(html(), HasSubstr("<b>0</b> scenarios"));
}

}  // namespace
}  // namespace conformance
