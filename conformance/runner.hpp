// Runs scenarios: fresh state, steps, undoing and cleaning up, verdict.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "conformance/endpoint.hpp"
#include "conformance/steps.hpp"
#include "conformance/target.hpp"

namespace conformance {

enum class Verdict {
  pass,
  fail,   // an expectation did not hold
  error,  // it could not be carried out or cleaned up: an unknown variable, no reset, an unreachable target
  xfail,  // it failed, as it is known to on this kind of target
  stale,  // it is known to fail on this kind of target, and passed
  flaky,  // it failed and passed when it was run again
  skip,   // it was left out, with a reason
};
std::string_view name_of(Verdict verdict);

struct ScenarioRun {
  const Scenario* scenario = nullptr;
  Verdict verdict = Verdict::pass;
  std::string reason = {};             // in words, where the verdict needs some
  std::vector<StepRun> steps = {};     // those that were begun, in order; the last one is the culprit of a failure
  std::vector<StepRun> clean_up = {};  // undoing and cleaning up, in the order it was done
  std::chrono::microseconds took{};
  bool unreachable = false;
  std::vector<std::string> left = {};  // what the run made and could not take away, in words
  bool left_behind = false;            // the clean-up failed: something of the run may still be at the target
  bool interrupted = false;
  std::string answer = {};  // of a probe's question, when calibrating: the one that its last step showed

  // The step that failed or could not be carried out, one of the clean-up included; null when there is none.
  const StepRun* culprit() const;
  int assertions() const;
};

// What a run of many scenarios has in common.
struct RunSettings {
  std::string run_id = {};        // letters and digits in every ${unique:...} name
  std::uint64_t seed = 0;         // of the ids the harness makes
  bool calibrate = false;         // probes look for the answer that fits; a step of theirs where none does is passed by
  int retries = 0;                // how often a scenario that failed is run again
  std::string today = {};         // "2024-12-31", for known failures; the machine's day when empty
  TargetClock::Wait wait{};       // how real time is let pass
  StandInRecipes stand_ins = {};  // for scenarios that would write to what the run did not make
};

// One endpoint's runner, used by one thread at a time.
class Runner {
 public:
  // All references must outlive the runner.
  Runner(Endpoint& endpoint, const contract::Registry& registry, const TargetFile& target, RunSettings settings,
         Watch* watch = nullptr);

  // Resets the target if it can be, runs the steps until one fails, then undoes and cleans up in reverse order, all of
  // it. `number` tells the scenarios of one run apart, in their unique names.
  ScenarioRun run(const Scenario& scenario, std::size_t number = 1);

  // Why the scenario would not be run at this target; empty if it would.
  std::string reason_to_skip(const Scenario& scenario) const;

 private:
  ScenarioRun attempt(const Scenario& scenario, std::size_t number, bool with_stand_ins = false);
  void run_steps(const Scenario& scenario, const std::string& mark, const StandIns& stand_ins, ScenarioRun& run);
  bool perform(const Step& step, const Stage& stage, ScenarioRun& run) const;
  bool make_stand_ins(const StandIns& stand_ins, const Stage& stage, ScenarioRun& run) const;
  void clean_up(const Scenario& scenario, const Stage& stage, ScenarioRun& run);
  void judge_known_failure(const Standing& standing, ScenarioRun& run) const;
  bool reset(ScenarioRun& run);

  Endpoint& endpoint_;
  const contract::Registry& registry_;
  const TargetFile& target_;
  RunSettings settings_;
  Watch* watch_;
  TargetClock clock_;
};

}  // namespace conformance
