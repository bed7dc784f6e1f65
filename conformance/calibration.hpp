// What probes found out about the open questions of the contract, and what is told of it.
#pragma once
#include <ostream>
#include <string>
#include <vector>

#include "conformance/json.hpp"
#include "conformance/report.hpp"
#include "conformance/runner.hpp"
#include "contract/questions.hpp"

namespace conformance {

enum class Calibrated { as_assumed, differs, undecided };
std::string_view name_of(Calibrated outcome);  // "as assumed", "differs", "undecided"

struct Finding {
  const contract::Question* question = nullptr;  // a switch
  Calibrated outcome = Calibrated::undecided;
  std::string answer = {};    // its name in the register; empty when undecided
  std::string evidence = {};  // the call that decided and what it answered, or why nothing was decided
};

// One finding for each run of a probe, in the order of the runs. The runs were made with RunSettings::calibrate.
std::vector<Finding> findings_of(const std::vector<ScenarioRun>& runs, const contract::Registry& registry,
                                 const Report& report);

// A table: question, assumed, answered, evidence; then how many of each outcome, and what no probe can settle.
void print(std::ostream& out, const std::vector<Finding>& findings);

// {"target", "measured", "questions": [{"question", "asks", "assumed", "outcome", "answer", "evidence"}]}
Json to_json(const std::vector<Finding>& findings, const RunFacts& facts);

// The profile that `mockserver serve --profile` takes: every answer that was decided.
Json profile_of(const std::vector<Finding>& findings, const RunFacts& facts);

// kOk, kDiffers or kUndecided; a difference counts before what was left undecided.
int exit_code(const std::vector<Finding>& findings);

}  // namespace conformance
