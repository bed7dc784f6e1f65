// GetScannerCustomPathes: where the scanner looks beside its standard places.
#include "services/backup_policy_management/custom_paths.hpp"
#include "services/backup_policy_management/operations.hpp"

namespace services::backup_policy_management {
namespace {

Outcome<CustomPathesResult, kInTree, kActive, kAncestorsActive, kPolicyOfTarget> get_scanner_custom_pathes(
    Call& call, const OnePolicy& in) {
  return get_paths(call, in, state::PathPurpose::scanner);
}

}  // namespace

Operation get_scanner_custom_pathes_operation() {
  return operation<get_scanner_custom_pathes>("GetScannerCustomPathes",
                                              {.doc = "Tells where the scanner looks beside its standard places.",
                                               .style = Style::mixed,
                                               .also_wrapped = true,
                                               .question = "Q-policy-response"});
}

}  // namespace services::backup_policy_management
