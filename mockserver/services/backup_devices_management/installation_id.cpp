#include "services/backup_devices_management/installation_id.hpp"

namespace services::backup_devices_management {
namespace {

bool hyphen_before(std::size_t digit) { return digit == 8 || digit == 12 || digit == 16 || digit == 20; }

// The digit in lower case, or 0 when it is none.
char hexadecimal(char c) {
  if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')) return c;
  return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : '\0';
}

}  // namespace

std::optional<std::string> plain_installation_id(std::string_view text) {
  if (text.size() == 38 && ((text.front() == '{' && text.back() == '}') || (text.front() == '(' && text.back() == ')')))
    text = text.substr(1, 36);
  const bool hyphens = text.size() == 36;
  if (!hyphens && text.size() != 32) return std::nullopt;

  std::string out;
  for (std::size_t at = 0, digit = 0; at < text.size(); ++at, ++digit) {
    if (hyphen_before(digit)) {
      if (hyphens && text[at++] != '-') return std::nullopt;
      out += '-';
    }
    const char c = hexadecimal(text[at]);
    if (c == '\0') return std::nullopt;
    out += c;
  }
  return out;
}

}  // namespace services::backup_devices_management
