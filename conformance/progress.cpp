#include "conformance/progress.hpp"

#include "conformance/crew.hpp"

namespace conformance {
namespace {

constexpr std::chrono::milliseconds kLiveEvery{100};
constexpr std::chrono::seconds kPlainEvery{10};

}  // namespace

void Progress::pause() {
  if (shown_) out_ << "\r\033[K";
  shown_ = false;
  out_.flush();
}

void Progress::step(const ScenarioRun& run) {
  ++done_;
  failed_ += is_failure(run) ? 1 : 0;
  const auto now = std::chrono::steady_clock::now();
  if (now - told_ < (live_ ? std::chrono::nanoseconds(kLiveEvery) : std::chrono::nanoseconds(kPlainEvery))) return;
  told_ = now;
  out_ << (live_ ? "\r\033[K" : "") << done_ << " of " << total_ << ", " << failed_ << " failed"
       << (live_ ? "  " + run.scenario->id.substr(0, 60) : "\n");
  shown_ = live_;
  out_.flush();
}

}  // namespace conformance
