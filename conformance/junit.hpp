// JUnit XML: what continuous-integration servers read.
#pragma once
#include <ostream>
#include <vector>

#include "conformance/report.hpp"

namespace conformance {

// One test case a scenario: its directory is the class name; its requirement, rules and tags are properties. A known
// failure is a skipped case, a stale one a failure, a flaky one passes. Secrets are masked.
void write_junit(std::ostream& out, const Report& report, const std::vector<ScenarioRun>& runs);

}  // namespace conformance
