// Runs scenarios one after the other and tells what came of each.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "conformance/steps.hpp"

namespace conformance {

enum class Verdict {
  pass,
  fail,   // an expectation did not hold
  error,  // it could not be carried out: an unknown variable, no reset, an unreachable target
  skip,   // the target lacks a capability it needs
};
std::string_view name_of(Verdict verdict);

struct ScenarioRun {
  const Scenario* scenario = nullptr;
  Verdict verdict = Verdict::pass;
  std::string reason = {};              // of a skip or an error
  std::optional<StepRun> culprit = {};  // the step that failed or could not be carried out
  std::vector<StepRun> cleanup_trouble = {};
  std::chrono::microseconds took{};
  bool unreachable = false;
};

class Runner {
 public:
  // All arguments must outlive the runner. `run_id` (letters and digits) is part of every ${unique:...} name.
  Runner(Endpoint& endpoint, const contract::Registry& registry, const TargetFile& target, std::string run_id);

  // Resets the target if it can be, runs the steps until one fails, then the cleanup steps in reverse order, all of
  // them.
  ScenarioRun run(const Scenario& scenario);

 private:
  void run_steps(const Scenario& scenario, ScenarioRun& run);
  bool reset(ScenarioRun& run);

  Endpoint& endpoint_;
  const contract::Registry& registry_;
  const TargetFile& target_;
  std::string run_id_;
  int scenarios_ = 0;
};

}  // namespace conformance
