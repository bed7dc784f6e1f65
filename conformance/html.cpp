#include "conformance/html.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>

#include "cmake/embedded.hpp"

namespace conformance {
namespace {

EMBEDDED(report_css);
EMBEDDED(report_js);

constexpr std::size_t kShort = 700;     // bytes of a text in a scenario that passed
constexpr std::size_t kLong = 100'000;  // and in any other

constexpr std::array kVerdicts{Verdict::fail,  Verdict::error, Verdict::stale, Verdict::xfail,
                               Verdict::flaky, Verdict::skip,  Verdict::pass};

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : utf8_or_question_marks(text)) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t')
      out += '?';
    else
      out += c;
  }
  return out;
}

std::string tag(std::string_view verdict) {
  return "<span class=\"tag " + lower(verdict) + "\">" + lower(verdict) + "</span>";
}

class Page {
 public:
  Page(std::ostream& out, const Report& report, const std::vector<ScenarioRun>& runs)
      : out_(out), report_(report), runs_(runs) {
    for (const ScenarioRun& run : runs) verdicts_.emplace(run.scenario->id, run.verdict);
  }

  void write(const RunFacts& facts, const Coverage& coverage) {
    out_ << "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
            "content=\"width=device-width\"><title>Conformance</title><style>"
         << report_css() << "</style></head><body><main>\n<h1>Conformance of " << escaped(report_.address())
         << "</h1>\n<p class=\"about\">Run " << escaped(facts.run_id) << ", seed " << facts.seed << ", "
         << escaped(facts.began) << ", target file '" << escaped(facts.target_name) << "'</p>\n";
    counts();
    matrix(coverage);
    rules(coverage);
    scenarios();
    out_ << "</main><script>" << report_js() << "</script></body></html>\n";
  }

 private:
  std::string text(std::string_view raw) const { return escaped(report_.clean(raw)); }

  int count(Verdict verdict) const {
    return static_cast<int>(std::ranges::count(runs_, verdict, &ScenarioRun::verdict));
  }

  void counts() {
    const Summary summary = summary_of(runs_);
    out_ << "<ul class=\"counts\"><li><b>" << summary.total() << "</b> scenarios</li>";
    for (const Verdict verdict : kVerdicts)
      if (count(verdict) > 0) out_ << "<li><b>" << count(verdict) << "</b> " << tag(name_of(verdict)) << "</li>";
    if (summary.left_behind > 0) out_ << "<li><b>" << summary.left_behind << "</b> not cleaned up</li>";
    out_ << "<li><b>" << summary.assertions << "</b> expectations</li><li><b>" << summary.took.count() / 1000
         << "</b> ms</li></ul>\n";
  }

  // How what proves something ended: the best of the verdicts, "none" if nothing proves it, "skip" if nothing ran.
  std::string_view state_of(const std::vector<std::string>& proven_by) const {
    if (proven_by.empty()) return "none";
    constexpr std::array kBest{Verdict::fail,  Verdict::error, Verdict::stale,
                               Verdict::flaky, Verdict::pass,  Verdict::xfail};
    for (const Verdict verdict : kBest)
      for (const std::string& id : proven_by)
        if (const auto at = verdicts_.find(id); at != verdicts_.end() && at->second == verdict) return name_of(verdict);
    return "skip";
  }

  std::string cell(const std::vector<std::string>& proven_by) const {
    const std::string_view state = state_of(proven_by);
    const std::string sign = state == "none" ? "missing" : state == "pass" ? "&#10003;" : lower(state);
    std::string title;
    for (const std::string& id : proven_by) title += (title.empty() ? "" : "\n") + id;
    std::string inside = sign;
    const auto ran = std::ranges::find_if(proven_by, [&](const std::string& id) { return verdicts_.contains(id); });
    if (ran != proven_by.end()) inside = "<a href=\"#" + escaped(*ran) + "\">" + sign + "</a>";
    return "<td class=\"" + lower(state) + "\" title=\"" + escaped(title) + "\">" + inside + "</td>";
  }

