// What a sandbox starts from, and goes back to on a reset.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "control/world.hpp"
#include "state/sandbox.hpp"

namespace control {

// A login that a sandbox has beside those of its world.
struct ExtraUser {
  std::int32_t entity_id = 0;
  std::string login = {};
  std::string password = {};
};

struct Seed {
  std::shared_ptr<const World> world = {};        // never null: of a clone, the world of the sandbox it was taken from
  std::optional<WorldClock> clock = {};           // in place of the world's own start; not with `content`
  std::optional<state::Snapshot> content = {};    // a clone's or a snapshot's, clock and ids included; none: the world
  std::optional<std::uint64_t> content_ids = {};  // with `content`: another seed for the ids from here on
  std::vector<ExtraUser> users = {};
};

// A seed that cannot be used: a user of an entity that is not there, or of a login that is.
struct BadSeed : std::runtime_error {
  BadSeed(const std::string& message, std::string place) : std::runtime_error(message), path(std::move(place)) {}
  std::string path;  // in terms of a call that creates a sandbox, "/apiUsers/0/entityId"
};

}  // namespace control
