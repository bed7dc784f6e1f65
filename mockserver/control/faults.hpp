// Faults that a test has asked for: which calls they meet, counted, in the order they were asked for.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/fault_effect.hpp"
#include "control/journal.hpp"
#include "state/instant.hpp"

namespace control {

// A call that is about to be served: its credentials and parameters are read, nothing is checked or done yet.
struct IncomingCall {
  std::string_view service = {};
  std::string_view operation = {};
  std::string_view caller = {};             // login as given; empty without credentials
  std::vector<std::int64_t> entities = {};  // ids that the request names, 0 being replaced by the caller's own
  std::function<std::vector<std::string>(std::string_view path)> values = {};  // of the request's fields
  state::Instant now = 0;                                                      // of the sandbox
};

// A value of the request: one at the path must equal, or be like, the text.
struct FieldCondition {
  std::string path = {};  // "Filter/PageIndex"
  std::string text = {};
  bool is_pattern = false;  // '*' and '?' as in file names
};

// The calls from one to another, counted from 1.
struct CallRange {
  std::uint64_t first = 1;
  std::uint64_t last = UINT64_MAX;
};

// Which calls a fault meets. What is empty says nothing; names compare exactly, logins without letter case.
struct FaultRule {
  std::string service = {};
  std::string operation = {};
  std::string caller = {};
  std::optional<std::int64_t> entity = {};
  std::vector<FieldCondition> fields = {};

  // Of the calls that fit:
  std::vector<CallRange> nth = {{}};        // only these
  std::optional<std::uint64_t> times = {};  // at most so many
  state::Instant until = state::kNever;     // by the sandbox's clock
  double probability = 1;                   // so many of them, drawn
  std::optional<std::uint64_t> seed = {};   // to draw from; none: the sandbox's, different for each fault

  FaultEffect effect = {};
  nlohmann::json document = {};  // what was asked for, as it is listed
};

// A fault as it stands.
struct FaultReport {
  enum class State : std::uint8_t { active, spent, expired };
  std::string id = {};  // "fault-1"
  nlohmann::json document = {};
  std::uint64_t matched = 0;               // calls that fit, until it was spent or expired
  std::uint64_t hits = 0;                  // calls that the effect was applied to
  std::optional<std::uint64_t> left = {};  // hits to come at most; nothing: without end
  state::Instant until = state::kNever;
  State state = State::active;
};

// What one call met. Effects of several faults add up as far as they do not contradict each other: a fault asked for
// later gives way, and counts no hit.
struct Injection {
  FaultEffect effect = {};
  std::chrono::nanoseconds delay{0};  // drawn from the effect's latency
  std::vector<MetFault> met = {};     // empty: the call meets no fault
};

// Thread rule: every member may be called from any thread; the lock is its own. Draws depend on the seed, the fault and
// the number of the call among those that fit alone, so that the same calls in the same order meet the same faults.
class Faults {
 public:
  static constexpr std::size_t kMost = 1'000;

  explicit Faults(std::uint64_t seed) : seed_(seed) {}

  // Whether a call could meet any fault: what every call asks first.
  bool any() const noexcept { return active_.load(std::memory_order_relaxed) > 0; }
  // Counts the call and answers what it meets.
  Injection meet(const IncomingCall& call);

  // Answers the fault with its id; nothing, and no change, when there are kMost.
  std::optional<FaultReport> add(FaultRule rule);
  std::vector<FaultReport> list(state::Instant now) const;  // in the order they were asked for
  std::optional<FaultReport> find(std::string_view id, state::Instant now) const;
  std::optional<FaultReport> remove(std::string_view id, state::Instant now);
  void clear();  // ids go on
  void reset();  // ids start again, and with them the draws

 private:
  struct Fault {
    std::uint64_t number = 0;
    FaultRule rule = {};
    std::uint64_t matched = 0;
    std::uint64_t hits = 0;

    std::string id() const { return "fault-" + std::to_string(number); }
    bool is_spent() const;
  };
  using FaultList = std::list<Fault>;

  bool chooses(const Fault& fault) const;
  std::uint64_t drawn(const Fault& fault, std::uint64_t what) const;
  static FaultReport report(const Fault& fault, state::Instant now);
  FaultList::const_iterator find_locked(std::string_view id) const;
  void count_active();

  const std::uint64_t seed_;
  mutable std::mutex mutex_;
  FaultList faults_;
  std::uint64_t next_ = 1;
  std::atomic<std::size_t> active_ = 0;  // faults that are not spent
};

}  // namespace control
