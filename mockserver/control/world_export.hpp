// A sandbox's present state as a world document: loading it gives the same state again, in every row and to the tick,
// and exporting that gives the same document.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "state/contents.hpp"

namespace control {

// Entities in the order of their ids, everything else below its owner in the order of ids or keys; instants are
// absolute. The document fits fixtures/worlds/world.schema.json and holds every password and token as it is.
nlohmann::json export_world(const state::Contents& contents, const std::string& name);

}  // namespace control
