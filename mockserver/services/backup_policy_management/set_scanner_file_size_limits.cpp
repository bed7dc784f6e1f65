// SetScannerFileSizeLimits: replaces how large files may be that the scanner takes.
#include <cmath>
#include <set>

#include "services/backup_policy_management/file_size_limit.hpp"
#include "services/backup_policy_management/operations.hpp"
#include "services/backup_policy_management/parameters.hpp"
#include "services/backup_policy_management/policy_target.hpp"

namespace services::backup_policy_management {
namespace {

struct SetScannerFileSizeLimits {
  static constexpr std::string_view kName = "SetScannerFileSizeLimits";
  std::int32_t entity_policy_id = 0;
  std::int32_t target_entity_id = 0;
  std::optional<std::vector<std::optional<FileSizeLimit>>> file_size_limits = {};

  static constexpr auto fields() {
    using Self = SetScannerFileSizeLimits;
    return fields_of(field<&Self::entity_policy_id>("entityPolicyID", kPolicyIdRules),
                     field<&Self::target_entity_id>("targetEntityId", kTargetEntityRules),
                     field<&Self::file_size_limits>("fileSizeLimits",
                                                    {.required = true,
                                                     .aliases = {"FileSizeLimits"},
                                                     .doc = "The new limits; types that are left out get 0 KB to 5 GB.",
                                                     .evidence = Evidence::assumed,
                                                     .question = "Q-policy-file-sizes"}));
  }
};

constexpr Rule kNoNullLimits{"SetScannerFileSizeLimits/no-null-limits", Code::InvalidInputParameters,
                             "No item of the list is null.", Evidence::table};
constexpr Rule kTypesOnce{"SetScannerFileSizeLimits/types-once", Code::InvalidInputParameters,
                          "Each type of file stands in the list once.", Evidence::assumed, "Q-policy-file-sizes"};
constexpr Rule kMinNotAboveMax{"SetScannerFileSizeLimits/min-not-above-max", Code::InvalidInputParameters,
                               "The smallest size is not above the largest.", Evidence::assumed, "Q-policy-file-sizes"};

// Exact: 31 bits times a power of two.
double in_bytes(std::int32_t size, SizeUnit unit) { return std::ldexp(size, 10 * static_cast<int>(unit)); }

Outcome<PolicyResult, kNoNullLimits, kTypesOnce, kMinNotAboveMax, kInTree, kManaged, kActive, kAncestorsActive,
        kPolicyOfTarget>
set_scanner_file_size_limits(Call& call, const SetScannerFileSizeLimits& in) {
  std::vector<state::FileSizeLimit> limits;
  std::set<FileType> types;
  for (const auto& limit : in.file_size_limits.value()) {
    const std::string at = "fileSizeLimits[" + std::to_string(limits.size()) + "]";
    if (!limit) return refuse<kNoNullLimits>(at + ": must not be null");
    if (!types.insert(limit->file_type).second) return refuse<kTypesOnce>(at + ".FileType: stands in the list twice");
    if (in_bytes(limit->min_size, limit->min_size_unit) > in_bytes(limit->max_size, limit->max_size_unit))
      return refuse<kMinNotAboveMax>(at + ".MinSize: must not be above MaxSize");
    limits.push_back({.file_type = limit->file_type,
                      .min_unit = limit->min_size_unit,
                      .min_size = limit->min_size,
                      .max_unit = limit->max_size_unit,
                      .max_size = limit->max_size});
  }
  const auto policy = writable_policy(call, in.entity_policy_id, in.target_entity_id);
  if (!policy) return policy;

  call.sandbox.policy_files.set_size_limits(policy->id, limits);
  return PolicyResult{};
}

}  // namespace

Operation set_scanner_file_size_limits_operation() {
  return operation<set_scanner_file_size_limits>(
      "SetScannerFileSizeLimits", {.doc = "Replaces how large files may be that the scanner takes, by type of file.",
                                   .style = Style::mixed,
                                   .also_wrapped = true,
                                   .question = "Q-policy-response"});
}

}  // namespace services::backup_policy_management
