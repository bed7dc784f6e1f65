// A rule of the service: one sentence of the document, the code that answers when it is broken, and how well it is
// known.
#pragma once
#include <string_view>

#include "contract/result_codes.hpp"

namespace contract {

// Declared once, beside the operation (or, when operations share it, in services/shared_rules.hpp), with static
// storage: an operation's return type names its rules, the journal names the one that refused, and coverage counts them
// by id.
struct Rule {
  std::string_view id;    // "CancelEntity/not-itself"; unique in the product
  Code code;              // what is answered when the rule is broken
  std::string_view says;  // the requirement, in one sentence
  Evidence evidence = Evidence::assumed;
  std::string_view question = {};  // id of the open question behind it, if any
  bool only_by_profile = false;    // refuses nobody under the assumed answer, so that no scenario can prove it
};

}  // namespace contract
