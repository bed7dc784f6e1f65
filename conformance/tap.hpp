// TAP version 13: one line a scenario, for whatever reads lines.
#pragma once
#include <ostream>
#include <vector>

#include "conformance/report.hpp"

namespace conformance {

// Skips and known failures carry the directives SKIP and TODO. Failures carry a YAML block. Secrets are masked.
void write_tap(std::ostream& out, const Report& report, const std::vector<ScenarioRun>& runs);

}  // namespace conformance
