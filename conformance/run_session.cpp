#include "conformance/run_session.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <random>
#include <stdexcept>
#include <thread>

#include "conformance/care.hpp"
#include "conformance/crew.hpp"
#include "conformance/preflight.hpp"
#include "conformance/progress.hpp"
#include "conformance/run_id.hpp"
#include "conformance/sandboxes.hpp"
#include "conformance/shared_target.hpp"
#include "conformance/stop.hpp"
#include "conformance/times.hpp"
#include "services/catalog.hpp"

namespace conformance {
namespace {

constexpr double kGentleRate = 5;  // requests a second at a target that others share

// Workers must not disturb each other: in process each has a state of its own, and so it has at a server that holds
// several sandboxes. At a shared target nothing is reset, and many workers are as good as many users.
bool needs_sandboxes(const RunOptions& options, const TargetFile& target) {
  return options.target != kInProcess && options.jobs > 1 && target.can("reset");
}

int jobs_of(const RunOptions& options) {
  if (options.target == kInProcess && options.jobs == 0)
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  return std::max(1, options.jobs);
}

// Endpoints in sandboxes called after the run.
EndpointFactory in_sandboxes(const EndpointFactory& servers, const std::string& run_id, std::ostream& err) {
  return [=, &err, number = std::make_shared<std::atomic<int>>(0), mutex = std::make_shared<std::mutex>()] {
    return sandboxed_endpoint(servers(), "run-" + run_id + "-" + std::to_string(++*number),
                              [=, &err](const std::string& left) {
                                const std::scoped_lock lock(*mutex);
                                err << "conformance: " << left << "\n";
                              });
  };
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

int with_session(const RunOptions& options, const Material& material, const std::vector<const Scenario*>& scenarios,
                 std::ostream& out, std::ostream& err, const std::function<int(const RunSession&)>& use) {
  const TargetFile& target = *material.target;
  const RunSettings settings{.run_id = options.run_id.empty() ? new_run_id() : checked_run_id(options.run_id),
                             .seed = options.seed.value_or(std::random_device{}()),
                             .calibrate = options.calibrate,
                             .retries = options.retries,
                             .stand_ins = stand_ins_of(material.stand_ins)};
  const bool remote = options.target != kInProcess;
  EndpointFactory endpoints =
      endpoints_of({.target = options.target,
                    .ca_file = options.ca_file,
                    .production = options.production,
                    .rate = options.rate.value_or(remote && is_shared(target) ? kGentleRate : 0)});
  const auto first = endpoints();
  int jobs = jobs_of(options);
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
    if (needs_sandboxes(options, target)) {
      const std::string why = why_no_sandboxes(*first);
      if (why.empty()) endpoints = in_sandboxes(endpoints, settings.run_id, err);
      if (!why.empty()) err << "conformance: " << why << ": one worker does everything\n";
      if (!why.empty()) jobs = 1;
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
  std::vector<ScenarioRun> runs;
  try {
    runs = run_all(scenarios, services::catalog(), target, settings, endpoints,
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
  } catch (const Unreachable& error) {
    err << "conformance: the target cannot be reached: " << error.what() << "\n";
    return kUnreachable;
  } catch (const NoSandbox& error) {
    err << "conformance: " << error.what() << "\n";
    return kNotCarriedOut;
  }
  progress.pause();
  if (runs.size() < scenarios.size()) out << scenarios.size() - runs.size() << " scenarios were not begun.\n";
  Report::summarise(out, runs);
  if (const auto ledger = care.close())
    err << "conformance: not everything that was created is gone; see " << *ledger
        << ", and conformance sweep --ledger " << *ledger << "\n";
  return use({report, facts, runs});
}

}  // namespace conformance
