// The object FileSizeLimit: how large files of one type may be that the scanner takes.
#pragma once
#include "services/backup_policy_management/enumerations.hpp"

namespace services::backup_policy_management {

struct FileSizeLimit {
  static constexpr std::string_view kName = "FileSizeLimit";
  FileType file_type = FileType::documents;
  SizeUnit min_size_unit = SizeUnit::bytes;
  std::int32_t min_size = 0;
  SizeUnit max_size_unit = SizeUnit::bytes;
  std::int32_t max_size = 0;

  static constexpr auto fields() {
    using Self = FileSizeLimit;
    return fields_of(
        field<&Self::file_type>("FileType", {.doc = "The type of file.", .evidence = Evidence::table}),
        field<&Self::min_size_unit>("MinSizeUnit", {.doc = "Unit of MinSize.", .evidence = Evidence::table}),
        field<&Self::min_size>("MinSize", {.min = 0, .doc = "The smallest size taken.", .evidence = Evidence::table}),
        field<&Self::max_size_unit>("MaxSizeUnit", {.doc = "Unit of MaxSize.", .evidence = Evidence::table}),
        field<&Self::max_size>("MaxSize", {.min = 0, .doc = "The largest size taken.", .evidence = Evidence::table}));
  }
};

}  // namespace services::backup_policy_management
