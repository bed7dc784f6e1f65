// What a policy says about single files: paths beside those the scanner finds, and how large files may be.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "state/database.hpp"

namespace state {

// Whose paths: places where the scanner looks as well, or what is backed up whatever the scanner finds.
enum class PathPurpose : std::uint8_t { scanner, backup_set };

struct CustomPaths {
  std::vector<std::string> include_folders = {};
  std::vector<std::string> include_files = {};
  std::vector<std::string> exclude_folders = {};
  std::vector<std::string> exclude_files = {};
};

enum class FileType : std::uint8_t { documents, video, music, image, custom };
inline constexpr std::array kFileTypes{FileType::documents, FileType::video, FileType::music, FileType::image,
                                       FileType::custom};

// Each 1024 times the one before it.
enum class SizeUnit : std::uint8_t { bytes, kilobytes, megabytes, gigabytes, terabytes };

// Files of a type are taken from the smallest to the largest size, both included.
struct FileSizeLimit {
  FileType file_type = FileType::documents;
  SizeUnit min_unit = SizeUnit::kilobytes;
  std::int32_t min_size = 0;
  SizeUnit max_unit = SizeUnit::gigabytes;
  std::int32_t max_size = 5;

  static constexpr auto columns() {
    using Self = FileSizeLimit;
    return std::tuple(&Self::file_type, &Self::min_unit, &Self::min_size, &Self::max_unit, &Self::max_size);
  }
};

class PolicyFiles {
 public:
  explicit PolicyFiles(Database& database) : database_(database) {}

  CustomPaths paths(std::int32_t policy_id, PathPurpose purpose);
  // Replaces all four lists.
  void set_paths(std::int32_t policy_id, PathPurpose purpose, const CustomPaths& paths);

  // One for each type of file, in the order of kFileTypes; 0 KB to 5 GB where nothing was set.
  std::vector<FileSizeLimit> size_limits(std::int32_t policy_id);
  // Only those that were set.
  std::vector<FileSizeLimit> own_size_limits(std::int32_t policy_id);
  // Replaces them all; types that are left out get the default back. Each type at most once.
  void set_size_limits(std::int32_t policy_id, const std::vector<FileSizeLimit>& limits);

 private:
  Database& database_;
};

}  // namespace state
