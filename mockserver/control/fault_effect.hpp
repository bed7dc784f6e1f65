// What a fault does to a call: what is answered in place of its answer, and how the answer leaves.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "contract/outcome.hpp"
#include "contract/result_codes.hpp"

namespace control {

// How long answers are held back, as the inverse of a distribution.
struct Latency {
  struct Point {
    double percent = 0;  // of the calls are held back no longer than
    std::chrono::nanoseconds time{0};
  };
  // Rising, the first at 0 %; straight lines in between, and the last time above the last point. None: a normal
  // distribution around `mean`.
  std::vector<Point> points = {};
  std::chrono::nanoseconds mean{0};
  std::chrono::nanoseconds deviation{0};

  // The time for two numbers drawn from all there are. Never negative, never above kLongestLatency.
  std::chrono::nanoseconds draw(std::uint64_t first, std::uint64_t second) const;
};

inline constexpr std::chrono::minutes kLongestLatency{10};

struct FaultEffect {
  enum class Connection : std::uint8_t { kept, dropped, reset };
  enum class Body : std::uint8_t { whole, truncated, malformed, wrong_content_type };
  struct ResultCode {
    contract::Code code = contract::Code::UnexpectedError;
    std::string message = {};  // behind the id in Result.Message
  };
  struct HttpAnswer {
    int status = 503;
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};
  };

  // In place of the operation's own answer: one of these four at most. The operation does not run, or, with `after`, it
  // runs and its answer is lost.
  std::optional<ResultCode> code = {};
  std::optional<contract::Fault> soap_fault = {};
  std::optional<HttpAnswer> http = {};
  Connection connection = Connection::kept;  // nothing is answered
  bool after = false;

  // While the operation runs.
  bool mail_fails = false;
  bool shadowprotect_fails = false;

  // How the answer leaves.
  Body body = Body::whole;
  std::optional<Latency> latency = {};
  std::int64_t bytes_per_second = 0;  // of the body; 0: as fast as it goes

  bool replaces_answer() const { return code || soap_fault || http || connection != Connection::kept; }
  bool runs_operation() const { return after || !replaces_answer(); }

  // What is done, for people: "connection dropped after the operation", "EntityExpired, held back".
  std::string text() const;
};

// Why an effect makes no sense: the member that contradicts another, by its name in control calls, and why.
struct Contradiction {
  std::string member = {};
  std::string why = {};
};
std::optional<Contradiction> contradiction(const FaultEffect& effect);

// Both effects at once, or nothing where one says otherwise than the other.
std::optional<FaultEffect> both(const FaultEffect& one, const FaultEffect& other);

// The spelling of SOAP 1.1 fault codes in control calls, in the order of contract::Fault::Who.
inline constexpr std::array<const char*, 4> kFaultCodes = {"Client", "Server", "MustUnderstand", "VersionMismatch"};

}  // namespace control
