// Which answers to the open questions a sandbox gives: the assumed ones, or those that the real service was found to
// give.
#pragma once
#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "contract/switches.hpp"

namespace contract {

// A text as a template argument.
template <std::size_t Size>
struct Word {
  char text[Size] = {};
  consteval Word(const char (&literal)[Size]) {
    for (std::size_t at = 0; at < Size; ++at) text[at] = literal[at];
  }
  constexpr std::string_view view() const { return {text, Size - 1}; }
};

// A question or answer that does not exist, in words that name the nearest one.
struct UnknownAnswer : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

// A plain value, one byte a question. Reading is safe from any thread while nobody chooses.
class Profile {
 public:
  // Every answer is the assumed one.
  Profile() = default;

  // `if (call.profile.is<"Q-cancel-expired", "cancelled">()) ...` A question or answer that is not in the register does
  // not compile.
  template <Word Id, Word Name>
  bool is() const {
    constexpr Place kPlace = place_of(Id.view(), Name.view());
    return chosen_[kPlace.question] == kPlace.answer;
  }

  // Throws UnknownAnswer, and changes nothing then.
  void choose(std::string_view question, std::string_view answer);

  // The chosen answer of a question that is a switch; nullptr of any other and of none.
  const Answer* chosen(std::string_view question) const;

  // Whether every answer is the assumed one.
  bool is_assumed() const { return chosen_ == Choices{}; }

  // The questions whose answer is not the assumed one, in the register's order.
  std::vector<const Question*> differences() const;

  bool operator==(const Profile&) const = default;

 private:
  using Choices = std::array<std::uint8_t, kSwitches.size()>;
  struct Place {
    std::size_t question = 0;
    std::uint8_t answer = 0;
  };
  static constexpr Place place_of(std::string_view id, std::string_view name) {  // clang 14: consteval fails here
    for (std::size_t question = 0; question < kSwitches.size(); ++question) {
      if (kSwitches[question].id != id) continue;
      for (std::uint8_t answer = 0; answer < Question::kMostAnswers; ++answer)
        if (kSwitches[question].answers[answer].name == name) return {question, answer};
    }
    throw "the register of questions has no such answer";
  }

  Choices chosen_{};
};

// The profile of a sandbox that was given none. Lives for ever.
const Profile& assumed_profile();

}  // namespace contract
