// SetScannerCustomPathes: replaces where the scanner looks beside its standard places.
#include "services/backup_policy_management/custom_paths.hpp"
#include "services/backup_policy_management/operations.hpp"

namespace services::backup_policy_management {
namespace {

Outcome<PolicyResult, kNoNullPaths, kInTree, kManaged, kActive, kAncestorsActive, kPolicyOfTarget>
set_scanner_custom_pathes(Call& call, const SetCustomPathes& in) {
  return set_paths(call, in, state::PathPurpose::scanner);
}

}  // namespace

Operation set_scanner_custom_pathes_operation() {
  return operation<set_scanner_custom_pathes>("SetScannerCustomPathes",
                                              {.doc = "Replaces where the scanner looks beside its standard places.",
                                               .style = Style::mixed,
                                               .also_wrapped = true,
                                               .question = "Q-policy-response"});
}

}  // namespace services::backup_policy_management
