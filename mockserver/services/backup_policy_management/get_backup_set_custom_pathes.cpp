// GetBackupSetCustomPathes: what is backed up whatever the scanner finds.
#include "services/backup_policy_management/custom_paths.hpp"
#include "services/backup_policy_management/operations.hpp"

namespace services::backup_policy_management {
namespace {

Outcome<CustomPathesResult, kInTree, kActive, kAncestorsActive, kPolicyOfTarget> get_backup_set_custom_pathes(
    Call& call, const OnePolicy& in) {
  return get_paths(call, in, state::PathPurpose::backup_set);
}

}  // namespace

Operation get_backup_set_custom_pathes_operation() {
  return operation<get_backup_set_custom_pathes>("GetBackupSetCustomPathes",
                                                 {.doc = "Tells what is backed up whatever the scanner finds.",
                                                  .style = Style::mixed,
                                                  .also_wrapped = true,
                                                  .question = "Q-policy-response"});
}

}  // namespace services::backup_policy_management
