// The drift of a contract, told: as text, as JSON, and as JUnit XML.
#pragma once
#include <ostream>
#include <string>
#include <vector>

#include "conformance/drift/drift.hpp"
#include "conformance/drift/questions.hpp"

namespace conformance::drift {

// One service, as soon as it is known: a line for the whole, one for each difference and each remark.
void print(std::ostream& out, const ServiceDrift& drift);

// The count of everything, and what it says of the open questions.
void print_summary(std::ostream& out, const Drift& drift, const std::vector<Settled>& questions);

// Everything, for programs. `target` is an address.
void write_json(std::ostream& out, const std::string& target, const Drift& drift,
                const std::vector<Settled>& questions);

// One case a service, and one an operation; a failure lists its differences.
void write_junit(std::ostream& out, const contract::Registry& contract, const Drift& drift);

}  // namespace conformance::drift
