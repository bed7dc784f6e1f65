// The matrix: which documented code of which operation, and which rule, is proven by which scenarios.
#pragma once
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "conformance/json.hpp"
#include "conformance/rules.hpp"
#include "conformance/scenario.hpp"

namespace conformance {

// One thing to prove. A code is proven by a scenario that calls the operation and expects that code; a rule by one that
// cites its id, calls an operation that has it and expects the rule's code of it.
struct CodePair {
  const contract::Service* service = nullptr;
  const contract::Operation* operation = nullptr;
  contract::Code code{};
  std::vector<std::string> proven_by;
};
struct RuleCoverage {
  ProvableRule rule;
  std::vector<std::string> proven_by;
};

struct Coverage {
  std::vector<CodePair> codes;      // in the contract's order
  std::vector<RuleCoverage> rules;  // each id once, but once per service where two have an operation of one name

  std::size_t proven_codes() const;
  std::size_t proven_rules() const;
  bool complete() const { return proven_codes() == codes.size() && proven_rules() == rules.size(); }
};

// What the contract documents, with the scenarios that prove it. Operations marked unavailable are left out.
Coverage coverage(const contract::Registry& registry, const std::vector<Scenario>& scenarios);

// The coverage with only those of its proofs that `holds` says yes to.
Coverage only(Coverage coverage, const std::function<bool(const std::string& scenario)>& holds);

// "12 of 612 documented (operation, code) pairs and 5 of 345 rules"
std::string count_of(const Coverage& coverage);

// The matrix as text; with `missing_only` just the gaps. The last line counts.
void print(std::ostream& out, const Coverage& coverage, bool missing_only);
Json to_json(const Coverage& coverage);

}  // namespace conformance
