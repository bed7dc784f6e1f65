#include "services/backup_policy_management/custom_paths.hpp"

#include <algorithm>
#include <utility>

namespace services::backup_policy_management {
namespace {

PathList shown(std::vector<std::string> paths) {
  PathList out(std::in_place);
  for (std::string& path : paths) out->emplace_back(std::move(path));
  return out;
}

// A list that was not sent is empty.
std::vector<std::string> kept(const PathList& paths) {
  std::vector<std::string> out;
  if (paths)
    for (const auto& path : *paths) out.push_back(path.value());
  return out;
}

// Where the first null item stands, as "customPathes.IncludeFiles[2]"; empty when there is none.
std::string null_item(const CustomPathes& paths) {
  const auto find = [](const char* name, const PathList& list) -> std::string {
    if (!list) return {};
    const auto at = std::ranges::find_if(*list, [](const auto& path) { return !path; });
    return at == list->end() ? ""
                             : std::string("customPathes.") + name + "[" + std::to_string(at - list->begin()) + "]";
  };
  for (const auto& [name, list] : {std::pair{"IncludeFolders", &paths.include_folders},
                                   {"IncludeFiles", &paths.include_files},
                                   {"ExcludeFolders", &paths.exclude_folders},
                                   {"ExcludeFiles", &paths.exclude_files}})
    if (std::string found = find(name, *list); !found.empty()) return found;
  return {};
}

}  // namespace

Outcome<CustomPathesResult, kInTree, kActive, kAncestorsActive, kPolicyOfTarget> get_paths(Call& call,
                                                                                           const OnePolicy& in,
                                                                                           state::PathPurpose purpose) {
  const auto policy = readable_policy(call, in.entity_policy_id, in.target_entity_id);
  if (!policy) return policy;
  state::CustomPaths paths = call.sandbox.policy_files.paths(policy->id, purpose);
  return CustomPathesResult{.custom_pathes = CustomPathes{.include_folders = shown(std::move(paths.include_folders)),
                                                          .include_files = shown(std::move(paths.include_files)),
                                                          .exclude_folders = shown(std::move(paths.exclude_folders)),
                                                          .exclude_files = shown(std::move(paths.exclude_files))}};
}

Outcome<PolicyResult, kNoNullPaths, kInTree, kManaged, kActive, kAncestorsActive, kPolicyOfTarget> set_paths(
    Call& call, const SetCustomPathes& in, state::PathPurpose purpose) {
  const CustomPathes& paths = in.custom_pathes.value();
  if (const std::string null = null_item(paths); !null.empty())
    return refuse<kNoNullPaths>(null + ": must not be null");
  const auto policy = writable_policy(call, in.entity_policy_id, in.target_entity_id);
  if (!policy) return policy;
  call.sandbox.policy_files.set_paths(policy->id, purpose,
                                      {.include_folders = kept(paths.include_folders),
                                       .include_files = kept(paths.include_files),
                                       .exclude_folders = kept(paths.exclude_folders),
                                       .exclude_files = kept(paths.exclude_files)});
  return PolicyResult{};
}

}  // namespace services::backup_policy_management
