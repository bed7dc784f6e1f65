// The time at the target, and how the harness lets it pass.
#pragma once
#include <cstdint>
#include <functional>

#include "conformance/endpoint.hpp"
#include "conformance/target.hpp"

namespace conformance {

// A target with the capability "clock" is asked for its time and advanced; of any other one the time is known from the
// Date of its last answer, and passing time is waited for. One per endpoint, used by one thread at a time.
class TargetClock {
 public:
  using Wait = std::function<void(std::int64_t seconds)>;
  // `wait` lets real time pass; by default it sleeps, and wakes when the run is to stop.
  TargetClock(Endpoint& endpoint, const TargetFile& target, Wait wait = {});

  // Ticks. Throws Unreachable, and std::runtime_error when the control surface does not answer as it should.
  std::int64_t now();
  void pass(std::int64_t seconds);
  // Learns the target's time from an answer.
  void observe(const HttpResponse& response);

 private:
  Endpoint& endpoint_;
  bool controlled_;
  Wait wait_;
  std::int64_t ahead_ = 0;  // ticks by which the target's clock is ahead of this machine's
};

}  // namespace conformance
