#include "conformance/library.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "cmake/embedded.hpp"

namespace conformance {
namespace {

EMBEDDED(scenario_bundle);

constexpr std::string_view kSuffix = ".json";

constexpr std::string_view kStandIns = "stand-ins/";

bool is_stand_in(std::string_view path) { return path.starts_with(kStandIns); }

bool is_scenario(std::string_view path) {
  return path.find('/') != std::string_view::npos && !path.starts_with("targets/") && !is_stand_in(path);
}

bool matches(std::string_view pattern, std::string_view path) {
  while (!pattern.empty()) {
    if (pattern.front() == '*') {
      const bool deep = pattern.starts_with("**");
      const std::string_view rest = pattern.substr(deep ? 2 : 1);
      for (std::size_t skipped = 0; skipped <= path.size(); ++skipped) {
        if (matches(rest, path.substr(skipped))) return true;
        if (skipped < path.size() && !deep && path[skipped] == '/') return false;
      }
      return false;
    }
    if (path.empty() || (pattern.front() != '?' && pattern.front() != path.front())) return false;
    pattern.remove_prefix(1);
    path.remove_prefix(1);
  }
  return path.empty();
}

}  // namespace

Library Library::in_directory(const std::filesystem::path& directory) {
  if (!std::filesystem::is_directory(directory))
    throw std::runtime_error(directory.string() + " is not a directory of scenarios");
  Library library;
  library.root_ = directory.string();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file() || entry.path().extension() != kSuffix) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw std::runtime_error("cannot read " + entry.path().string());
    library.files_.emplace(entry.path().lexically_relative(directory).generic_string(), text.str());
  }
  return library;
}

// The bundle is a run of "<path> <bytes>\n<content>\n" (cmake/bundle.cmake writes it).
Library Library::embedded() {
  Library library;
  library.root_ = "scenarios";
  for (std::string_view rest = scenario_bundle(); !rest.empty();) {
    const std::string_view head = rest.substr(0, rest.find('\n'));
    const auto space = head.rfind(' ');
    const std::size_t size = std::stoul(std::string(head.substr(space + 1)));
    library.files_.emplace(head.substr(0, space), rest.substr(head.size() + 1, size));
    rest.remove_prefix(head.size() + 1 + size + 1);
  }
  return library;
}

std::vector<Scenario> Library::scenarios(std::vector<Complaint>& complaints) const {
  return read(is_scenario, complaints);
}

std::vector<Scenario> Library::stand_ins(std::vector<Complaint>& complaints) const {
  return read(is_stand_in, complaints);
}

std::vector<Scenario> Library::read(bool (*wanted)(std::string_view path), std::vector<Complaint>& complaints) const {
  std::vector<Scenario> read;
  for (const auto& [path, text] : files_) {
    if (!wanted(path)) continue;
    try {
      read.push_back(read_scenario(path.substr(0, path.size() - kSuffix.size()), file_name(path), text));
    } catch (const Complaint& complaint) {
      complaints.push_back(complaint);
    } catch (const std::vector<Complaint>& several) {
      complaints.insert(complaints.end(), several.begin(), several.end());
    }
  }
  return read;
}

std::optional<std::string_view> Library::find(std::string_view path) const {
  const auto at = files_.find(path);
  if (at == files_.end()) return std::nullopt;
  return at->second;
}

std::string Library::file_name(std::string_view path) const { return root_ + "/" + std::string(path); }

bool matches_glob(std::string_view pattern, std::string_view path) {
  if (pattern.ends_with(kSuffix)) pattern.remove_suffix(kSuffix.size());
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  if (matches(pattern, path)) return true;
  return pattern.find_first_of("*?") == std::string_view::npos && path.starts_with(std::string(pattern) + "/");
}

}  // namespace conformance
