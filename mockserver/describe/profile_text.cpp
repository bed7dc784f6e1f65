#include "describe/profile_text.hpp"

#include <nlohmann/json.hpp>

namespace describe {
namespace {

nlohmann::ordered_json answer_json(const contract::Answer& answer) {
  return {{"answer", answer.name}, {"says", answer.says}};
}

}  // namespace

std::string profile_text(const contract::Profile& profile) {
  std::string out;
  const auto differences = profile.differences();
  const auto line = [&](std::string_view title, const contract::Answer& answer) {
    out.append(title).append(answer.name).append(": ").append(answer.says).append("\n");
  };
  for (const contract::Question* question : differences) {
    out.append(question->id).append(": ").append(question->question).append("\n");
    line("  assumed  ", question->answers.front());
    line("  profile  ", *profile.chosen(question->id));
    out += '\n';
  }
  return out + std::to_string(differences.size()) + " of " + std::to_string(contract::kSwitches.size()) +
         " switches differ from what is assumed.\n";
}

std::string profile_json(const contract::Profile& profile) {
  auto out = nlohmann::ordered_json::array();
  for (const contract::Question* question : profile.differences())
    out.push_back({{"id", question->id},
                   {"question", question->question},
                   {"assumed", answer_json(question->answers.front())},
                   {"profile", answer_json(*profile.chosen(question->id))}});
  return out.dump(2) + "\n";
}

}  // namespace describe
