// How much the scenarios notice: each answer of a sound run is altered, one thing at a time, and the scenario held
// against it again.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "conformance/crew.hpp"
#include "conformance/mutants.hpp"

namespace conformance {

struct MutationSettings {
  std::uint64_t seed = 1;
  std::size_t each = 1;    // mutants of a kind in one answer
  std::size_t sample = 1;  // every how many-th scenario
};

struct Survivor {
  std::string scenario;
  std::string step;  // "/steps/2"
  Mutation mutation{};
  std::string place;
  std::string why;  // why the scenario may let it pass; empty: it should have been caught
};

struct MutationScore {
  std::array<int, kMutations> made{};
  std::array<int, kMutations> caught{};
  std::vector<Survivor> survivors = {};
  int scenarios = 0;
  int unsound = 0;  // scenarios that do not pass as they are, and were left out

  // Survivors that nothing explains: a hole in the harness.
  std::size_t holes() const;
};

// Runs each scenario once for real, and then against its recorded answers with one of them altered. That a call's
// effect is missing ("state not changed") is tried at the target itself, which must be one that is reset.
MutationScore mutation_score(const std::vector<const Scenario*>& scenarios, const contract::Registry& registry,
                             const TargetFile& target, const EndpointFactory& endpoint,
                             const MutationSettings& settings);

// The score by kind, the survivors counted by reason, and every hole by name; with `all` every survivor.
void print(std::ostream& out, const MutationScore& score, bool all);

}  // namespace conformance
