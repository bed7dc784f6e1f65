// Takes away what runs left behind that were killed: what ledgers tell of, and what bears the mark of a run by name.
#pragma once
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/endpoint.hpp"
#include "conformance/target.hpp"
#include "contract/registry.hpp"

namespace conformance {

struct SweepSettings {
  std::vector<std::string> ledgers = {};  // files
  std::int64_t older_than = 3'600;        // seconds: runs that began later may still be going on
  std::int64_t now = 0;                   // seconds since 1970
  bool allow_writes = false;              // without it, only tells what it would cancel
};

struct Swept {
  int found = 0;
  int cancelled = 0;
  int failed = 0;
};

// Looks through the tree of the target's first role, cancels what it finds (children before their parents) and
// removes the ledgers when all of it is gone. Tells each entity. Throws Unreachable, Complaint for a
// broken ledger, and std::runtime_error when the target does not answer like the service.
Swept sweep(Endpoint& endpoint, const contract::Registry& registry, const TargetFile& target,
            const SweepSettings& settings, std::ostream& out);

// When the run began that a name bears the mark of (seconds since 1970); nothing if it bears none.
std::optional<std::int64_t> marked_by_run(std::string_view name, std::int64_t now);

}  // namespace conformance
