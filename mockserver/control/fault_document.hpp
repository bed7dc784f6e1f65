// Faults as control calls write them.
#pragma once
#include <nlohmann/json.hpp>

#include "contract/registry.hpp"
#include "control/faults.hpp"

namespace control {

// Reads the body of POST faults, which fits its schema. Names of services, operations and fields must be known to
// `registry`; with none, only their form is checked. `now` is the sandbox's time, from which a duration counts.
// Throws ApiError bad-value that names the member: an unknown name, a code that is none, effects that contradict each
// other, a duration or header that is none.
FaultRule fault_rule(const nlohmann::json& body, const contract::Registry* registry, state::Instant now);

// A fault as it is listed: what was asked for, its id and its counts.
nlohmann::json fault_json(const FaultReport& fault);

}  // namespace control
