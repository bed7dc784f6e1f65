// One step: the request it makes, and what its answer is held against.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "conformance/endpoint.hpp"
#include "conformance/matcher.hpp"
#include "conformance/scenario.hpp"
#include "conformance/soap_client.hpp"
#include "conformance/target.hpp"
#include "conformance/variables.hpp"

namespace conformance {

// What a step did. `broken` tells that it could not be carried out as written (an unknown variable, a bad pattern).
struct StepRun {
  const Step* step = nullptr;
  HttpRequest request = {};
  HttpResponse response = {};
  std::vector<Mismatch> mismatches = {};
  std::string broken = {};

  bool passed() const { return mismatches.empty() && broken.empty(); }
};

// Everything a step stands on, for the length of one scenario.
struct Stage {
  Endpoint& endpoint;
  const contract::Registry& registry;
  const TargetFile& target;
  Variables& variables;
};

// Resolves the variables, sends the request, compares the answer, keeps what is to be kept. A step without `expect`
// must only be answered. Throws Unreachable; every other trouble is told in the result.
StepRun run_step(const Step& step, const Stage& stage);

}  // namespace conformance
