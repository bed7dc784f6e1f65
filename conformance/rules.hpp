// The rules a scenario can prove, counted over the contract.
#pragma once
#include <string>
#include <vector>

#include "contract/registry.hpp"

namespace conformance {

// A Rule of an operation, or the checks of one of its request's fields ("<Operation>.<Field>", nested:
// "<Operation>.<A>.<B>").
struct ProvableRule {
  std::string id = {};
  const contract::Service* service = nullptr;
  const contract::Operation* operation = nullptr;
  contract::Code code{};
  std::string says = {};
  contract::Evidence evidence = contract::Evidence::table;
  std::string_view question = {};  // id of the open question behind it, if any
};

// The rules of one operation, fields first.
std::vector<ProvableRule> rules_of(const contract::Service& service, const contract::Operation& operation);

// The codes an operation is documented to answer and that can be met from outside: UnexpectedError is left out, since
// it means that the service itself failed, and InvalidInputParameters where nothing in the request is checked.
std::vector<contract::Code> provable_codes(const contract::Operation& operation);

}  // namespace conformance
