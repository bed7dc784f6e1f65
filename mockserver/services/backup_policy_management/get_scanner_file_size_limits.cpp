// GetScannerFileSizeLimits: how large files may be that the scanner takes, by type of file.
#include "services/backup_policy_management/file_size_limit.hpp"
#include "services/backup_policy_management/operations.hpp"
#include "services/backup_policy_management/parameters.hpp"
#include "services/backup_policy_management/policy_target.hpp"

namespace services::backup_policy_management {
namespace {

struct FileSizeLimitsResult {
  static constexpr std::string_view kName = "FileSizeLimitsResult";
  Result result = {};
  std::optional<std::vector<FileSizeLimit>> file_size_limits = {};

  static constexpr auto fields() {
    using Self = FileSizeLimitsResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::file_size_limits>("FileSizeLimits", {.doc = "One row for each type of file.",
                                                                       .evidence = Evidence::assumed,
                                                                       .question = "Q-policy-response"}));
  }
};

Outcome<FileSizeLimitsResult, kInTree, kActive, kAncestorsActive, kPolicyOfTarget> get_scanner_file_size_limits(
    Call& call, const OnePolicy& in) {
  const auto policy = readable_policy(call, in.entity_policy_id, in.target_entity_id);
  if (!policy) return policy;

  FileSizeLimitsResult out;
  auto& rows = out.file_size_limits.emplace();
  for (const state::FileSizeLimit& limit : call.sandbox.policy_files.size_limits(policy->id))
    rows.push_back({.file_type = limit.file_type,
                    .min_size_unit = limit.min_unit,
                    .min_size = limit.min_size,
                    .max_size_unit = limit.max_unit,
                    .max_size = limit.max_size});
  return out;
}

}  // namespace

Operation get_scanner_file_size_limits_operation() {
  return operation<get_scanner_file_size_limits>(
      "GetScannerFileSizeLimits", {.doc = "Tells how large files may be that the scanner takes, by type of file.",
                                   .style = Style::mixed,
                                   .also_wrapped = true,
                                   .question = "Q-policy-response"});
}

}  // namespace services::backup_policy_management
