#include "conformance/tap.hpp"

#include <algorithm>

#include "conformance/json.hpp"

namespace conformance {
namespace {

std::string one_line(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return utf8_or_question_marks(text);
}

// In a description '#' would begin a directive.
std::string escaped(std::string text) {
  for (auto at = text.find('#'); at != std::string::npos; at = text.find('#', at + 2)) text.insert(at, "\\");
  return text;
}

// JSON strings are YAML strings.
std::string quoted(const std::string& text) { return Json(utf8_or_question_marks(text)).dump(); }

}  // namespace

void write_tap(std::ostream& out, const Report& report, const std::vector<ScenarioRun>& runs) {
  out << "TAP version 13\n1.." << runs.size() << "\n";
  std::size_t number = 0;
  for (const ScenarioRun& run : runs) {
    const Verdict verdict = run.verdict;
    const bool ok = verdict == Verdict::pass || verdict == Verdict::skip || verdict == Verdict::flaky;
    out << (ok ? "ok " : "not ok ") << ++number << " - " << escaped(run.scenario->id);
    const std::string headline = one_line(report.headline(run));
    if (verdict == Verdict::skip) out << " # SKIP " << headline;
    if (verdict == Verdict::xfail) out << " # TODO " << headline;
    out << "\n";
    if (verdict == Verdict::pass || verdict == Verdict::skip || verdict == Verdict::xfail) continue;
    out << "  ---\n  verdict: " << name_of(verdict) << "\n  requirement: " << quoted(run.scenario->requirement)
        << "\n  message: " << quoted(report.headline(run)) << "\n";
    if (const StepRun* step = run.culprit()) {
      out << "  step: " << quoted(report.clean(describe(*step->step))) << "\n";
      if (!step->request.target.empty()) out << "  again: " << quoted(report.curl(step->request)) << "\n";
    }
    out << "  ...\n";
  }
}

}  // namespace conformance
