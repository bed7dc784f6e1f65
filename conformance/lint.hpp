// Holds scenarios against the contract before anything is sent: names that do not exist, values that cannot be written.
#pragma once
#include <string_view>
#include <vector>

#include "conformance/rules.hpp"
#include "conformance/scenario.hpp"
#include "conformance/target.hpp"
#include "contract/registry.hpp"

namespace conformance {

// Holds many scenarios against one contract and the names of one target. Both must outlive it.
class Linter {
 public:
  Linter(const contract::Registry& registry, const TargetFile& target);

  // See lint(). Safe to use from many threads.
  std::vector<Complaint> check(const Scenario& scenario) const;

 private:
  const contract::Registry& registry_;
  const TargetFile& target_;
  std::vector<ProvableRule> rules_;
};

// Everything wrong with a scenario: an unknown service, operation, field, code, rule, role or variable (each with the
// nearest known one), a path that leads nowhere, a bad pattern, a directory that is not the operation it calls, a rule
// cited without calling an operation that has it.
std::vector<Complaint> lint(const Scenario& scenario, const contract::Registry& registry, const TargetFile& target);

// The switches of the register that no scenario asks; none where there are no probes at all.
std::vector<std::string_view> questions_without_probe(const std::vector<Scenario>& scenarios);

}  // namespace conformance
