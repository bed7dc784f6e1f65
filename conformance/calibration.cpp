#include "conformance/calibration.hpp"

#include <algorithm>
#include <iomanip>

#include "conformance/exit_codes.hpp"
#include "conformance/soap_client.hpp"

namespace conformance {
namespace {

// "CancelEntity answered ObjectEntityMismatch (/steps/3)"
std::string evidence_of(const StepRun& step, const contract::Registry& registry) {
  std::string what = "HTTP " + std::to_string(step.response.status);
  std::string subject = step.step->subject;
  if (step.step->kind == StepKind::call) {
    const Target called = find_target(registry, subject);
    const Answer answer = read_answer(*called.service, step.response);
    subject = called.operation->name;
    if (answer.fault)
      what = "a " + answer.fault->code + " fault";
    else if (!answer.code.empty())
      what = answer.code;
  }
  return (subject.empty() ? "the request" : subject) + " answered " + what + " (" + step.step->path + ")";
}

Finding finding_of(const ScenarioRun& run, const contract::Registry& registry, const Report& report) {
  Finding found{.question = contract::find_question(run.scenario->question), .answer = run.answer};
  if (!run.answer.empty()) {
    found.outcome = run.answer == found.question->answers.front().name ? Calibrated::as_assumed : Calibrated::differs;
    found.evidence = report.clean(evidence_of(run.steps.back(), registry));
    return found;
  }
  const StepRun* culprit = run.culprit();
  if (run.verdict == Verdict::fail && culprit && !culprit->step->answers.empty())
    found.evidence = "unexpected: " + report.clean(evidence_of(*culprit, registry)) + ", which fits no answer";
  else if (run.verdict == Verdict::fail && culprit)
    found.evidence = "did not get so far: " + report.clean(evidence_of(*culprit, registry));
  else
    found.evidence = report.headline(run);
  return found;
}

int count(const std::vector<Finding>& findings, Calibrated outcome) {
  return static_cast<int>(std::ranges::count(findings, outcome, &Finding::outcome));
}

}  // namespace

std::string_view name_of(Calibrated outcome) {
  switch (outcome) {
    case Calibrated::as_assumed:
      return "as assumed";
    case Calibrated::differs:
      return "differs";
    case Calibrated::undecided:
      return "undecided";
  }
  return "undecided";
}

std::vector<Finding> findings_of(const std::vector<ScenarioRun>& runs, const contract::Registry& registry,
                                 const Report& report) {
  std::vector<Finding> found;
  found.reserve(runs.size());
  for (const ScenarioRun& run : runs) found.push_back(finding_of(run, registry, report));
  return found;
}

void print(std::ostream& out, const std::vector<Finding>& findings) {
  std::size_t id = 8, assumed = 7, answered = 8;
  for (const Finding& one : findings) {
    id = std::max(id, one.question->id.size());
    assumed = std::max(assumed, one.question->answers.front().name.size());
    answered = std::max(answered, one.answer.size());
  }
  const auto line = [&](std::string_view mark, std::string_view a, std::string_view b, std::string_view c,
                        std::string_view d) {
    out << std::left << mark << " " << std::setw(static_cast<int>(id)) << a << "  "
        << std::setw(static_cast<int>(assumed)) << b << "  " << std::setw(static_cast<int>(answered)) << c << "  " << d
        << "\n";
  };
  line(" ", "question", "assumed", "answered", "evidence");
  for (const Finding& one : findings)
    line(one.outcome == Calibrated::as_assumed ? " "
         : one.outcome == Calibrated::differs  ? "!"
                                               : "?",
         one.question->id, one.question->answers.front().name, one.answer.empty() ? "-" : one.answer, one.evidence);
  out << findings.size() << " questions: " << count(findings, Calibrated::as_assumed) << " as assumed, "
      << count(findings, Calibrated::differs) << " differ, " << count(findings, Calibrated::undecided)
      << " undecided. Names, order and types on the wire (" << contract::wire_questions().size()
      << " questions) are settled by drift; " << contract::fact_questions().size()
      << " can only be looked at (mockserver questions).\n";
}

Json to_json(const std::vector<Finding>& findings, const RunFacts& facts) {
  Json questions = Json::array();
  for (const Finding& one : findings) {
    Json row = {{"question", one.question->id},
                {"asks", one.question->question},
                {"assumed", one.question->answers.front().name},
                {"outcome", name_of(one.outcome)}};
    if (!one.answer.empty()) row["answer"] = one.answer;
    row["evidence"] = one.evidence;
    questions.push_back(std::move(row));
  }
  return {{"target", facts.target_name}, {"measured", facts.began}, {"questions", std::move(questions)}};
}

Json profile_of(const std::vector<Finding>& findings, const RunFacts& facts) {
  Json answers = Json::object();
  for (const Finding& one : findings)
    if (!one.answer.empty())
      answers[std::string(one.question->id)] = {{"answer", one.answer}, {"evidence", one.evidence}};
  return {{"profile", 1}, {"target", facts.target_name}, {"measured", facts.began}, {"answers", std::move(answers)}};
}

int exit_code(const std::vector<Finding>& findings) {
  if (count(findings, Calibrated::differs) > 0) return kDiffers;
  return count(findings, Calibrated::undecided) > 0 ? kUndecided : kOk;
}

}  // namespace conformance
