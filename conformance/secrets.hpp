// Keeps passwords out of everything a person reads.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace conformance {

// Something that is never to be shown, and the name of the shell variable that stands for it in a command.
struct Secret {
  std::string value;
  std::string variable;  // "PASSWORD_DISTRIBUTOR"
};

// Whether the name of an element, field or member speaks of a password, token or secret answer.
bool is_secret_name(std::string_view name);

// The text with every known secret replaced, and with the content of every XML element, form field and JSON member
// whose name speaks of a password, token or secret answer. A secret is also found XML-escaped, percent-encoded, as a
// JSON string and in base64, alone or as the end of "user:password". Works on any text, well-formed or not. What stands
// for a secret, a shell variable ('"$PASSWORD_...) or a reference of a recording (<secret:1>), is left as it is.
std::string masked(std::string_view text, const std::vector<std::string>& secrets);

// The same for many texts: one pass over a text, however many secrets there are. Safe to use from many threads.
class Mask {
 public:
  // Secrets shorter than 4 bytes are not looked for: they would blacken ordinary text.
  explicit Mask(const std::vector<std::string>& secrets);
  std::string operator()(std::string_view text) const;

 private:
  std::unordered_map<std::uint32_t, std::vector<std::string>> shapes_;  // by their first 4 bytes, the longest first
};

}  // namespace conformance
