#include "conformance/nearest.hpp"

#include <algorithm>
#include <cstddef>

namespace conformance {
namespace {

constexpr std::size_t kEdit = 10;
constexpr std::size_t kCase = 1;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Levenshtein's distance, an insertion, removal or substitution costing kEdit and a change of case kCase.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = i * kEdit;
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = (i + 1) * kEdit;
    for (std::size_t j = 0; j < right.size(); ++j) {
      const std::size_t change = left[i] == right[j] ? 0 : lower(left[i]) == lower(right[j]) ? kCase : kEdit;
      const std::size_t best = std::min({diagonal + change, row[j] + kEdit, row[j + 1] + kEdit});
      diagonal = row[j + 1];
      row[j + 1] = best;
    }
  }
  return row.back();
}

}  // namespace

std::string_view nearest(std::string_view name, const std::vector<std::string_view>& candidates) {
  const std::size_t limit = std::max<std::size_t>(2, name.size() / 3) * kEdit;
  std::string_view best;
  std::size_t best_distance = limit + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t edits = distance(name, candidate);
    if (edits < best_distance) {
      best = candidate;
      best_distance = edits;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& candidates) {
  const std::string_view near = nearest(name, candidates);
  return near.empty() ? "" : "; did you mean '" + std::string(near) + "'?";
}

}  // namespace conformance