  void matrix(const Coverage& coverage) {
    out_ << "<h2>Operations and codes</h2>\n<p>" << coverage.proven_codes() << " of " << coverage.codes.size()
         << " documented pairs have a scenario. A cell shows how its scenarios ended in this run.</p>\n";
    std::vector<const contract::Service*> services;
    for (const CodePair& pair : coverage.codes)
      if (services.empty() || services.back() != pair.service) services.push_back(pair.service);
    for (const contract::Service* service : services) service_matrix(*service, coverage);
  }

  void service_matrix(const contract::Service& service, const Coverage& coverage) {
    std::vector<contract::Code> codes;
    std::vector<const contract::Operation*> operations;
    for (const CodePair& pair : coverage.codes) {
      if (pair.service != &service) continue;
      if (std::ranges::find(codes, pair.code) == codes.end()) codes.push_back(pair.code);
      if (operations.empty() || operations.back() != pair.operation) operations.push_back(pair.operation);
    }
    std::ranges::sort(codes);
    out_ << "<h3>" << service.name << "</h3><div class=\"wide\"><table class=\"matrix\"><thead><tr><th>Operation</th>"
         << "<th>Evidence<br><span class=\"plain\">request, answer</span></th>";
    for (const contract::Code code : codes) out_ << "<th><span>" << contract::info(code).name << "</span></th>";
    out_ << "</tr></thead><tbody>\n";
    for (const contract::Operation* operation : operations) {
      out_ << "<tr><th scope=\"row\">" << operation->name << "</th><td>" << name_of(operation->request_evidence) << ", "
           << name_of(operation->response_evidence) << "</td>";
      for (const contract::Code code : codes) {
        const auto pair = std::ranges::find_if(coverage.codes, [&](const CodePair& candidate) {
          return candidate.service == &service && candidate.operation == operation && candidate.code == code;
        });
        out_ << (pair == coverage.codes.end() ? "<td></td>" : cell(pair->proven_by));
      }
      out_ << "</tr>\n";
    }
    out_ << "</tbody></table></div>\n";
  }

  void rules(const Coverage& coverage) {
    out_ << "<h2>Rules</h2>\n<p>" << coverage.proven_rules() << " of " << coverage.rules.size()
         << " rules have a scenario.</p>\n<details><summary>All rules</summary><div class=\"wide\"><table><thead><tr>"
            "<th>Rule</th><th>Requirement</th><th>Code</th><th>Evidence</th><th>Scenarios</th></tr></thead><tbody>\n";
    for (const RuleCoverage& row : coverage.rules)
      out_ << "<tr><td>" << escaped(row.rule.id) << "</td><td>" << escaped(row.rule.says) << "</td><td>"
           << contract::info(row.rule.code).name << "</td><td>" << name_of(row.rule.evidence)
           << (row.rule.question.empty() ? "" : ", " + std::string(row.rule.question)) << "</td>" << cell(row.proven_by)
           << "</tr>\n";
    out_ << "</tbody></table></div></details>\n";
  }

  void scenarios() {
    out_
        << "<h2>Scenarios</h2>\n<div class=\"tools\" hidden><input type=\"search\" id=\"words\" placeholder=\"words of "
           "an id, a requirement or a rule\" aria-label=\"Filter\">";
    for (const Verdict verdict : kVerdicts)
      if (count(verdict) > 0)
        out_ << "<label><input type=\"checkbox\" checked value=\"" << lower(name_of(verdict)) << "\"> "
             << tag(name_of(verdict)) << "</label>";
    out_ << "<span id=\"shown\" class=\"soft\"></span></div>\n";
    std::string group;
    for (const ScenarioRun& run : runs_) {
      const std::string directory = run.scenario->id.substr(0, run.scenario->id.rfind('/'));
      if (directory != group) {
        if (!group.empty()) out_ << "</section>\n";
        out_ << "<section class=\"group\"><h3>" << escaped(directory) << "</h3>\n";
        group = directory;
      }
      scenario(run);
    }
    if (!group.empty()) out_ << "</section>\n";
  }

