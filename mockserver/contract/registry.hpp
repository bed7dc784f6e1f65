// The whole contract: every service with its operations, and look-ups over it.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "contract/operation.hpp"

namespace contract {

// A view over constants; copy freely. The product's own registry is services::catalog().
class Registry {
 public:
  explicit constexpr Registry(std::span<const Service* const> services) : services_(services) {}

  std::span<const Service* const> services() const { return services_; }
  // By name; page names are matched without regard to case (host rule 97), operations exactly (host rules 9, 100).
  const Service* find_service(std::string_view name) const;
  static const Operation* find_operation(const Service& service, std::string_view name);

 private:
  std::span<const Service* const> services_;
};

// A rule of an operation as coverage counts it: one per declared Rule, and one per field that has checks.
struct CountedRule {
  std::string_view id;  // a rule's own id; for a field "<Operation>.<Field>"
  Code code;
  std::string_view says;  // for a field: what its value must satisfy
  Evidence evidence;
  std::string_view question;
};

// The codes an operation may answer: the common ones first, then those of its rules, by number, each once.
std::vector<Code> codes_of(const Operation& operation);

// The evidence of a row, with `inherited` resolved by the evidence of the message it stands in.
Evidence evidence_of(const FieldDesc& field, Evidence message);

// What a field's checks demand, in words: "must be >= 1", "must match <pattern>", "must not be empty; ...".
// Empty when there are none.
std::string describe_rules(const FieldDesc& field);

// Mistakes in the tables: unknown question ids, assumed rows without a question, two rules with one id, a response
// without a Result row, two rows with one name. Empty when the contract is sound (a test demands it).
std::vector<std::string> check(const Registry& registry);

}  // namespace contract
