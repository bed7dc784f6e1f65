// Manners towards a shared server: not too many requests a second, and patience when it says that there were.
#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>

#include "conformance/endpoint.hpp"

namespace conformance {

// Spaces the requests of all workers. Safe to use from many threads.
class Pace {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;
  using Sleep = std::function<void(std::chrono::milliseconds)>;
  // `per_second` requests at most, 0: as many as one likes. Time and sleep are replaced in tests; the usual sleep wakes
  // when the run is to stop.
  explicit Pace(double per_second, Clock clock = {}, Sleep sleep = {});

  // Waits until the next request may go.
  void wait();
  void sleep(std::chrono::milliseconds time) { sleep_(time); }

 private:
  std::chrono::nanoseconds between_{};
  Clock clock_;
  Sleep sleep_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point next_{};
};

// The endpoint at that pace. An answer 429 or 503 is asked for again: after its Retry-After (seconds, at most two
// minutes), else after 1, 2, 4 and 8 seconds; what the server says then is the answer.
std::unique_ptr<Endpoint> gentle_endpoint(std::unique_ptr<Endpoint> endpoint, std::shared_ptr<Pace> pace);

}  // namespace conformance
