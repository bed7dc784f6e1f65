// Worlds as they are after seeding, so that the next sandbox is copied instead of loaded row by row.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "control/world.hpp"
#include "state/sandbox.hpp"

namespace control {

// What is inside an image depends on the world, on the seed of the ids and on the moment of the seeding, from which a
// world's relative instants count. Where the clock starts at a given time, that is the moment, and the image serves for
// good; where it is the real time, the image serves for a minute, so that those instants are a minute too early at the
// most. Any thread; docs/adr/0012 tells why.
class WorldImages {
 public:
  explicit WorldImages(state::Clock::Source time) : time_(time) {}

  // The content of a new sandbox with this world, catching up with its past included.
  state::Snapshot of(const std::shared_ptr<const World>& world, const std::optional<WorldClock>& start,
                     std::uint64_t id_seed);

  // Makes those anew that will soon be too old and were asked for in the last minutes, so that nobody waits for them.
  void renew();

 private:
  struct Key {
    std::shared_ptr<const World> world = {};
    std::optional<WorldClock> start = {};
    std::uint64_t id_seed = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Image {
    Key key = {};
    state::Instant seeded_at = 0;  // real time, as the next
    state::Instant asked_at = 0;
    state::Snapshot content;
  };
  static constexpr std::size_t kMost = 16;

  static bool ages(const Key& key);
  std::optional<state::Snapshot> kept(const Key& key);
  state::Snapshot make(const Key& key);

  const state::Clock::Source time_;
  std::mutex mutex_;                          // of the images
  std::mutex workshop_mutex_;                 // taken first: those who want the same wait for it
  std::unique_ptr<state::Sandbox> workshop_;  // keeps its prepared statements from one image to the next
  std::vector<Image> images_;
};

// Sets the clock where a world starts: at a given time, or at the real time. The caller holds the sandbox's mutex.
void start_clock(state::Sandbox& sandbox, const std::optional<WorldClock>& start, state::Clock::Source time);

}  // namespace control
