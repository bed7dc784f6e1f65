// The register of open questions: what no source settles, what the sandbox does, and what would settle it.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "contract/result_codes.hpp"

namespace contract {

struct Pattern;

// What can be done once the answer is known.
enum class QuestionKind : std::uint8_t {
  switched,  // the sandbox can do any of the answers: a profile chooses
  wire,      // names, order or types: the real WSDL settles it (conformance drift, --wsdl)
  fact,      // it can be looked at, but the sandbox does what it does
};
std::string_view name_of(QuestionKind kind);  // "switch", "wire" or "fact"

// What an answer makes of the checks of the fields that name its question.
enum class FieldChecks : std::uint8_t { as_declared, not_of_empty, none };

// One answer to a question that is a switch. `code`, `checks` and `pattern` are seen to by the pipeline of every call;
// whatever else an answer means stands in the rule that reads it.
struct Answer {
  std::string_view name = {};     // "refused"; of a code its own name
  std::string_view says = {};     // what the sandbox does then, in a sentence
  std::optional<Code> code = {};  // what the rules that name the question answer, in place of their own code
  FieldChecks checks = FieldChecks::as_declared;
  const Pattern* pattern = nullptr;  // of the fields that name the question, in place of their own
};

// Something no source settles. Rows, rules and codes name it by its id.
struct Question {
  static constexpr std::size_t kMostAnswers = 3;

  std::string_view id;        // "Q-quota-code"
  std::string_view question;  // what is not known
  QuestionKind kind = QuestionKind::fact;
  std::string_view answer = {};  // what the sandbox does; of a switch empty, its first answer says it
  std::string_view probe = {};   // id of the scenario that would settle it, or how to look; of a switch empty
  std::string_view why = {};     // of a fact: why no switch makes the sandbox do otherwise
  std::array<Answer, kMostAnswers> answers = {};  // of a switch, the assumed one first; the rest is empty

  // The answers of a switch; none of anything else.
  constexpr std::span<const Answer> choices() const {
    std::size_t count = 0;
    while (count < answers.size() && !answers[count].name.empty()) ++count;
    return std::span(answers).first(count);
  }
  // What the sandbox does without a profile.
  constexpr std::string_view assumed() const { return kind == QuestionKind::switched ? answers.front().says : answer; }
  // The scenario that settles it, or how to look: "probes/Q-quota-code" for a switch.
  std::string settled_by() const;
};

// Every open question, by id in alphabetical order.
std::span<const Question> questions();

// Those of one kind, in the same order.
std::span<const Question> wire_questions();
std::span<const Question> fact_questions();

// The question with this id, or nullptr. Rows may only name ids that exist (a test checks it).
const Question* find_question(std::string_view id);

}  // namespace contract
