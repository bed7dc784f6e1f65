// Holds scenarios against the contract before anything is sent: names that do not exist, values that cannot be written.
#pragma once
#include <vector>

#include "conformance/scenario.hpp"
#include "conformance/target.hpp"
#include "contract/registry.hpp"

namespace conformance {

// Everything wrong with a scenario: an unknown service, operation, field, code, rule, role or variable (each with the
// nearest known one), a path that leads nowhere, a bad pattern, a directory that is not the operation it calls, a rule
// cited without calling an operation that has it.
std::vector<Complaint> lint(const Scenario& scenario, const contract::Registry& registry, const TargetFile& target);

}  // namespace conformance
