#include "conformance/report.hpp"

#include <algorithm>
#include <sstream>

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

// A text as it stands in an element within a quoted argument.
std::string inside_quotes(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else
      escaped += c;
  }
  const std::string quoted = shell_quoted(escaped);
  return quoted.substr(1, quoted.size() - 2);
}

std::vector<std::string> values_of(const std::vector<Secret>& secrets) {
  std::vector<std::string> values;
  values.reserve(secrets.size());
  for (const Secret& secret : secrets) values.push_back(secret.value);
  return values;
}

}  // namespace

std::string describe(const Step& step) {
  return std::string(name_of(step.kind)) + (step.subject.empty() ? "" : " " + step.subject) + " (" + step.path + ")";
}

std::string utf8_or_question_marks(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    const std::string_view one = text.substr(at, length);
    const auto second = one.size() > 1 ? static_cast<unsigned char>(one[1]) : 0;
    const bool sound = length > 0 && one.size() == length &&
                       std::ranges::all_of(one.substr(1), [](char c) { return (c & 0xC0) == 0x80; }) &&
                       !(lead == 0xE0 && second < 0xA0) && !(lead == 0xED && second >= 0xA0) &&
                       !(lead == 0xF0 && second < 0x90) && !(lead == 0xF4 && second >= 0x90);
    if (sound)
      out += one;
    else
      out += '?';
    at += sound ? length : 1;
  }
  return out;
}

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
      case Verdict::xfail:
        ++summary.known_failures;
        break;
      case Verdict::stale:
        ++summary.stale;
        break;
      case Verdict::flaky:
        ++summary.flaky;
        break;
    }
    summary.left_behind += run.left_behind ? 1 : 0;
    summary.assertions += run.assertions();
    summary.took += run.took;
  }
  return summary;
}

Report::Report(std::string address, std::vector<Secret> secrets)
    : address_(std::move(address)), secrets_(std::move(secrets)), mask_(values_of(secrets_)) {}

std::string Report::clean(std::string_view text) const { return mask_(text); }

std::string Report::curl(const HttpRequest& request) const {
  std::string line = "curl -si -X " + request.method + " " + shell_quoted(address_ + request.target);
  for (const auto& [name, value] : request.headers) line += " -H " + shell_quoted(name + ": " + value);
  if (!request.body.empty()) line += " --data-binary " + shell_quoted(request.body);
  for (const Secret& secret : secrets_) {
    const std::string element = "<Password>" + inside_quotes(secret.value) + "</Password>";
    const std::string replaced = "<Password>'\"$" + secret.variable + "\"'</Password>";
    for (auto at = line.find(element); at != std::string::npos; at = line.find(element, at + replaced.size()))
      line.replace(at, element.size(), replaced);
  }
  return clean(line);
}

std::string Report::headline(const ScenarioRun& run) const {
  std::string line = run.reason;
  const StepRun* step = run.culprit();
  if (line.empty() && step && !step->mismatches.empty()) {
    const Mismatch& first = step->mismatches.front();
    line = first.path + ": expected " + first.expected + ", actual " + first.actual;
  }
  if (line.empty() && step) line = step->broken;
  return clean(line);
}

void Report::explain(std::ostream& out, const ScenarioRun& run) const {
  std::ostringstream text;
  text << name_of(run.verdict) << "  " << run.scenario->id << "\n"
       << "  requirement: " << run.scenario->requirement << "\n";
  for (const std::string& rule : run.scenario->rules) text << "  rule: " << rule << "\n";
  if (!run.reason.empty()) text << "  reason: " << run.reason << "\n";
  const StepRun* culprit = run.culprit();
  if (culprit) {
    const StepRun& step = *culprit;
    text << "  step: " << describe(*step.step)
         << (step.attempts > 1 ? ", " + std::to_string(step.attempts) + " attempts" : "") << "\n";
    for (const Mismatch& mismatch : step.mismatches) {
      text << "    " << mismatch.path << "\n"
           << "      expected: " << mismatch.expected << "\n"
           << "      actual:   " << mismatch.actual << "\n";
      if (!mismatch.hint.empty()) text << "      hint:     " << mismatch.hint << "\n";
    }
    for (const std::string& note : step.notes) text << "    hint: " << note << "\n";
    if (!step.broken.empty() && step.broken != run.reason) text << "    " << step.broken << "\n";
    if (!step.request.body.empty()) text << "  request:  " << shortened(step.request.body) << "\n";
    if (step.answered()) text << "  response: " << step.response.status << " " << shortened(step.response.body) << "\n";
  }
  for (const StepRun& step : run.clean_up)
    if (!step.passed())
      text << "  cleanup failed: " << describe(*step.step)
           << (step.broken.empty() ? step.withheld.empty() ? "" : ": " + step.withheld : ": " + step.broken) << "\n";
  for (const std::string& what : run.left) text << "  left behind: " << what << "\n";
  out << clean(text.str());
  if (culprit && !culprit->request.target.empty()) out << "  again:    " << curl(culprit->request) << "\n";
}

void Report::summarise(std::ostream& out, const std::vector<ScenarioRun>& runs) {
  const Summary summary = summary_of(runs);
  out << summary.total() << " scenarios: " << summary.passed << " passed, " << summary.failed << " failed, "
      << summary.errors << " in error, " << summary.skipped << " skipped";
  const auto tell = [&](int count, const char* words) {
    if (count > 0) out << ", " << count << " " << words;
  };
  tell(summary.known_failures, "known to fail");
  tell(summary.stale, "stale");
  tell(summary.flaky, "flaky");
  tell(summary.left_behind, "not cleaned up");
  out << "; " << summary.assertions << " expectations ("
      << std::chrono::duration_cast<std::chrono::milliseconds>(summary.took).count() << " ms)\n";
}

}  // namespace conformance
