// What a schema cannot say about a world: references, unique names, dates, who may hang under whom.
#pragma once
#include <nlohmann/json.hpp>
#include <vector>

#include "control/json_schema.hpp"

namespace control {

// For a document that fits the schema. Every problem found, in the document's order.
std::vector<Problem> check_world(const nlohmann::json& document);

}  // namespace control
