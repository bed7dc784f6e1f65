#include "conformance/material.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <stdexcept>

#include "conformance/library.hpp"
#include "conformance/lint.hpp"
#include "conformance/read_file.hpp"

namespace conformance {
namespace {

constexpr const char* kReference = "targets/mock.json";

std::vector<std::string> expanded(const std::vector<std::string>& patterns) {
  std::vector<std::string> out;
  for (const std::string& pattern : patterns) {
    if (!pattern.starts_with('@')) {
      out.push_back(pattern);
      continue;
    }
    std::istringstream lines(read_file(pattern.substr(1)));
    for (std::string line; std::getline(lines, line);) {
      line = line.substr(0, line.find('#'));
      const auto begin = line.find_first_not_of(" \t\r");
      if (begin == std::string::npos) continue;
      out.push_back(line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin));
    }
  }
  return out;
}

bool has_tag(const Scenario& scenario, const std::string& tag) {
  return std::ranges::find(scenario.tags, tag) != scenario.tags.end();
}

bool is_tagged(const Scenario& scenario, const std::vector<std::string>& tags) {
  bool asked = false;
  bool found = false;
  for (const std::string& tag : tags) {
    if (tag.starts_with('!')) {
      if (has_tag(scenario, tag.substr(1))) return false;
    } else {
      asked = true;
      found = found || has_tag(scenario, tag);
    }
  }
  return found || !asked;
}

}  // namespace

Material load(const MaterialSource& source, const contract::Registry& registry) {
  const Library library = !source.scenarios.empty()                            ? Library::in_directory(source.scenarios)
                          : std::filesystem::is_directory("scenarios/targets") ? Library::in_directory("scenarios")
                                                                               : Library::embedded();
  Material material;
  std::optional<TargetFile> reference;
  try {
    if (const auto text = library.find(kReference)) reference.emplace(library.file_name(kReference), *text);
    if (!source.target_file.empty())
      material.target.emplace(source.target_file, read_file(source.target_file));
    else
      material.target = reference;
    if (!material.target) throw std::runtime_error(library.file_name(kReference) + " is missing; use --target-file");
  } catch (const Complaint& complaint) {
    material.complaints.push_back(complaint);
  }
  material.scenarios = library.scenarios(material.complaints);
  material.stand_ins = library.stand_ins(material.complaints);
  if (!material.target) return material;
  const Linter linter(registry, reference ? *reference : *material.target);
  for (const auto* files : {&material.scenarios, &material.stand_ins})
    for (const Scenario& scenario : *files) {
      const auto found = linter.check(scenario);
      material.complaints.insert(material.complaints.end(), found.begin(), found.end());
    }
  return material;
}

bool tell(const std::vector<Complaint>& complaints, std::ostream& err) {
  for (const Complaint& complaint : complaints) err << complaint.text() << "\n";
  return !complaints.empty();
}

std::vector<const Scenario*> select(const std::vector<Scenario>& all, const std::vector<std::string>& patterns,
                                    const std::vector<std::string>& tags) {
  const auto globs = expanded(patterns);
  if (globs.empty() && !patterns.empty()) throw std::runtime_error("the list of patterns is empty");
  const auto named = [&](const Scenario& scenario) {
    return globs.empty() ||
           std::ranges::any_of(globs, [&](const std::string& glob) { return matches_glob(glob, scenario.id); });
  };
  for (const std::string& glob : globs)
    if (std::ranges::none_of(all, [&](const Scenario& scenario) { return matches_glob(glob, scenario.id); }))
      throw std::runtime_error("no scenario matches '" + glob + "'");
  std::vector<const Scenario*> selected;
  for (const Scenario& scenario : all)
    if (named(scenario) && is_tagged(scenario, tags)) selected.push_back(&scenario);
  if (selected.empty()) throw std::runtime_error("no scenario is selected: nothing would be proven");
  return selected;
}

}  // namespace conformance
