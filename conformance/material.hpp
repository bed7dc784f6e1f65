// What every subcommand works with: the scenarios of one place and the file of one target, read and checked.
#pragma once
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "conformance/scenario.hpp"
#include "conformance/target.hpp"
#include "contract/registry.hpp"

namespace conformance {

struct MaterialSource {
  std::string scenarios = {};    // a directory; empty: ./scenarios if there is one, else those in the binary
  std::string target_file = {};  // empty: targets/mock.json of the scenarios
};

struct Material {
  std::vector<Scenario> scenarios = {};
  std::vector<Scenario> stand_ins = {};  // recipes, see stand_ins.hpp
  std::optional<TargetFile> target = {};
  std::vector<Complaint> complaints = {};  // of every file; with any, the rest is not to be used
};

// Reads and checks everything. Scenarios are held against the names of targets/mock.json, the world they are written
// for; what another target lacks is found out when they run. Throws std::runtime_error when a file cannot be read.
Material load(const MaterialSource& source, const contract::Registry& registry);

// Prints the complaints; whether there were any.
bool tell(const std::vector<Complaint>& complaints, std::ostream& err);

// The scenarios whose id matches one of the patterns (all without patterns; "@file" stands for the patterns in a file,
// one a line, '#' begins a comment) and that have one of the tags (any without tags) but none of those written "!tag".
// Throws std::runtime_error when a pattern matches nothing or nothing is selected: it would prove nothing.
std::vector<const Scenario*> select(const std::vector<Scenario>& all, const std::vector<std::string>& patterns,
                                    const std::vector<std::string>& tags);

}  // namespace conformance
