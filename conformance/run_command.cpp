// conformance run: what was selected, against one target, with reports, and a code by cause.
#include <set>

#include "conformance/coverage.hpp"
#include "conformance/run_session.hpp"
#include "conformance/shared_target.hpp"
#include "services/catalog.hpp"

namespace conformance {
namespace {

void plan(std::ostream& out, const std::vector<const Scenario*>& selected, const Runner& runner,
          const TargetFile& target) {
  int skipped = 0;
  for (const Scenario* scenario : selected) {
    const std::string reason = runner.reason_to_skip(*scenario);
    const Standing standing = scenario->standing(target.kind());
    skipped += reason.empty() ? 0 : 1;
    out << (!reason.empty()                                  ? "skip   "
            : standing.kind == Standing::Kind::known_failing ? "xfail  "
                                                             : "run    ")
        << scenario->id << (reason.empty() ? standing.reason.empty() ? "" : ": " + standing.reason : ": " + reason)
        << "\n";
    if (!reason.empty()) continue;
    const auto tell = [&](const Step& step, const char* when) {
      const Json* as = step.find("as");
      out << "         " << when << describe(step)
          << (as ? " as " + (as->is_string() ? as->get<std::string>()
                             : as->is_null() ? "nobody"
                                             : "its own user")
                 : "")
          << "\n";
    };
    for (const Step& step : scenario->steps) {
      tell(step, "");
      for (const Step& undo : step.undo) tell(undo, "undo: ");
    }
    for (const Step& step : scenario->cleanup) tell(step, "cleanup: ");
  }
  out << selected.size() << " scenarios: " << selected.size() - static_cast<std::size_t>(skipped) << " to run, "
      << skipped << " to skip. Nothing was sent.\n";
}

// What was proven by this very run, not what the files promise.
void tell_proven(std::ostream& out, const Coverage& documented, const std::vector<ScenarioRun>& runs) {
  std::set<std::string> held;
  for (const ScenarioRun& run : runs)
    if (run.verdict == Verdict::pass || run.verdict == Verdict::flaky) held.insert(run.scenario->id);
  const Coverage proven = only(documented, [&](const std::string& id) { return held.contains(id); });
  out << "Proven by this run: " << count_of(proven) << (proven.complete() ? " (100 %)" : "") << ".\n";
}

}  // namespace

int run_command(const RunOptions& options, std::ostream& out, std::ostream& err) {
  const Material material = load(options.source, services::catalog());
  if (tell(material.complaints, err)) return kBadScenario;
  const TargetFile& target = *material.target;
  auto selected = select(material.scenarios, options.patterns, options.tags);
  // What a shared target answers to open questions is for `calibrate` to find out.
  if (is_shared(target)) std::erase_if(selected, [](const Scenario* one) { return !one->question.empty(); });
  if (options.list) {
    for (const Scenario* scenario : selected) out << scenario->id << "\n";
    return kOk;
  }
  if (options.dry_run) {
    const auto endpoint = endpoints_of({.target = options.target, .production = options.production})();
    plan(out, selected, Runner(*endpoint, services::catalog(), target, {}), target);
    return kOk;
  }
  return with_session(options, material, selected, out, err, [&](const RunSession& session) {
    const Coverage documented = coverage(services::catalog(), material.scenarios);
    tell_proven(out, documented, session.runs);
    const bool written = write_reports(options.reports, session.report, session.facts, documented, session.runs, err);
    const int code = exit_code(session.runs);
    return code == kOk && !written ? kUnwritable : code;
  });
}

}  // namespace conformance
