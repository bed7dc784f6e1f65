#include "conformance/run_session.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>
#include <thread>

#include "conformance/care.hpp"
#include "conformance/crew.hpp"
#include "conformance/preflight.hpp"
#include "conformance/progress.hpp"
#include "conformance/run_id.hpp"
#include "conformance/shared_target.hpp"
#include "conformance/stop.hpp"
#include "conformance/times.hpp"
#include "services/catalog.hpp"

namespace conformance {
namespace {

constexpr double kGentleRate = 5;  // requests a second at a target that others share

// Workers must not disturb each other: in process each has a state of its own. A server that is reset before every
// scenario has one state for all.
int jobs_of(const RunOptions& options, const TargetFile& target) {
  if (options.jobs < 0) throw std::runtime_error("--jobs must be 1 or more");
  if (options.target == kInProcess)
    return options.jobs > 0 ? options.jobs : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  if (options.jobs > 1 && target.can("reset"))
    throw std::runtime_error("--jobs " + std::to_string(options.jobs) + ": the target '" + target.name() +
                             "' is reset before every scenario, so one worker would disturb the other");
  return std::max(1, options.jobs);
}

}  // namespace

bool is_shared(const TargetFile& target) { return !target.can("reset"); }

int exit_code(const std::vector<ScenarioRun>& runs) {
  const auto any = [&](auto property) { return std::ranges::any_of(runs, property); };
  const auto verdict = [&](Verdict wanted) {
    return any([wanted](const ScenarioRun& run) { return run.verdict == wanted; });
  };
  if (stop_requested()) return kInterrupted + stop_signal();
  if (any([](const ScenarioRun& run) { return run.unreachable; })) return kUnreachable;
  if (verdict(Verdict::fail)) return kFailed;
  if (any([](const ScenarioRun& run) { return run.verdict == Verdict::error && !run.left_behind; }))
    return kNotCarriedOut;
  if (any([](const ScenarioRun& run) { return run.left_behind; })) return kLeftBehind;
  if (verdict(Verdict::stale)) return kStale;
  const Summary summary = summary_of(runs);
  const bool proven = summary.passed + summary.flaky + summary.known_failures > 0 && summary.assertions > 0;
  return proven ? kOk : kNothingProven;
}

int with_session(const RunOptions& options, const TargetFile& target, const std::vector<const Scenario*>& scenarios,
                 std::ostream& out, std::ostream& err, const std::function<int(const RunSession&)>& use) {
  const RunSettings settings{.run_id = options.run_id.empty() ? new_run_id() : checked_run_id(options.run_id),
                             .seed = options.seed.value_or(std::random_device{}()),
                             .calibrate = options.calibrate,
                             .retries = options.retries};
  const bool remote = options.target != kInProcess;
  const EndpointFactory endpoints =
      endpoints_of({.target = options.target,
                    .ca_file = options.ca_file,
                    .production = options.production,
                    .rate = options.rate.value_or(remote && is_shared(target) ? kGentleRate : 0)});
  const auto first = endpoints();
  const int jobs = jobs_of(options, target);
  const Report report(first->address(), target.secrets());
  try {
    if (is_shared(target)) {
      const Preflight found = preflight(*first, services::catalog(), target);
      for (const std::string& remark : found.remarks) out << report.clean(remark) << "\n";
      if (!found.trouble.empty()) {
        err << "conformance: " << report.clean(found.trouble) << "\n";
        return kUnreachable;
      }
    } else {
      first->send({.method = "GET", .target = page_of(*services::catalog().services().front())});
    }
  } catch (const Unreachable& error) {
    err << "conformance: the target cannot be reached: " << error.what() << "\n";
    return kUnreachable;
  }

  watch_for_stop();
  SharedCare care({.allow_writes = options.allow_writes,
                   .run_id = settings.run_id,
                   .ledger = options.ledger.empty() ? "conformance-" + settings.run_id + ".ledger" : options.ledger,
                   .max_calls = options.max_calls},
                  first->address());
  std::function<std::unique_ptr<Watch>(Endpoint&)> watch;
  if (is_shared(target))
    watch = [&](Endpoint& endpoint) { return std::make_unique<Care>(care, endpoint, services::catalog(), target); };
  const RunFacts facts{.run_id = settings.run_id,
                       .seed = settings.seed,
                       .began = instant_text(machine_time()),
                       .target_name = target.name()};
  out << "Run " << settings.run_id << ", seed " << settings.seed << ", " << scenarios.size() << " scenarios against "
      << (options.target == kInProcess ? kInProcess : first->address()) << " as '" << target.name() << "', " << jobs
      << (jobs == 1 ? " worker\n" : " workers\n") << std::flush;
  Progress progress(out, scenarios.size(), options.live);
  const auto runs = run_all(scenarios, services::catalog(), target, settings, endpoints,
                            {.jobs = jobs,
                             .stop_on_failure = options.stop_on_failure,
                             .on_end =
                                 [&](const ScenarioRun& run) {
                                   progress.pause();
                                   if (is_failure(run))
                                     report.explain(out, run);
                                   else if (options.verbose || run.verdict != Verdict::pass)
                                     out << name_of(run.verdict) << "  " << run.scenario->id
                                         << (run.reason.empty() ? "" : ": " + report.clean(run.reason)) << "\n";
                                   progress.step(run);
                                 },
                             .watch = watch});
  progress.pause();
  if (runs.size() < scenarios.size()) out << scenarios.size() - runs.size() << " scenarios were not begun.\n";
  Report::summarise(out, runs);
  if (const auto ledger = care.close())
    err << "conformance: not everything that was created is gone; see " << *ledger
        << ", and conformance sweep --ledger " << *ledger << "\n";
  return use({report, facts, runs});
}

}  // namespace conformance
