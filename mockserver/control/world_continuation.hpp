// What a world tells that goes on where a sandbox stood: history row by row, mails, tokens, what is due, where ids
// stand. Checked and loaded here.
#pragma once
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "control/world.hpp"

namespace control {

// What a schema cannot say of them: unique ids, references, instants; and that things of one kind either all have ids
// or none. `fail` takes each problem with its path.
void check_continuation(const nlohmann::json& document,
                        const std::function<void(const std::string& path, std::string message)>& fail);

// From checked properties to rows, inside the loader's transaction and behind everything else. `now` is what relative
// instants count from.
void load_continuation(state::Sandbox& sandbox, const nlohmann::json& document, state::Instant now);

}  // namespace control
