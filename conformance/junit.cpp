#include "conformance/junit.hpp"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

namespace conformance {
namespace {

// XML 1.0 cannot hold control characters at all, and the document is UTF-8.
std::string printable(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r'; }, '?');
  return utf8_or_question_marks(text);
}

// The element that says how a case ended; null when it passed.
const char* outcome_of(const ScenarioRun& run) {
  switch (run.verdict) {
    case Verdict::pass:
    case Verdict::flaky:
      return nullptr;
    case Verdict::skip:
    case Verdict::xfail:
      return "skipped";
    case Verdict::fail:
    case Verdict::stale:
      return "failure";
    case Verdict::error:
      break;
  }
  return "error";
}

double seconds(std::chrono::microseconds took) { return static_cast<double>(took.count()) / 1e6; }

void add_case(pugi::xml_node suite, const Report& report, const ScenarioRun& run) {
  const std::string& id = run.scenario->id;
  auto test = suite.append_child("testcase");
  test.append_attribute("classname") = id.substr(0, id.rfind('/')).c_str();
  test.append_attribute("name") = id.substr(id.rfind('/') + 1).c_str();
  test.append_attribute("time") = seconds(run.took);
  auto properties = test.append_child("properties");
  const auto property = [&](const char* name, std::string_view value) {
    auto node = properties.append_child("property");
    node.append_attribute("name") = name;
    node.append_attribute("value") = printable(std::string(value)).c_str();
  };
  property("verdict", name_of(run.verdict));
  property("requirement", run.scenario->requirement);
  for (const std::string& rule : run.scenario->rules) property("rule", rule);
  for (const std::string& tag : run.scenario->tags) property("tag", tag);
  const char* element = outcome_of(run);
  if (!element) return;
  auto outcome = test.append_child(element);
  outcome.append_attribute("message") = printable(report.headline(run)).c_str();
  if (std::string_view(element) == "skipped") return;
  outcome.append_attribute("type") = std::string(name_of(run.verdict)).c_str();
  std::ostringstream details;
  report.explain(details, run);
  outcome.text() = printable(details.str()).c_str();
}

}  // namespace

void write_junit(std::ostream& out, const Report& report, const std::vector<ScenarioRun>& runs) {
  const Summary summary = summary_of(runs);
  pugi::xml_document document;
  auto suites = document.append_child("testsuites");
  auto suite = suites.append_child("testsuite");
  for (auto node : {suites, suite}) {
    node.append_attribute("name") = "conformance";
    node.append_attribute("tests") = summary.total();
    node.append_attribute("failures") = summary.failed + summary.stale;
    node.append_attribute("errors") = summary.errors;
    if (node == suite) node.append_attribute("skipped") = summary.skipped + summary.known_failures;
    node.append_attribute("time") = seconds(summary.took);
  }
  for (const ScenarioRun& run : runs) add_case(suite, report, run);
  document.save(out, "  ");
}

}  // namespace conformance
