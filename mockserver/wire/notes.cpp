// Names of note kinds, and the search for the name that was probably meant.
#include "wire/notes.hpp"

#include "contract/spelling.hpp"

namespace wire {
namespace {

constexpr std::size_t kLongestName = 64;  // longer ones are not typing mistakes of ours

}  // namespace

std::string_view name_of(Note::Kind kind) {
  switch (kind) {
    case Note::Kind::ignored:
      return "ignored";
    case Note::Kind::misspelled:
      return "misspelled";
    case Note::Kind::wrong_namespace:
      return "wrong-namespace";
    case Note::Kind::duplicate:
      return "duplicate";
    case Note::Kind::misplaced:
      return "misplaced";
    case Note::Kind::defaulted:
      return "defaulted";
    case Note::Kind::alias:
      return "alias";
    case Note::Kind::header:
      return "header";
  }
  return "ignored";
}

std::string_view nearest_name(std::string_view name, const std::vector<std::string_view>& candidates) {
  std::string_view best;
  std::size_t best_distance = 3;
  if (name.size() > kLongestName) return best;
  for (const std::string_view candidate : candidates) {
    const std::size_t gap = contract::edits(name, candidate);
    if (gap < best_distance && gap < candidate.size()) {
      best = candidate;
      best_distance = gap;
    }
  }
  return best;
}

}  // namespace wire
