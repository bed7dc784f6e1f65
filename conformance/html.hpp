// One self-contained page: counts, the matrix of codes and rules, and every scenario with what was sent and answered.
#pragma once
#include <ostream>
#include <vector>

#include "conformance/coverage.hpp"
#include "conformance/report.hpp"

namespace conformance {

// `coverage` is that of all scenarios there are; its cells show how those that ran ended. Style and script are in the
// page, which fetches nothing. Long texts of scenarios that passed are shortened. Secrets are masked.
void write_html(std::ostream& out, const Report& report, const RunFacts& facts, const Coverage& coverage,
                const std::vector<ScenarioRun>& runs);

}  // namespace conformance
