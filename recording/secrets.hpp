// Finds passwords and tokens in texts of any kind, well-formed or not, and puts something else in their place.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recording {

// Whether the name of an element, field or member speaks of a password, token or secret answer.
bool is_secret_name(std::string_view name);

// The text with every known secret replaced, and with the content of every XML element, form field and JSON member
// whose name speaks of a password, token or secret answer. A secret is also found XML-escaped, percent-encoded, as a
// JSON string and in base64, alone or as the end of "user:password". Works on any text, well-formed or not. What stands
// for a secret, a shell variable ('"$PASSWORD_...), a reference of a recording (<secret:1>) or a placeholder, is left
// as it is.
std::string masked(std::string_view text, const std::vector<std::string>& secrets);

// What stands in a session for the secret of that number, 1 and more: "***secret:1***". One secret has one number.
std::string placeholder(std::uint64_t number);

// A placeholder in a text.
struct FoundPlaceholder {
  std::uint64_t number = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};
// The first one at or behind `from`.
std::optional<FoundPlaceholder> find_placeholder(std::string_view text, std::size_t from = 0);

// Known secrets and what stands in their place: one pass over a text, however many secrets there are. Reading is safe
// from many threads.
class KnownSecrets {
 public:
  // Secrets shorter than 4 bytes are not looked for: they would blacken ordinary text.
  void add(const std::string& secret, const std::string& replacement);
  [[nodiscard]] std::string replaced(std::string_view text) const;

 private:
  struct Shape {
    std::string text;
    std::string replacement;
  };
  std::unordered_map<std::uint32_t, std::vector<Shape>> shapes_;  // by their first 4 bytes, the longest first
};

// masked() for many texts. Safe to use from many threads.
class Mask {
 public:
  explicit Mask(const std::vector<std::string>& secrets);
  std::string operator()(std::string_view text) const;

 private:
  KnownSecrets known_;
};

}  // namespace recording
