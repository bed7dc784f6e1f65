#include "conformance/json_lines.hpp"

#include <algorithm>
#include <cctype>

#include "conformance/json.hpp"

namespace conformance {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

double milliseconds(std::chrono::microseconds took) { return static_cast<double>(took.count()) / 1e3; }

class Lines {
 public:
  explicit Lines(const Report& report) : report_(report) {}

  Json scenario(const ScenarioRun& run) const {
    Json out = {{"id", run.scenario->id},
                {"verdict", lower(name_of(run.verdict))},
                {"requirement", run.scenario->requirement},
                {"rules", run.scenario->rules},
                {"tags", run.scenario->tags},
                {"expectations", run.assertions()},
                {"milliseconds", milliseconds(run.took)}};
    if (const std::string headline = text(report_.headline(run)); !headline.empty()) out["reason"] = headline;
    out["steps"] = steps(run.steps);
    for (const std::string& what : run.left) out["left"].push_back(text(what));
    if (!run.clean_up.empty()) out["cleanUp"] = steps(run.clean_up);
    return out;
  }

 private:
  std::string text(const std::string& raw) const { return utf8_or_question_marks(report_.clean(raw)); }

  Json steps(const std::vector<StepRun>& list) const {
    Json out = Json::array();
    for (const StepRun& step : list) out.push_back(one(step));
    return out;
  }

  Json one(const StepRun& step) const {
    Json out = {{"step", text(describe(*step.step))},
                {"status", step.response.status},
                {"attempts", step.attempts},
                {"milliseconds", milliseconds(step.took)}};
    if (step.passed()) return out;
    out["mismatches"] = Json::array();
    for (const Mismatch& mismatch : step.mismatches)
      out["mismatches"].push_back({{"path", text(mismatch.path)},
                                   {"expected", text(mismatch.expected)},
                                   {"actual", text(mismatch.actual)},
                                   {"hint", text(mismatch.hint)}});
    for (const std::string& note : step.notes) out["notes"].push_back(text(note));
    if (!step.broken.empty()) out["broken"] = text(step.broken);
    if (!step.withheld.empty()) out["withheld"] = text(step.withheld);
    if (step.attempts > 0) out["again"] = utf8_or_question_marks(report_.curl(step.request));
    return out;
  }

  const Report& report_;
};

}  // namespace

void write_json_lines(std::ostream& out, const Report& report, const RunFacts& facts,
                      const std::vector<ScenarioRun>& runs) {
  const Lines lines(report);
  for (const ScenarioRun& run : runs) out << lines.scenario(run).dump() << "\n";
  const Summary summary = summary_of(runs);
  out << Json({{"run", facts.run_id},
               {"seed", facts.seed},
               {"began", facts.began},
               {"target", report.address()},
               {"targetFile", facts.target_name},
               {"verdicts",
                {{"pass", summary.passed},
                 {"fail", summary.failed},
                 {"error", summary.errors},
                 {"xfail", summary.known_failures},
                 {"stale", summary.stale},
                 {"flaky", summary.flaky},
                 {"skip", summary.skipped}}},
               {"notCleanedUp", summary.left_behind},
               {"expectations", summary.assertions},
               {"milliseconds", milliseconds(summary.took)}})
             .dump()
      << "\n";
}

}  // namespace conformance
