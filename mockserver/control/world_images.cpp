#include "control/world_images.hpp"

#include <algorithm>
#include <utility>

namespace control {
namespace {

constexpr state::Instant kServes = 60 * state::kTicksPerSecond;
constexpr state::Instant kRenewedAfter = kServes / 2;
constexpr state::Instant kRenewedWhileAskedIn = 5 * kServes;

bool is_within(state::Instant then, state::Instant now, state::Instant time) {
  return now >= then && now - then < time;
}

}  // namespace

// A world that starts at an instant of its own is the same whenever it is seeded.
bool WorldImages::ages(const Key& key) { return !key.start || !key.start->now; }

void start_clock(state::Sandbox& sandbox, const std::optional<WorldClock>& start, state::Clock::Source time) {
  if (!start) return sandbox.clock.reset();
  if (start->frozen) {
    sandbox.clock.set({.offset = 0, .frozen_at = start->now});
  } else {
    sandbox.clock.set({.offset = start->now ? *start->now - time() : start->ahead, .frozen_at = std::nullopt});
  }
}

std::optional<state::Snapshot> WorldImages::kept(const Key& key) {
  const std::lock_guard lock(mutex_);
  const state::Instant now = time_();
  const auto found = std::ranges::find(images_, key, &Image::key);
  if (found == images_.end()) return std::nullopt;
  found->asked_at = now;
  if (ages(key) && !is_within(found->seeded_at, now, kServes)) return std::nullopt;
  return found->content;
}

// The caller holds workshop_mutex_.
state::Snapshot WorldImages::make(const Key& key) {
  if (!workshop_) workshop_ = std::make_unique<state::Sandbox>(":memory:", key.id_seed, time_);
  const state::Instant now = time_();
  workshop_->clear(key.id_seed);
  start_clock(*workshop_, key.start, time_);
  key.world->load_into(*workshop_);
  workshop_->catch_up();
  Image made{.key = key, .seeded_at = now, .asked_at = now, .content = workshop_->take()};

  const std::lock_guard lock(mutex_);
  const auto older = std::ranges::find(images_, key, &Image::key);
  if (older != images_.end()) {
    made.asked_at = older->asked_at;
    *older = made;
  } else {
    if (images_.size() >= kMost) images_.erase(std::ranges::min_element(images_, {}, &Image::asked_at));
    images_.push_back(made);
  }
  return made.content;
}

state::Snapshot WorldImages::of(const std::shared_ptr<const World>& world, const std::optional<WorldClock>& start,
                                std::uint64_t id_seed) {
  const Key key{.world = world, .start = start, .id_seed = id_seed};
  if (const auto image = kept(key)) return *image;
  const std::lock_guard working(workshop_mutex_);
  if (const auto image = kept(key)) return *image;  // somebody else has made it meanwhile
  return make(key);
}

void WorldImages::renew() {
  std::vector<Key> aging;
  {
    const std::lock_guard lock(mutex_);
    const state::Instant now = time_();
    for (const Image& image : images_) {
      if (!ages(image.key) || is_within(image.seeded_at, now, kRenewedAfter)) continue;
      if (is_within(image.asked_at, now, kRenewedWhileAskedIn)) aging.push_back(image.key);
    }
  }
  const std::lock_guard working(workshop_mutex_);
  for (const Key& key : aging) make(key);
}

}  // namespace control
