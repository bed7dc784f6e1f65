// The sandbox's own time: real, frozen, or ahead of the system's. Every date the API shows comes from here.
#pragma once
#include <optional>

#include "state/instant.hpp"

namespace state {

// The system's clock as ticks.
Instant system_time();

// Never runs backwards, but for reset(). Guarded by the sandbox's lock.
class Clock {
 public:
  using Source = Instant (*)();

  // Where the clock stands, as kept in snapshots and files.
  struct Setting {
    Instant offset = 0;                // added to the system's time while the clock runs; 0 while it is frozen
    std::optional<Instant> frozen_at;  // none: the clock runs
    friend bool operator==(const Setting&, const Setting&) = default;
  };

  explicit Clock(Source source = system_time) : source_(source) {}

  Instant now();
  bool frozen() const { return setting_.frozen_at.has_value(); }

  void freeze() { setting_ = {.offset = 0, .frozen_at = now()}; }
  // Stops the clock at an instant; false, and no change, when that instant is over or beyond kLastInstant.
  bool freeze(Instant at);
  // Runs on from where it stood.
  void unfreeze();
  // Moves time forward, running or frozen; false, and no change, for a negative step or one beyond kLastInstant.
  bool advance(Instant step);
  // Back to the system's time.
  void reset();

  const Setting& setting() const { return setting_; }
  void set(const Setting& setting);

 private:
  Source source_;
  Setting setting_;
  Instant latest_ = 0;  // the last answer of now()
};

}  // namespace state
