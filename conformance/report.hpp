// What a run tells people: one scenario in full, and the last line. Secrets are masked.
#pragma once
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "conformance/runner.hpp"
#include "conformance/secrets.hpp"

namespace conformance {

struct Summary {
  int passed = 0;
  int failed = 0;
  int errors = 0;
  int skipped = 0;
  int known_failures = 0;  // failed as they are known to
  int stale = 0;           // are known to fail, and passed
  int flaky = 0;
  int left_behind = 0;  // of any verdict, whose clean-up failed
  int assertions = 0;
  std::chrono::microseconds took{};  // by all workers together

  int total() const { return passed + failed + errors + skipped + known_failures + stale + flaky; }
};
// "step: call Service.Operation (/steps/0)"
std::string describe(const Step& step);

// The text with every byte that is no UTF-8 replaced by '?': answers may hold anything, reports are UTF-8.
std::string utf8_or_question_marks(std::string_view text);

Summary summary_of(const std::vector<ScenarioRun>& runs);

// What a run is called in its reports.
struct RunFacts {
  std::string run_id = {};
  std::uint64_t seed = 0;
  std::string began = {};        // "2024-05-06T07:08:09Z"
  std::string target_name = {};  // of the target file
};

class Report {
 public:
  // `address` is where the target can be reached, for the curl lines; `secrets` never appear.
  Report(std::string address, std::vector<Secret> secrets);

  // One failed or broken scenario in full: requirement, step, path, expected, actual, request, response, a curl line.
  void explain(std::ostream& out, const ScenarioRun& run) const;
  // The last line of a run.
  static void summarise(std::ostream& out, const std::vector<ScenarioRun>& runs);
  // One line of words for a scenario that did not simply pass: its first mismatch, or its reason.
  std::string headline(const ScenarioRun& run) const;
  // A command that sends the request again. A role's password stands as a shell variable, $PASSWORD_<ROLE>.
  std::string curl(const HttpRequest& request) const;
  // The text without secrets.
  std::string clean(std::string_view text) const;
  const std::string& address() const { return address_; }

 private:
  std::string address_;
  std::vector<Secret> secrets_;
  Mask mask_;
};

}  // namespace conformance
