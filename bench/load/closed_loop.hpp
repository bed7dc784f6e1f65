// A closed-loop HTTP client: every connection has one request under way at any time, and its answers are counted.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace bench {

struct Load {
  int port = 0;           // on 127.0.0.1
  std::string request{};  // whole, head and body; sent again and again
  int connections = 1;
  std::chrono::milliseconds duration = std::chrono::seconds(1);
};

// Waits are from a request's last byte sent to its answer's last byte read, in ms.
struct Outcome {
  std::uint64_t answers = 0;
  double per_second = 0;
  double p50 = 0;
  double p99 = 0;
  double longest = 0;  // requests still unanswered at the end count with the time they waited
  int starved = 0;     // connections without a single answer
};

// One thread, epoll, kept-alive connections that are all open before the first request leaves. Throws
// std::runtime_error when a connection breaks or an answer is not a 200.
Outcome run(const Load& load);

// The body of a single answer.
std::string answer_to(int port, const std::string& request);

}  // namespace bench
