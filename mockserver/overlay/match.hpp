// Which of our rows an element of theirs is, and which operation an operation: always the same answer for the same
// files.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace overlay {

// How well two types go together.
enum class Fit {
  none,         // one cannot be read as the other
  convertible,  // by way of their text
  same,
  distinctive,  // the same, and not a type that half of all members have: a class, an array, an enumeration
};

struct Ours {
  std::string_view name;
  std::span<const std::string_view> aliases = {};  // empty ones do not count
  bool listed = true;                              // false: only its exact name will do
};

enum class Reason { same_name, alias, letter_case, near_name, place };

struct Pair {
  std::size_t ours;
  std::size_t theirs;
  Reason reason;
};

// Pairs rows with elements, in this order: equal names; names that are accepted as a second spelling; names equal but
// for letter case; among those left, the nearest names (at most a third of the letters differ) of types that fit,
// nearest first, then the better fit, then the nearer place; last, those left between the same two neighbours, if they
// are as many on both sides: one by one, where they have the same type and either a word of their names in common or a
// type that is distinctive. Answers the pairs in their order of `theirs`.
std::vector<Pair> match(const std::vector<Ours>& ours, const std::vector<std::string_view>& theirs,
                        const std::vector<std::vector<Fit>>& fits);

// "renamed", in words: why two names were taken for one.
std::string_view words_of(Reason reason);

}  // namespace overlay
