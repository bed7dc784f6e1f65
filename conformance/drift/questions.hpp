// Open questions that a target's own description settles: those about names, order and types on the wire.
#pragma once
#include <string>
#include <vector>

#include "conformance/drift/drift.hpp"
#include "contract/questions.hpp"
#include "contract/registry.hpp"

namespace conformance::drift {

struct Settled {
  enum class Verdict { holds, wrong, open };
  const contract::Question* question = nullptr;
  Verdict verdict = Verdict::open;
  // The elements that were looked at, "PartnerManagementService CreatePartnerResponse/.../UserName".
  std::vector<std::string> elements = {};
  std::vector<std::string> says = {};  // wrong: each difference, as text; open: what could not be looked at
};

// Every question that a WSDL can settle, in the order of the register. A question stays open while one of its services
// could not be compared, or, where it is about presence, is known by its help pages only.
std::vector<Settled> settled_by(const Drift& drift, const contract::Registry& contract);

// Ids of questions of the table that no row, operation or place of the contract names: a test demands that there are
// none.
std::vector<std::string> questions_without_elements(const contract::Registry& contract);

}  // namespace conformance::drift
