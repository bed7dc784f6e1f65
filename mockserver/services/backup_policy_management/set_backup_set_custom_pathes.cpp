// SetBackupSetCustomPathes: replaces what is backed up whatever the scanner finds.
#include "services/backup_policy_management/custom_paths.hpp"
#include "services/backup_policy_management/operations.hpp"

namespace services::backup_policy_management {
namespace {

Outcome<PolicyResult, kNoNullPaths, kInTree, kManaged, kActive, kAncestorsActive, kPolicyOfTarget>
set_backup_set_custom_pathes(Call& call, const SetCustomPathes& in) {
  return set_paths(call, in, state::PathPurpose::backup_set);
}

}  // namespace

Operation set_backup_set_custom_pathes_operation() {
  return operation<set_backup_set_custom_pathes>("SetBackupSetCustomPathes",
                                                 {.doc = "Replaces what is backed up whatever the scanner finds.",
                                                  .style = Style::mixed,
                                                  .also_wrapped = true,
                                                  .question = "Q-policy-response"});
}

}  // namespace services::backup_policy_management
