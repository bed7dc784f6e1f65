// The object CustomPathes, as the service spells it: four lists of paths that a policy adds to what the scanner finds.
#pragma once
#include "contract/patterns.hpp"
#include "services/backup_policy_management/parameters.hpp"
#include "services/backup_policy_management/policy_target.hpp"

namespace services::backup_policy_management {

using PathList = std::optional<std::vector<std::optional<std::string>>>;

struct CustomPathes {
  static constexpr std::string_view kName = "CustomPathes";
  PathList include_folders = {};
  PathList include_files = {};
  PathList exclude_folders = {};
  PathList exclude_files = {};

  static constexpr contract::Rules paths(std::string_view doc) {
    return {.pattern = &contract::kCustomPath,
            .max_length = 260,
            .pattern_on_empty = true,
            .doc = doc,
            .evidence = Evidence::table,
            .question = "Q-policy-paths"};
  }
  static constexpr auto fields() {
    using Self = CustomPathes;
    return fields_of(field<&Self::include_folders>("IncludeFolders", paths("Folders that are always taken.")),
                     field<&Self::include_files>("IncludeFiles", paths("Files that are always taken.")),
                     field<&Self::exclude_folders>("ExcludeFolders", paths("Folders that are never taken.")),
                     field<&Self::exclude_files>("ExcludeFiles", paths("Files that are never taken.")));
  }
};

struct CustomPathesResult {
  static constexpr std::string_view kName = "CustomPathesResult";
  Result result = {};
  std::optional<CustomPathes> custom_pathes = {};

  static constexpr auto fields() {
    using Self = CustomPathesResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::custom_pathes>("CustomPathes", {.doc = "All four lists; absent on failure.",
                                                                  .evidence = Evidence::assumed,
                                                                  .question = "Q-policy-response"}));
  }
};

struct SetCustomPathes {
  static constexpr std::string_view kName = "SetCustomPathes";
  std::int32_t entity_policy_id = 0;
  std::int32_t target_entity_id = 0;
  std::optional<CustomPathes> custom_pathes = {};

  static constexpr auto fields() {
    using Self = SetCustomPathes;
    return fields_of(field<&Self::entity_policy_id>("entityPolicyID", kPolicyIdRules),
                     field<&Self::target_entity_id>("targetEntityId", kTargetEntityRules),
                     field<&Self::custom_pathes>("customPathes", {.required = true,
                                                                  .aliases = {"CustomPathes"},
                                                                  .doc = "The lists that take the place of all four.",
                                                                  .evidence = Evidence::assumed,
                                                                  .question = "Q-policy-request"}));
  }
};

inline constexpr Rule kNoNullPaths{"shared/policy-no-null-paths", Code::InvalidInputParameters,
                                   "No item of a list of paths is null.", Evidence::table};

// The paths of one purpose: read, or replaced.
Outcome<CustomPathesResult, kInTree, kActive, kAncestorsActive, kPolicyOfTarget> get_paths(Call& call,
                                                                                           const OnePolicy& in,
                                                                                           state::PathPurpose purpose);
Outcome<PolicyResult, kNoNullPaths, kInTree, kManaged, kActive, kAncestorsActive, kPolicyOfTarget> set_paths(
    Call& call, const SetCustomPathes& in, state::PathPurpose purpose);

}  // namespace services::backup_policy_management
