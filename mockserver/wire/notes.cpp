// Names of note kinds, and the search for the name that was probably meant.
#include "wire/notes.hpp"

#include <algorithm>

namespace wire {
namespace {

constexpr std::size_t kLongestName = 64;  // longer ones are not typing mistakes of ours

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Levenshtein distance without regard to case.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

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
    const std::size_t gap = distance(name, candidate);
    if (gap < best_distance && gap < candidate.size()) {
      best = candidate;
      best_distance = gap;
    }
  }
  return best;
}

}  // namespace wire
