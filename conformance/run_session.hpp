// One run of scenarios against one target, from the preflight to the last clean-up; what is done with it is the
// caller's.
#pragma once
#include <functional>
#include <ostream>
#include <vector>

#include "conformance/commands.hpp"
#include "conformance/report.hpp"

namespace conformance {

struct RunSession {
  const Report& report;
  const RunFacts& facts;
  const std::vector<ScenarioRun>& runs;
};

// A target that is not reset is shared: what is written there stays, and others see it.
bool is_shared(const TargetFile& target);

// Runs the scenarios, tells while it goes, and hands the runs to `use`, whose exit code it answers; or the exit code of
// why the run could not begin. Throws as run_command() does.
int with_session(const RunOptions& options, const Material& material, const std::vector<const Scenario*>& scenarios,
                 std::ostream& out, std::ostream& err, const std::function<int(const RunSession&)>& use);

// The exit code of a run by the verdicts alone.
int exit_code(const std::vector<ScenarioRun>& runs);

}  // namespace conformance
