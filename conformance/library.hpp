// Where scenarios come from: a directory, or the copy that travels in the binary.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/scenario.hpp"

namespace conformance {

// The scenario files and target files of one place, by their paths in it ("targets/mock.json").
class Library {
 public:
  // Every .json file below a directory. Throws std::runtime_error when it is none or cannot be read.
  static Library in_directory(const std::filesystem::path& directory);
  // The scenarios the binary was built with.
  static Library embedded();

  // Reads every scenario, ordered by id; what is wrong is added to `complaints` and that scenario left out.
  std::vector<Scenario> scenarios(std::vector<Complaint>& complaints) const;
  // Likewise the recipes of stand-ins (stand_ins.hpp), which are no scenarios of their own.
  std::vector<Scenario> stand_ins(std::vector<Complaint>& complaints) const;

  // The text of a file; nothing if there is none of that path.
  std::optional<std::string_view> find(std::string_view path) const;
  // How a person finds a file: with the directory in front.
  std::string file_name(std::string_view path) const;

 private:
  std::vector<Scenario> read(bool (*wanted)(std::string_view path), std::vector<Complaint>& complaints) const;

  std::string root_;
  std::map<std::string, std::string, std::less<>> files_;
};

// Whether a path matches a pattern: '*' is any run of characters without '/', '**' any run at all, '?' one character.
// A pattern without wildcards also matches everything below it ("PartnerManagementService").
bool matches_glob(std::string_view pattern, std::string_view path);

}  // namespace conformance
