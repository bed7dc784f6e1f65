#include "state/clock.hpp"

#include <algorithm>
#include <chrono>

namespace state {

Instant system_time() {
  using Ticks = std::chrono::duration<Instant, std::ratio<1, kTicksPerSecond>>;
  return kUnixEpoch + std::chrono::duration_cast<Ticks>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Instant Clock::now() {
  if (setting_.frozen_at) return *setting_.frozen_at;
  return latest_ = std::min(std::max(latest_, source_() + setting_.offset), kLastInstant);
}

bool Clock::freeze(Instant at) {
  if (at < now() || at > kLastInstant) return false;
  latest_ = at;
  setting_ = {.offset = 0, .frozen_at = at};
  return true;
}

void Clock::unfreeze() {
  if (!setting_.frozen_at) return;
  latest_ = *setting_.frozen_at;
  setting_ = {.offset = latest_ - source_(), .frozen_at = std::nullopt};
}

bool Clock::advance(Instant step) {
  const Instant from = now();
  if (step < 0 || step > kLastInstant - from) return false;
  latest_ = from + step;
  if (setting_.frozen_at)
    setting_.frozen_at = latest_;
  else
    setting_.offset = latest_ - source_();
  return true;
}

void Clock::reset() { set({}); }

void Clock::set(const Setting& setting) {
  setting_ = setting;
  latest_ = 0;
}

}  // namespace state
