#include "contract/profile.hpp"

#include <algorithm>

#include "contract/spelling.hpp"

namespace contract {
namespace {

std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& known) {
  const auto far = [name](std::string_view other) { return edits(name, other); };
  const auto nearest = std::ranges::min_element(known, {}, far);
  if (nearest == known.end() || far(*nearest) > std::max<std::size_t>(2, name.size() / 3)) return {};
  return "; did you mean '" + std::string(*nearest) + "'?";
}

std::vector<std::string_view> ids() {
  std::vector<std::string_view> out;
  out.reserve(kSwitches.size());
  for (const Question& question : kSwitches) out.push_back(question.id);
  return out;
}

std::size_t index_of(std::string_view id) {
  const auto at = std::ranges::lower_bound(kSwitches, id, {}, &Question::id);
  return at == kSwitches.end() || at->id != id ? kSwitches.size() : static_cast<std::size_t>(at - kSwitches.begin());
}

}  // namespace

void Profile::choose(std::string_view question, std::string_view answer) {
  const std::size_t at = index_of(question);
  if (at == kSwitches.size()) {
    if (const Question* known = find_question(question))
      throw UnknownAnswer(
          std::string(question) + " is no switch: " +
          std::string(known->kind == QuestionKind::wire ? "the real WSDL settles it, see --wsdl" : known->why));
    throw UnknownAnswer("there is no question '" + std::string(question) + "'" + did_you_mean(question, ids()));
  }
  const auto choices = kSwitches[at].choices();
  const auto found = std::ranges::find(choices, answer, &Answer::name);
  if (found == choices.end()) {
    std::vector<std::string_view> names;
    std::string list;
    for (const Answer& choice : choices) {
      names.push_back(choice.name);
      list.append(list.empty() ? "" : ", ").append(choice.name);
    }
    throw UnknownAnswer(std::string(question) + " has no answer '" + std::string(answer) + "', only " + list +
                        did_you_mean(answer, names));
  }
  chosen_[at] = static_cast<std::uint8_t>(found - choices.begin());
}

const Answer* Profile::chosen(std::string_view question) const {
  const std::size_t at = index_of(question);
  return at == kSwitches.size() ? nullptr : &kSwitches[at].answers[chosen_[at]];
}

std::vector<const Question*> Profile::differences() const {
  std::vector<const Question*> out;
  for (std::size_t at = 0; at < kSwitches.size(); ++at)
    if (chosen_[at] != 0) out.push_back(&kSwitches[at]);
  return out;
}

const Profile& assumed_profile() {
  static const Profile kAssumed;
  return kAssumed;
}

}  // namespace contract
