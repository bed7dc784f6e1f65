#include "conformance/crew.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "conformance/stop.hpp"

namespace conformance {

bool is_failure(const ScenarioRun& run) {
  return run.verdict == Verdict::fail || run.verdict == Verdict::error || run.verdict == Verdict::stale ||
         run.left_behind;
}

std::vector<ScenarioRun> run_all(const std::vector<const Scenario*>& scenarios, const contract::Registry& registry,
                                 const TargetFile& target, const RunSettings& settings, const EndpointFactory& endpoint,
                                 const CrewSettings& crew) {
  std::vector<std::optional<ScenarioRun>> ended(scenarios.size());
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> stop = false;
  std::mutex mutex;  // of what follows, and of on_end
  std::exception_ptr trouble;

  const auto work = [&] {
    try {
      const auto own = endpoint();
      const auto watch = crew.watch ? crew.watch(*own) : nullptr;
      Runner runner(*own, registry, target, settings, watch.get());
      for (std::size_t at = next++; at < scenarios.size() && !stop && !stop_requested(); at = next++) {
        ScenarioRun run = runner.run(*scenarios[at], at + 1);
        if (run.unreachable || (crew.stop_on_failure && is_failure(run))) stop = true;
        const std::scoped_lock lock(mutex);
        if (crew.on_end) crew.on_end(run);
        ended[at] = std::move(run);
      }
    } catch (...) {
      stop = true;
      const std::scoped_lock lock(mutex);
      if (!trouble) trouble = std::current_exception();
    }
  };
  const auto jobs = std::min(static_cast<std::size_t>(std::max(1, crew.jobs)), scenarios.size());
  if (jobs <= 1) {
    work();
  } else {
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < jobs; ++i) workers.emplace_back(work);
  }
  if (trouble) std::rethrow_exception(trouble);

  std::vector<ScenarioRun> runs;
  for (auto& run : ended)
    if (run) runs.push_back(std::move(*run));
  return runs;
}

}  // namespace conformance
