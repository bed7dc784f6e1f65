// JSON lines: one object a scenario and a last one for the run, for scripts.
#pragma once
#include <ostream>
#include <vector>

#include "conformance/report.hpp"

namespace conformance {

// {"id", "verdict", "requirement", "rules", "tags", "reason", "milliseconds", "steps": [{"step", "status", "attempts",
// "mismatches": [{"path", "expected", "actual", "hint"}], "notes", "broken", "again"}], "cleanUp": [...], "left":
// [...]} for each scenario; then {"run", "target", "verdicts": {...}, "expectations", "milliseconds"}. Secrets are
// masked.
void write_json_lines(std::ostream& out, const Report& report, const RunFacts& facts,
                      const std::vector<ScenarioRun>& runs);

}  // namespace conformance
