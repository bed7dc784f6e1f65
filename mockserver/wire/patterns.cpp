#include "wire/patterns.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <mutex>
#include <new>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "wire/text_encoding.hpp"

namespace wire {
namespace {

// Steps of backtracking allowed: a fixed share and a few for every byte, so that linear matching is all there can be.
constexpr std::size_t kFixedSteps = 2'000;
constexpr std::size_t kStepsPerByte = 4;
constexpr std::size_t kJitStackBytes = 64 * 1024;

struct Deleter {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
  void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
  void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
  void operator()(pcre2_jit_stack* stack) const { pcre2_jit_stack_free(stack); }
};
template <class T>
using Owned = std::unique_ptr<T, Deleter>;

template <class T>
Owned<T> own(T* pointer) {
  if (pointer == nullptr) throw std::bad_alloc();
  return Owned<T>(pointer);
}

[[noreturn]] void fail(const contract::Pattern& pattern, int code) {
  std::string words(256, '\0');
  const int length = pcre2_get_error_message(code, reinterpret_cast<PCRE2_UCHAR*>(words.data()), words.size());
  words.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
  throw std::logic_error("pattern of " + std::string(pattern.name) + ": " + words);
}

Owned<pcre2_code> compile(const contract::Pattern& pattern) {
  const auto text = pattern.linear.empty() ? pattern.verbatim : pattern.linear;
  int problem = 0;
  PCRE2_SIZE offset = 0;
  Owned<pcre2_code> code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), PCRE2_UTF | PCRE2_UCP,
                                       &problem, &offset, nullptr));
  if (!code) fail(pattern, problem);
  // Where there is no just-in-time compiler the interpreter does it, to the same effect.
  pcre2_jit_compile(code.get(), PCRE2_JIT_COMPLETE);
  return code;
}

// The compiled form, for ever.
const pcre2_code* compiled(const contract::Pattern& pattern) {
  static std::shared_mutex mutex;
  static std::unordered_map<const contract::Pattern*, Owned<pcre2_code>> cache;
  {
    const std::shared_lock lock(mutex);
    if (const auto found = cache.find(&pattern); found != cache.end()) return found->second.get();
  }
  const std::unique_lock lock(mutex);
  if (const auto found = cache.find(&pattern); found != cache.end()) return found->second.get();
  return cache.emplace(&pattern, compile(pattern)).first->second.get();
}

// What one thread matches with.
struct Workspace {
  Owned<pcre2_match_data> data = own(pcre2_match_data_create(1, nullptr));
  Owned<pcre2_match_context> context = own(pcre2_match_context_create(nullptr));
  Owned<pcre2_jit_stack> stack = own(pcre2_jit_stack_create(kJitStackBytes, kJitStackBytes, nullptr));

  Workspace() { pcre2_jit_stack_assign(context.get(), nullptr, stack.get()); }
};

// .NET matches UTF-16: a character beyond U+FFFF counts as two, neither of which is in any class but the negated ones.
// Two private-use characters are just that.
std::string as_utf16_counts(std::string_view text) {
  constexpr std::string_view kTwoUnits = "\uE000\uE000";
  std::string result;
  result.reserve(text.size() * 2);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0xF0) {
      result += kTwoUnits;
      i += 3;
    } else {
      result += text[i];
    }
  }
  return result;
}

}  // namespace

bool matches(const contract::Pattern& pattern, std::string_view text) {
  if (!is_utf8(text)) return false;
  std::string counted;
  if (text.find_first_of("\xF0\xF1\xF2\xF3\xF4") != std::string_view::npos) {
    counted = as_utf16_counts(text);
    text = counted;
  }
  thread_local Workspace workspace;
  const std::size_t steps = kFixedSteps + kStepsPerByte * text.size();
  pcre2_set_match_limit(workspace.context.get(), static_cast<std::uint32_t>(std::min<std::size_t>(steps, UINT32_MAX)));
  const int result = pcre2_match(compiled(pattern), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0,
                                 PCRE2_NO_UTF_CHECK, workspace.data.get(), workspace.context.get());
  if (result >= 0) return true;
  if (result != PCRE2_ERROR_NOMATCH) fail(pattern, result);
  return false;
}

}  // namespace wire
