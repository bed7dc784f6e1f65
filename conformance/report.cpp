#include "conformance/report.hpp"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "conformance/secrets.hpp"

namespace conformance {
namespace {

constexpr std::size_t kLongestBody = 6000;

std::string shortened(std::string text) {
  if (text.size() <= kLongestBody) return text;
  return text.substr(0, kLongestBody) + "... (" + std::to_string(text.size()) + " bytes)";
}

std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else
      out += c;
  }
  return out + "'";
}

std::string describe(const Step& step) {
  return std::string(name_of(step.kind)) + (step.subject.empty() ? "" : " " + step.subject) + " (" + step.path + ")";
}

// XML 1.0 cannot hold control characters at all.
std::string printable(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r'; }, '?');
  return text;
}

}  // namespace

Summary summary_of(const std::vector<ScenarioRun>& runs) {
  Summary summary;
  for (const ScenarioRun& run : runs) {
    switch (run.verdict) {
      case Verdict::pass:
        ++summary.passed;
        break;
      case Verdict::fail:
        ++summary.failed;
        break;
      case Verdict::error:
        ++summary.errors;
        break;
      case Verdict::skip:
        ++summary.skipped;
        break;
    }
  }
  return summary;
}

std::string Report::curl(const HttpRequest& request) const {
  std::string line = "curl -si -X " + request.method + " " + shell_quoted(address_ + request.target);
  for (const auto& [name, value] : request.headers) line += " -H " + shell_quoted(name + ": " + value);
  if (!request.body.empty()) line += " --data-binary " + shell_quoted(request.body);
  return masked(line, secrets_);
}

void Report::explain(std::ostream& out, const ScenarioRun& run) const {
  std::ostringstream text;
  text << name_of(run.verdict) << "  " << run.scenario->id << "\n"
       << "  requirement: " << run.scenario->requirement << "\n";
  if (!run.reason.empty()) text << "  reason: " << run.reason << "\n";
  if (run.culprit) {
    const StepRun& step = *run.culprit;
    text << "  step: " << describe(*step.step) << "\n";
    for (const Mismatch& mismatch : step.mismatches) {
      text << "    " << mismatch.path << "\n"
           << "      expected: " << mismatch.expected << "\n"
           << "      actual:   " << mismatch.actual << "\n";
      if (!mismatch.hint.empty()) text << "      hint:     " << mismatch.hint << "\n";
    }
    if (!step.broken.empty() && step.broken != run.reason) text << "    " << step.broken << "\n";
    if (!step.request.body.empty()) text << "  request:  " << shortened(step.request.body) << "\n";
    if (step.response.status > 0)
      text << "  response: " << step.response.status << " " << shortened(step.response.body) << "\n";
  }
  for (const StepRun& step : run.cleanup_trouble) text << "  cleanup failed: " << describe(*step.step) << "\n";
  out << masked(text.str(), secrets_);
  if (run.culprit) out << "  again:    " << curl(run.culprit->request) << "\n";
}

void Report::summarise(std::ostream& out, const std::vector<ScenarioRun>& runs) {
  const Summary summary = summary_of(runs);
  std::chrono::microseconds took{};
  for (const ScenarioRun& run : runs) took += run.took;
  out << summary.total() << " scenarios: " << summary.passed << " passed, " << summary.failed << " failed, "
      << summary.errors << " in error, " << summary.skipped << " skipped ("
      << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms)\n";
}

void Report::junit(std::ostream& out, const std::vector<ScenarioRun>& runs) const {
  const Summary summary = summary_of(runs);
  pugi::xml_document document;
  auto suite = document.append_child("testsuites").append_child("testsuite");
  suite.append_attribute("name") = "conformance";
  suite.append_attribute("tests") = summary.total();
  suite.append_attribute("failures") = summary.failed;
  suite.append_attribute("errors") = summary.errors;
  suite.append_attribute("skipped") = summary.skipped;
  for (const ScenarioRun& run : runs) {
    const std::string& id = run.scenario->id;
    auto test = suite.append_child("testcase");
    test.append_attribute("classname") = id.substr(0, id.rfind('/')).c_str();
    test.append_attribute("name") = id.substr(id.rfind('/') + 1).c_str();
    test.append_attribute("time") = static_cast<double>(run.took.count()) / 1e6;
    auto properties = test.append_child("properties");
    const auto property = [&](const char* name, const std::string& value) {
      auto node = properties.append_child("property");
      node.append_attribute("name") = name;
      node.append_attribute("value") = value.c_str();
    };
    property("requirement", run.scenario->requirement);
    for (const std::string& rule : run.scenario->rules) property("rule", rule);
    if (run.verdict == Verdict::pass) continue;
    auto outcome = test.append_child(run.verdict == Verdict::skip   ? "skipped"
                                     : run.verdict == Verdict::fail ? "failure"
                                                                    : "error");
    std::string message = run.reason;
    if (message.empty() && run.culprit && !run.culprit->mismatches.empty()) {
      const Mismatch& first = run.culprit->mismatches.front();
      message = first.path + ": expected " + first.expected + ", actual " + first.actual;
    }
    outcome.append_attribute("message") = printable(masked(message, secrets_)).c_str();
    if (run.verdict == Verdict::skip) continue;
    std::ostringstream details;
    explain(details, run);
    outcome.text() = printable(details.str()).c_str();
  }
  document.save(out, "  ");
}

}  // namespace conformance
