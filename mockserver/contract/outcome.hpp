// The answer of an operation's rule function: a response, or the rule that refuses it.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "contract/rule.hpp"

namespace contract {

// A business refusal: HTTP 200, the rule's code inside the response. The call's transaction is rolled back, unless the
// document says that the change stays although the code is not Success (CannotSendEmail).
struct Refusal {
  const Rule* rule = nullptr;
  std::string detail = {};    // "DiskQuotaGB: must be >= 1"; follows "Err-<guid>; " in Message (Q-message-detail)
  bool keeps_change = false;  // commit what was done before the refusal
};

// A request that never reached its rules: a SOAP fault in the host's own words.
struct Fault {
  enum class Who : std::uint8_t { client, server, must_understand, version_mismatch } who = Who::client;
  std::string message = {};
};

// `return refuse<kNotItself>;` or, with words for Message, `return refuse<kFits>("DiskQuotaGB: 5 GB are free");`
template <const Rule& R>
struct Refuse {
  std::string detail = {};
  bool keeps_change = false;
  Refuse operator()(std::string words) const { return {std::move(words), keeps_change}; }
};
template <const Rule& R>
inline const Refuse<R> refuse{};

// `return done_but<kMailSent>;` The code is reported and the change stays.
template <const Rule& R>
inline const Refuse<R> done_but{{}, true};

// The rules that may refuse an operation are part of its return type: any other does not compile.
template <class T, const Rule&... Declared>
class [[nodiscard]] Outcome {
 public:
  using Value = T;
  static constexpr std::array<const Rule*, sizeof...(Declared)> kRules{&Declared...};
  // As types, not as addresses: under its sanitizers g++ does not compare addresses at compile time.
  template <const Rule& R>
  static constexpr bool declares = (std::is_same_v<Refuse<R>, Refuse<Declared>> || ...);

  Outcome(T value) : content_(std::move(value)) {}
  template <const Rule& R>
  Outcome(const Refuse<R>& refusal) : content_(Refusal{&R, refusal.detail, refusal.keeps_change}) {
    static_assert(declares<R>, "this rule is not among the operation's declared rules");
  }
  // `if (!target) return target;` passes on the refusal of a helper whose rules are all among ours; a helper with the
  // same value may be returned whole.
  template <class U, const Rule&... Others>
  requires(!std::is_same_v<Outcome<U, Others...>, Outcome>) Outcome(const Outcome<U, Others...>& helper)
      : content_(content_of(helper)) {
    static_assert((declares<Others> && ...), "the helper may refuse by a rule that the operation does not declare");
  }

  explicit operator bool() const { return content_.index() == 0; }
  const T& operator*() const { return std::get<0>(content_); }
  T& operator*() { return std::get<0>(content_); }
  const T* operator->() const { return &std::get<0>(content_); }
  T* operator->() { return &std::get<0>(content_); }
  const Refusal& refusal() const { return std::get<1>(content_); }

 private:
  using Content = std::variant<T, Refusal>;
  template <class Helper>
  static Content content_of(const Helper& helper) {
    if constexpr (std::is_same_v<typename Helper::Value, T>)
      if (helper) return Content(std::in_place_index<0>, *helper);
    return Content(std::in_place_index<1>, helper.refusal());
  }

  Content content_;
};

}  // namespace contract
