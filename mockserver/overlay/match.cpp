// Matching by name, type and place.
#include "overlay/match.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "contract/spelling.hpp"

namespace overlay {
namespace {

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
constexpr std::size_t kShortestWord = 3;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// "GeneralContactEMail" -> general, contact, mail
std::vector<std::string> words(std::string_view name) {
  std::vector<std::string> found;
  std::string word;
  const auto finish = [&] {
    if (word.size() >= kShortestWord) found.push_back(word);
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool starts =
        is_upper(name[i]) && (i == 0 || !is_upper(name[i - 1]) || (i + 1 < name.size() && !is_upper(name[i + 1])));
    if (starts || name[i] == '_') finish();
    if (name[i] != '_') word += lower(name[i]);
  }
  finish();
  return found;
}

bool share_a_word(std::string_view a, std::string_view b) {
  const std::vector<std::string> others = words(b);
  return std::ranges::any_of(words(a), [&](const std::string& word) { return std::ranges::count(others, word) != 0; });
}

class Matcher {
 public:
  Matcher(const std::vector<Ours>& ours, const std::vector<std::string_view>& theirs,
          const std::vector<std::vector<Fit>>& fits)
      : ours_(ours), theirs_(theirs), fits_(fits), partner_of_(theirs.size(), kNobody), taken_(ours.size()) {}

  std::vector<Pair> run() {
    by_name(Reason::same_name, [](const Ours& row, std::string_view name) { return row.name == name; });
    by_name(Reason::alias, [](const Ours& row, std::string_view name) {
      return row.listed && !name.empty() && std::ranges::count(row.aliases, name) != 0;
    });
    by_name(Reason::letter_case, [](const Ours& row, std::string_view name) {
      return row.listed && contract::same_letters(row.name, name);
    });
    by_nearest_name();
    by_place();
    std::ranges::sort(pairs_, {}, &Pair::theirs);
    return std::move(pairs_);
  }

 private:
  void pair(std::size_t ours, std::size_t theirs, Reason reason) {
    taken_[ours] = true;
    partner_of_[theirs] = ours;
    pairs_.push_back({ours, theirs, reason});
  }

  template <class Same>
  void by_name(Reason reason, const Same& same) {
    for (std::size_t t = 0; t < theirs_.size(); ++t) {
      if (partner_of_[t] != kNobody) continue;
      for (std::size_t o = 0; o < ours_.size(); ++o)
        if (!taken_[o] && same(ours_[o], theirs_[t])) {
          pair(o, t, reason);
          break;
        }
    }
  }

  void by_nearest_name() {
    std::vector<std::tuple<std::size_t, int, std::size_t, std::size_t, std::size_t>> candidates;
    for (std::size_t o = 0; o < ours_.size(); ++o)
      for (std::size_t t = 0; t < theirs_.size(); ++t) {
        if (taken_[o] || partner_of_[t] != kNobody || !ours_[o].listed || fits_[o][t] == Fit::none) continue;
        const std::size_t shorter = std::min(ours_[o].name.size(), theirs_[t].size());
        if ((std::max(ours_[o].name.size(), theirs_[t].size()) - shorter) * 3 > shorter) continue;
        const std::size_t distance = contract::edits(ours_[o].name, theirs_[t]);
        if (distance * 3 > shorter) continue;
        candidates.emplace_back(distance, -static_cast<int>(fits_[o][t]), o > t ? o - t : t - o, o, t);
      }
    std::ranges::sort(candidates);
    for (const auto& [distance, fit, places, o, t] : candidates)
      if (!taken_[o] && partner_of_[t] == kNobody) pair(o, t, Reason::near_name);
  }

  // The pairs found so far cut both lists into gaps; a gap of theirs belongs to the gap of ours with the same borders.
  void by_place() {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (std::size_t begin = 0; begin < theirs_.size();) {
      if (partner_of_[begin] != kNobody) {
        ++begin;
        continue;
      }
      std::size_t end = begin;
      while (end < theirs_.size() && partner_of_[end] == kNobody) ++end;
      // A row that is paired elsewhere was moved: it parts nothing.
      const std::size_t from = begin == 0 ? 0 : partner_of_[begin - 1] + 1;
      const std::size_t to = end == theirs_.size() ? listed_end() : partner_of_[end];
      std::vector<std::size_t> left;
      for (std::size_t o = from; o < to; ++o)
        if (!taken_[o] && ours_[o].listed) left.push_back(o);
      if (left.size() == end - begin)
        for (std::size_t i = 0; i < left.size(); ++i)
          if (is_same_by_place(left[i], begin + i)) found.emplace_back(left[i], begin + i);
      begin = end;
    }
    for (const auto& [o, t] : found) pair(o, t, Reason::place);
  }

  bool is_same_by_place(std::size_t o, std::size_t t) const {
    return fits_[o][t] == Fit::distinctive || (fits_[o][t] == Fit::same && share_a_word(ours_[o].name, theirs_[t]));
  }

  // Just behind the last row that their schema could show.
  std::size_t listed_end() const {
    std::size_t end = ours_.size();
    while (end > 0 && !ours_[end - 1].listed) --end;
    return end;
  }

  const std::vector<Ours>& ours_;
  const std::vector<std::string_view>& theirs_;
  const std::vector<std::vector<Fit>>& fits_;
  std::vector<std::size_t> partner_of_;
  std::vector<bool> taken_;
  std::vector<Pair> pairs_;
};

}  // namespace

std::vector<Pair> match(const std::vector<Ours>& ours, const std::vector<std::string_view>& theirs,
                        const std::vector<std::vector<Fit>>& fits) {
  return Matcher(ours, theirs, fits).run();
}

std::string_view words_of(Reason reason) {
  switch (reason) {
    case Reason::same_name:
      return "the same name";
    case Reason::alias:
      return "a known second spelling";
    case Reason::letter_case:
      return "the same letters";
    case Reason::near_name:
      return "the nearest name";
    case Reason::place:
      return "the same place and type";
  }
  return "";
}

}  // namespace overlay
