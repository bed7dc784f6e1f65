// Several workers, each with an endpoint and a state of its own, over one list of scenarios.
#pragma once
#include <functional>
#include <memory>
#include <vector>

#include "conformance/runner.hpp"

namespace conformance {

// Makes the endpoint of one more worker. Whoever gives several workers isolated state (an application in this process
// each, a sandbox of their own at a server) does it here.
using EndpointFactory = std::function<std::unique_ptr<Endpoint>()>;

struct CrewSettings {
  int jobs = 1;
  bool stop_on_failure = false;
  // Told of each run as it ends, one at a time, in the order they end.
  std::function<void(const ScenarioRun&)> on_end = {};
  std::function<std::unique_ptr<Watch>(Endpoint&)> watch = {};  // of one worker; none when empty
};

// Whether the verdict is a failure that stops a run with stop_on_failure.
bool is_failure(const ScenarioRun& run);

// The runs in the order of `scenarios`, as many as were begun: the rest is left out after a failure with
// stop_on_failure, when the target is unreachable, and when a signal asks to stop. What the factory throws comes out.
std::vector<ScenarioRun> run_all(const std::vector<const Scenario*>& scenarios, const contract::Registry& registry,
                                 const TargetFile& target, const RunSettings& settings, const EndpointFactory& endpoint,
                                 const CrewSettings& crew);

}  // namespace conformance
