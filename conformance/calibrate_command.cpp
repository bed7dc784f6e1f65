// conformance calibrate: asks a target the open questions, and writes a profile of its answers.
#include <algorithm>

#include "conformance/calibration.hpp"
#include "conformance/commands.hpp"
#include "conformance/run_session.hpp"
#include "services/catalog.hpp"

namespace conformance {
namespace {

// What kept a run from being whole comes before what was found.
int code_of(const std::vector<ScenarioRun>& runs, const std::vector<Finding>& findings, bool written) {
  const int code = exit_code(runs);
  if (code == kUnreachable || code == kLeftBehind || code >= kInterrupted) return code;
  return written ? exit_code(findings) : kUnwritable;
}

bool write(const std::string& path, const Json& content, std::ostream& err) {
  return write_file(path, err, [&](std::ostream& file) { file << content.dump(2) << "\n"; });
}

}  // namespace

int calibrate_command(const CalibrateOptions& options, std::ostream& out, std::ostream& err) {
  const Material material = load(options.run.source, services::catalog());
  if (tell(material.complaints, err)) return kBadScenario;
  const auto& wanted = options.run.patterns;
  auto probes =
      select(material.scenarios, wanted.empty() ? std::vector<std::string>{"probes"} : wanted, options.run.tags);
  std::erase_if(probes, [](const Scenario* scenario) { return scenario->question.empty(); });
  if (probes.empty()) throw std::runtime_error("no probe is selected: nothing would be asked");
  RunOptions run = options.run;
  run.calibrate = true;
  return with_session(run, material, probes, out, err, [&](const RunSession& session) {
    const auto findings = findings_of(session.runs, services::catalog(), session.report);
    print(out, findings);
    bool written = write(options.json, to_json(findings, session.facts), err);
    written &= write(options.profile, profile_of(findings, session.facts), err);
    return code_of(session.runs, findings, written);
  });
}

}  // namespace conformance