  void scenario(const ScenarioRun& run) {
    const Scenario& about = *run.scenario;
    std::string words = lower(about.id + " " + about.requirement);
    for (const std::string& rule : about.rules) words += " " + lower(rule);
    for (const std::string& word : about.tags) words += " " + lower(word);
    out_ << "<details class=\"scenario\" id=\"" << escaped(about.id) << "\" data-verdict=\""
         << lower(name_of(run.verdict)) << "\" data-words=\"" << escaped(words) << "\""
         << (run.verdict == Verdict::fail || run.verdict == Verdict::error ? " open" : "") << "><summary>"
         << tag(name_of(run.verdict)) << " " << escaped(about.id.substr(about.id.rfind('/') + 1))
         << " <span class=\"soft\">" << run.took.count() / 1000 << " ms</span></summary>\n<p>"
         << escaped(about.requirement) << "</p>";
    if (!about.rules.empty()) {
      out_ << "<p class=\"soft\">Rules: ";
      for (const std::string& rule : about.rules) out_ << (rule == about.rules.front() ? "" : ", ") << escaped(rule);
      out_ << "</p>";
    }
    if (!run.reason.empty()) out_ << "<p>" << text(run.reason) << "</p>";
    const bool calm = run.verdict == Verdict::pass;
    for (const StepRun& step : run.steps) this->step(step, "", calm);
    for (const StepRun& step : run.clean_up) this->step(step, "cleanup: ", calm);
    for (const std::string& what : run.left) out_ << "<p>Left behind: " << text(what) << "</p>";
    out_ << "</details>\n";
  }

  void step(const StepRun& step, const char* when, bool calm) {
    out_ << "<details" << (step.passed() ? "" : " open") << "><summary>"
         << tag(step.passed()           ? "pass"
                : step.withheld.empty() ? "fail"
                                        : "skip")
         << " " << when << text(describe(*step.step));
    if (step.answered()) out_ << " <span class=\"soft\">" << step.response.status << "</span>";
    if (step.attempts > 1) out_ << " <span class=\"soft\">" << step.attempts << " attempts</span>";
    out_ << "</summary>";
    if (!step.mismatches.empty()) mismatches(step);
    for (const std::string& note : step.notes) out_ << "<p>Hint: " << text(note) << "</p>";
    for (const std::string* trouble : {&step.broken, &step.withheld})
      if (!trouble->empty()) out_ << "<p>" << text(*trouble) << "</p>";
    if (step.attempts > 0) {
      block("Request", request_text(step.request), calm);
      block("Response", response_text(step.response), calm);
      if (!step.passed()) block("Again", report_.curl(step.request), calm);
    }
    out_ << "</details>\n";
  }

  void mismatches(const StepRun& step) {
    out_ << "<table><thead><tr><th>Where</th><th>Expected</th><th>Actual</th></tr></thead><tbody>";
    for (const Mismatch& mismatch : step.mismatches) {
      out_ << "<tr><td>" << text(mismatch.path) << "</td><td class=\"expected\">" << text(mismatch.expected)
           << "</td><td class=\"actual\">" << text(mismatch.actual);
      if (!mismatch.hint.empty()) out_ << "<br><span class=\"soft\">" << text(mismatch.hint) << "</span>";
      out_ << "</td></tr>";
    }
    out_ << "</tbody></table>";
  }

  static std::string request_text(const HttpRequest& request) {
    std::string out = request.method + " " + request.target + "\n";
    for (const auto& [name, value] : request.headers) out += name + ": " + value + "\n";
    return out + "\n" + request.body;
  }
  static std::string response_text(const HttpResponse& response) {
    std::string out = std::to_string(response.status) + "\n";
    for (const auto& [name, value] : response.headers) out += name + ": " + value + "\n";
    return out + "\n" + response.body;
  }

  void block(const char* title, const std::string& raw, bool calm) {
    std::string whole = report_.clean(raw);  // before it is cut: half a secret would not be found
    if (const std::size_t most = calm ? kShort : kLong; whole.size() > most)
      whole = whole.substr(0, most) + "... (" + std::to_string(whole.size()) + " bytes)";
    out_ << "<p class=\"soft\">" << title << "</p><pre>" << escaped(whole) << "</pre>";
  }

  std::ostream& out_;
  const Report& report_;
  const std::vector<ScenarioRun>& runs_;
  std::map<std::string, Verdict, std::less<>> verdicts_;
};

}  // namespace

void write_html(std::ostream& out, const Report& report, const RunFacts& facts, const Coverage& coverage,
                const std::vector<ScenarioRun>& runs) {
  Page(out, report, runs).write(facts, coverage);
}

}  // namespace conformance
