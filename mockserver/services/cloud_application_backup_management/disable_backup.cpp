// DisableBackup: ends an entity's backup of cloud applications.
#include "contract/profile.hpp"
#include "services/cloud_application_backup_management/operations.hpp"
#include "services/targets.hpp"

namespace services::cloud_application_backup_management {
namespace {

struct DisableBackupRequest {
  static constexpr std::string_view kName = "DisableBackupRequest";
  std::int32_t target_entity_id = 0;

  static constexpr auto fields() {
    return fields_of(field<&DisableBackupRequest::target_entity_id>(
        "TargetEntityID", {.min = 0, .doc = "Whose backup ends; 0 is the caller."}));
  }
};

struct DisableBackupResult {
  static constexpr std::string_view kName = "DisableBackupResult";
  Result result = {};

  static constexpr auto fields() { return fields_of(field<&DisableBackupResult::result>("Result")); }
};

constexpr Rule kEnabled{"DisableBackup/enabled", Code::InvalidInputParameters, "The entity is signed up.",
                        Evidence::assumed, "Q-cloud-not-enabled"};

Outcome<DisableBackupResult, kInTree, kManaged, kActive, kAncestorsActive, kEnabled> disable_backup(
    Call& call, const DisableBackupRequest& in) {
  const auto target = writable_entity(call, or_caller(call, in.target_entity_id));
  if (!target) return target;
  const auto account = call.sandbox.cloud_backups.of(target->id);
  if (!account && call.profile.is<"Q-cloud-not-enabled", "Success">()) return DisableBackupResult{};
  if (!account) return refuse<kEnabled>("TargetEntityID: is not signed up");

  call.sandbox.cloud_backups.disable(*account);
  return DisableBackupResult{};
}

}  // namespace

Operation disable_backup_operation() {
  return operation<disable_backup>("DisableBackup", {.doc = "Ends the backup of an entity's cloud applications.",
                                                     .request = Evidence::example,
                                                     .question = "Q-cloud-disabled"});
}

}  // namespace services::cloud_application_backup_management
