// What a run tells: lines for people, JUnit XML for machines. Secrets are masked in both.
#pragma once
#include <ostream>
#include <string>
#include <vector>

#include "conformance/runner.hpp"

namespace conformance {

struct Summary {
  int passed = 0;
  int failed = 0;
  int errors = 0;
  int skipped = 0;

  int total() const { return passed + failed + errors + skipped; }
};
Summary summary_of(const std::vector<ScenarioRun>& runs);

class Report {
 public:
  // `address` is where the target can be reached, for the curl lines; `secrets` never appear.
  Report(std::string address, std::vector<std::string> secrets)
      : address_(std::move(address)), secrets_(std::move(secrets)) {}

  // One failed or broken scenario in full: requirement, step, path, expected, actual, request, response, a curl line.
  void explain(std::ostream& out, const ScenarioRun& run) const;
  // The last line of a run.
  static void summarise(std::ostream& out, const std::vector<ScenarioRun>& runs);
  // A JUnit document: one test case a scenario, its rules as properties.
  void junit(std::ostream& out, const std::vector<ScenarioRun>& runs) const;

 private:
  std::string curl(const HttpRequest& request) const;

  std::string address_;
  std::vector<std::string> secrets_;
};

}  // namespace conformance
