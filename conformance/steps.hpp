// One step: the request it makes, and what its answer is held against.
#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "conformance/endpoint.hpp"
#include "conformance/matcher.hpp"
#include "conformance/scenario.hpp"
#include "conformance/soap_client.hpp"
#include "conformance/stand_ins.hpp"
#include "conformance/target.hpp"
#include "conformance/target_clock.hpp"
#include "conformance/variables.hpp"

namespace conformance {

// What a step did. `broken` tells that it could not be carried out as written (an unknown variable, a bad pattern),
// `withheld` that it was not sent, because it could have changed what is not the run's to change.
struct StepRun {
  const Step* step = nullptr;
  HttpRequest request = {};
  HttpResponse response = {};
  std::vector<Mismatch> mismatches = {};
  std::string broken = {};
  std::string withheld = {};
  std::vector<std::string> notes = {};  // what the target's journal tells of a failed call
  std::string answer = {};              // of a probe's question: the one that fits, when calibrating
  int attempts = 0;                     // requests sent; more than one only with `eventually`
  int assertions = 0;                   // expectations looked at
  std::chrono::microseconds took{};

  bool passed() const { return mismatches.empty() && broken.empty() && withheld.empty(); }
  bool answered() const { return response.status > 0; }
};

// A call about to be made, with its variables resolved.
struct ResolvedCall {
  Target called = {};
  std::optional<Credentials> credentials = {};
  Json as;     // as the step writes it
  Json input;  // content of <request>, or bare parameters; null when there is none
};

// Watches over the requests of one scenario after the other. See care.hpp for the one that protects a shared target.
class Watch {
 public:
  virtual ~Watch() = default;
  virtual void begin(const Scenario& scenario) = 0;
  // Why the request must not be sent; empty if it may. A call that is written by hand comes without `call`.
  virtual std::string before(const Step& step, const ResolvedCall* call, const HttpRequest& request) = 0;
  virtual void after(const Step& step, const ResolvedCall* call, const Answer* answer) = 0;
  // Whether the last request was held back for writing to what is not the run's own: a stand-in would do.
  virtual bool misses_stand_ins() const { return false; }
  // The steps are done; what comes now undoes them.
  virtual void cleaning_up() = 0;
  // After the clean-up: what is left at the target, in words.
  virtual std::vector<std::string> end() = 0;
};

// Everything a step stands on, for the length of one scenario.
struct Stage {
  Endpoint& endpoint;
  const contract::Registry& registry;
  const TargetFile& target;
  Variables& variables;
  TargetClock& clock;
  Watch* watch = nullptr;
  const ActingRoles* acting = nullptr;  // who calls in the place of whom; null: everybody for themselves
  bool calibrating = false;  // steps with answers look for the one that fits, instead of expecting the assumed one
};

// Resolves the variables, sends the request, compares the answer, keeps what is to be kept. A step without `expect`
// must only be answered. Throws Unreachable; every other trouble is told in the result.
StepRun run_step(const Step& step, const Stage& stage);

}  // namespace conformance
