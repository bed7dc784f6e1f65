// The round trip: a sandbox that answers a question in one way is found, by the probe, to answer it so. It proves of
// every switch that it does something, and of every probe that it can tell.
#include "conformance/calibration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "conformance/endpoints/in_process.hpp"
#include "conformance/exit_codes.hpp"
#include "conformance/library.hpp"
#include "contract/switches.hpp"
#include "control/profile_file.hpp"
#include "services/catalog.hpp"

namespace conformance {
namespace {

using testing::HasSubstr;

// The scenarios and the target file that travel in the binary.
class Calibration : public testing::Test {
 protected:
  Calibration() : target_("targets/mock.json", *Library::embedded().find("targets/mock.json")) {
    std::vector<Complaint> complaints;
    for (Scenario& scenario : Library::embedded().scenarios(complaints))
      if (!scenario.question.empty()) probes_.emplace(scenario.question, std::move(scenario));
    EXPECT_TRUE(complaints.empty());
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    std::string name = std::string(test->test_suite_name()) + "_" + test->name();
    std::ranges::replace(name, '/', '_');
    file_ = testing::TempDir() + name + "_profile.json";
  }
  ~Calibration() override { std::filesystem::remove(file_); }

  // What the probe of a question finds at a sandbox with this profile.
  Finding ask(const contract::Question& question, const Json& profile) {
    std::ofstream(file_) << profile.dump();
    const auto endpoint = in_process_endpoint(file_);
    Runner runner(*endpoint, services::catalog(), target_,
                  {.run_id = "calib" + std::to_string(question.id.size()), .seed = 1, .calibrate = true});
    const Report report(endpoint->address(), target_.secrets());
    return findings_of({runner.run(probes_.at(std::string(question.id)))}, services::catalog(), report).front();
  }

  static Json profile(const contract::Question& question, std::string_view answer) {
    return {{"profile", 1}, {"answers", {{question.id, {{"answer", answer}}}}}};
  }

  TargetFile target_;
  std::map<std::string, Scenario, std::less<>> probes_;
  std::string file_;
};

class RoundTrip : public Calibration, public testing::WithParamInterface<std::size_t> {};

TEST_P(RoundTrip, FindsEachAnswerThatTheSandboxGives) {
  const contract::Question& question = contract::kSwitches[GetParam()];
  ASSERT_TRUE(probes_.contains(question.id));
  for (const contract::Answer& answer : question.choices()) {
    const Finding found = ask(question, profile(question, answer.name));
    EXPECT_EQ(found.answer, answer.name) << question.id << ": " << found.evidence;
    EXPECT_EQ(found.outcome == Calibrated::as_assumed, answer.name == question.answers.front().name);
  }
}

INSTANTIATE_TEST_SUITE_P(Switches, RoundTrip, testing::Range<std::size_t>(0, contract::kSwitches.size()),
                         [](const auto& param) {
                           std::string name(contract::kSwitches[param.param].id);
                           std::erase(name, '-');
                           return name;
                         });

TEST_F(Calibration, WritesAProfileThatTheSandboxTakes) {
  const contract::Question* expired = contract::find_question("Q-cancel-expired");
  const contract::Question* page = contract::find_question("Q-policy-page");
  const std::vector<Finding> findings = {
      {.question = expired, .outcome = Calibrated::differs, .answer = "cancelled", .evidence = "it answered Success"},
      {.question = page, .outcome = Calibrated::undecided, .evidence = "the target lacks a policy"}};
  const Json written = profile_of(findings, {.began = "2026-01-02T03:04:05Z", .target_name = "a server"});
  const control::ProfileFile read = control::read_profile(written.dump());
  EXPECT_EQ(read.target, "a server");
  EXPECT_EQ(read.measured, "2026-01-02T03:04:05Z");
  ASSERT_EQ(read.profile.differences().size(), 1u);
  EXPECT_EQ(read.profile.chosen("Q-cancel-expired")->name, "cancelled");
  EXPECT_EQ(read.profile.chosen("Q-policy-page")->name, "empty");
}

TEST_F(Calibration, TellsAnAnswerThatNobodyThoughtOf) {
  const contract::Question* question = contract::find_question("Q-cancel-expired");
  Scenario& probe = probes_.at("Q-cancel-expired");
  for (StepAnswer& answer : probe.steps.back().answers) answer.expect = {{"code", "CannotSendEmail"}};
  const Finding found = ask(*question, profile(*question, "refused"));
  EXPECT_EQ(found.outcome, Calibrated::undecided);
  EXPECT_EQ(found.evidence, "unexpected: CancelEntity answered ObjectEntityMismatch (/steps/0), which fits no answer");
}

TEST_F(Calibration, TellsWhyAProbeCannotRun) {
  const contract::Question* question = contract::find_question("Q-cancel-expired");
  probes_.at("Q-cancel-expired").needs = {"wings"};
  const Finding found = ask(*question, profile(*question, "refused"));
  EXPECT_EQ(found.outcome, Calibrated::undecided);
  EXPECT_THAT(found.evidence, HasSubstr("lacks wings"));
}

TEST_F(Calibration, CountsADifferenceBeforeWhatIsUndecided) {
  const contract::Question* question = contract::find_question("Q-cancel-expired");
  const Finding same{.question = question, .outcome = Calibrated::as_assumed, .answer = "refused"};
  const Finding other{.question = question, .outcome = Calibrated::differs, .answer = "cancelled"};
  const Finding open{.question = question, .outcome = Calibrated::undecided};
  EXPECT_EQ(exit_code(std::vector{same}), kOk);
  EXPECT_EQ(exit_code(std::vector{same, open}), kUndecided);
  EXPECT_EQ(exit_code(std::vector{open, other}), kDiffers);
}

TEST_F(Calibration, PrintsATableOfQuestionAssumptionAnswerAndEvidence) {
  const contract::Question* question = contract::find_question("Q-cancel-expired");
  std::ostringstream out;
  print(out, {{.question = question,
               .outcome = Calibrated::differs,
               .answer = "cancelled",
               .evidence = "CancelEntity answered Success (/steps/0)"}});
  EXPECT_THAT(out.str(), HasSubstr("! Q-cancel-expired  refused  cancelled  CancelEntity answered Success"));
  EXPECT_THAT(out.str(), HasSubstr("1 questions: 0 as assumed, 1 differ, 0 undecided."));
}

}  // namespace
}  // namespace conformance
