#include "contract/questions.hpp"

#include <algorithm>
#include <vector>

#include "contract/switches.hpp"

namespace contract {
namespace {

std::vector<Question> all_by_id() {
  std::vector<Question> all(kSwitches.begin(), kSwitches.end());
  for (const auto& some : {wire_questions(), fact_questions()}) all.insert(all.end(), some.begin(), some.end());
  std::ranges::sort(all, {}, &Question::id);
  return all;
}

}  // namespace

std::string_view name_of(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::switched:
      return "switch";
    case QuestionKind::wire:
      return "wire";
    case QuestionKind::fact:
      return "fact";
  }
  return "fact";
}

std::string Question::settled_by() const {
  return kind == QuestionKind::switched ? "probes/" + std::string(id) : std::string(probe);
}

std::span<const Question> questions() {
  static const std::vector<Question> kAll = all_by_id();
  return kAll;
}

const Question* find_question(std::string_view id) {
  const auto at = std::ranges::lower_bound(questions(), id, {}, &Question::id);
  return at == questions().end() || at->id != id ? nullptr : &*at;
}

}  // namespace contract
