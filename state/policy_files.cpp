#include "state/policy_files.hpp"

#include <algorithm>

namespace state {
namespace {

constexpr std::array kLists{&CustomPaths::include_folders, &CustomPaths::include_files, &CustomPaths::exclude_folders,
                            &CustomPaths::exclude_files};

struct Path {
  std::size_t list = 0;
  std::string path = {};
  static constexpr auto columns() { return std::tuple(&Path::list, &Path::path); }
};

}  // namespace

CustomPaths PolicyFiles::paths(std::int32_t policy_id, PathPurpose purpose) {
  CustomPaths out;
  for (Path& row : database_.all<Path>(
           "SELECT list, path FROM policy_path WHERE policy_id = ?1 AND purpose = ?2 ORDER BY list, position",
           policy_id, purpose))
    (out.*kLists.at(row.list)).push_back(std::move(row.path));
  return out;
}

void PolicyFiles::set_paths(std::int32_t policy_id, PathPurpose purpose, const CustomPaths& paths) {
  database_.run("DELETE FROM policy_path WHERE policy_id = ?1 AND purpose = ?2", policy_id, purpose);
  for (std::size_t list = 0; list < kLists.size(); ++list) {
    std::size_t position = 0;
    for (const std::string& path : paths.*kLists[list])
      database_.run("INSERT INTO policy_path(policy_id, purpose, list, position, path) VALUES (?1, ?2, ?3, ?4, ?5)",
                    policy_id, purpose, list, position++, path);
  }
}

std::vector<FileSizeLimit> PolicyFiles::own_size_limits(std::int32_t policy_id) {
  return database_.all<FileSizeLimit>(
      "SELECT file_type, min_unit, min_size, max_unit, max_size FROM policy_file_size WHERE policy_id = ?1"
      " ORDER BY file_type",
      policy_id);
}

std::vector<FileSizeLimit> PolicyFiles::size_limits(std::int32_t policy_id) {
  const auto set = own_size_limits(policy_id);
  std::vector<FileSizeLimit> out;
  for (const FileType type : kFileTypes) {
    const auto found = std::ranges::find(set, type, &FileSizeLimit::file_type);
    out.push_back(found == set.end() ? FileSizeLimit{.file_type = type} : *found);
  }
  return out;
}

void PolicyFiles::set_size_limits(std::int32_t policy_id, const std::vector<FileSizeLimit>& limits) {
  database_.run("DELETE FROM policy_file_size WHERE policy_id = ?1", policy_id);
  for (const FileSizeLimit& limit : limits)
    database_.run("INSERT INTO policy_file_size VALUES (?1, ?2, ?3, ?4, ?5, ?6)", policy_id, limit.file_type,
                  limit.min_unit, limit.min_size, limit.max_unit, limit.max_size);
}

}  // namespace state
