// The parts of a world about backup policies: checked and loaded here.
#pragma once
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "control/world.hpp"

namespace control {

// What a schema cannot say of them: unique ids, names and systems, dates, and that accounts follow policies of their
// own entity or of one above it. `fail` takes each problem with its path; `above_or_self` tells whether an entity's id
// stands above an entity, or is its own.
void check_policies(const nlohmann::json& document,
                    const std::function<void(const std::string& path, std::string message)>& fail,
                    const std::function<bool(const nlohmann::json& id, const nlohmann::json& entity)>& above_or_self);

// From checked properties to rows, inside the loader's transaction and behind entities and accounts. `now` is what
// relative instants count from.
void load_policies(state::Sandbox& sandbox, const nlohmann::json& document, state::Instant now);

}  // namespace control
