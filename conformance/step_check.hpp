// An answer held against what its step expects.
#pragma once
#include <optional>
#include <vector>

#include "conformance/step_request.hpp"

namespace conformance {

struct Checked {
  std::vector<Mismatch> mismatches = {};
  int assertions = 0;
  std::optional<Answer> answer = {};  // of a page of a service, read by the contract's tables
};

// `source` is the step with its variables resolved; without `expect` nothing is compared. Throws std::invalid_argument
// when the expectation cannot be held against such an answer.
Checked check(StepKind kind, const Json& source, const Stage& stage, const ResolvedCall* call,
              const HttpRequest& request, const HttpResponse& response);

// The value at a JSON pointer; nothing if there is none.
std::optional<Json> at_pointer(const Json& document, const std::string& pointer);

}  // namespace conformance
