#include "conformance/runner.hpp"

#include <algorithm>

namespace conformance {

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::fail:
      return "FAIL";
    case Verdict::error:
      return "ERROR";
    case Verdict::skip:
      return "skip";
  }
  return "ERROR";
}

Runner::Runner(Endpoint& endpoint, const contract::Registry& registry, const TargetFile& target, std::string run_id)
    : endpoint_(endpoint), registry_(registry), target_(target), run_id_(std::move(run_id)) {}

ScenarioRun Runner::run(const Scenario& scenario) {
  const auto started = std::chrono::steady_clock::now();
  ScenarioRun run{.scenario = &scenario};
  const auto missing = std::ranges::find_if_not(scenario.needs, [&](const auto& need) { return target_.can(need); });
  if (missing != scenario.needs.end()) {
    run.verdict = Verdict::skip;
    run.reason = "the target '" + target_.name() + "' lacks " + *missing;
    return run;
  }
  try {
    if (reset(run)) run_steps(scenario, run);
  } catch (const Unreachable& error) {
    run.verdict = Verdict::error;
    run.reason = error.what();
    run.unreachable = true;
  }
  run.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started);
  return run;
}

bool Runner::reset(ScenarioRun& run) {
  if (!target_.can("reset")) return true;
  const HttpResponse answer = endpoint_.send({.method = "POST", .target = "/_sandbox/reset"});
  if (answer.status / 100 == 2) return true;
  run.verdict = Verdict::error;
  run.reason = "the target '" + target_.name() + "' is said to be resettable, but POST /_sandbox/reset answered " +
               std::to_string(answer.status);
  return false;
}

void Runner::run_steps(const Scenario& scenario, ScenarioRun& run) {
  // A name made by ${unique:...} is unique over the run and, by the run's id, over runs.
  Variables variables(target_.variables(), run_id_ + std::to_string(++scenarios_) + "x");
  const Stage stage{endpoint_, registry_, target_, variables};
  try {
    variables.define(scenario.vars);
  } catch (const UnknownVariable& error) {
    run.verdict = Verdict::error;
    run.reason = std::string("vars: ") + error.what();
    return;
  }
  const auto clean_up = [&] {
    for (auto step = scenario.cleanup.rbegin(); step != scenario.cleanup.rend(); ++step)
      if (StepRun cleaned = run_step(*step, stage); !cleaned.passed())
        run.cleanup_trouble.push_back(std::move(cleaned));
  };
  for (const Step& step : scenario.steps) {
    StepRun performed = run_step(step, stage);
    if (performed.passed()) continue;
    run.verdict = performed.broken.empty() ? Verdict::fail : Verdict::error;
    run.reason = performed.broken;
    run.culprit = std::move(performed);
    break;
  }
  clean_up();
  if (run.verdict == Verdict::pass && !run.cleanup_trouble.empty()) {
    run.verdict = Verdict::fail;
    run.reason = "the cleanup failed";
    run.culprit = run.cleanup_trouble.front();
  }
}

}  // namespace conformance
