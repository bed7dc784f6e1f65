#include "state/fold.hpp"

#include <locale.h>
#include <wctype.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stdexcept>

namespace state {
namespace {

// The C library's own Unicode tables; C.UTF-8 is built into glibc and needs no installed locale.
locale_t unicode() {
  static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (!locale) throw std::runtime_error("the C library lacks the C.UTF-8 locale");
  return locale;
}

struct Decoded {
  char32_t letter;
  std::size_t length;  // bytes it took
};

// Precondition: at < text.size(). Nothing for a byte sequence that is not a letter's UTF-8 form.
std::optional<Decoded> decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const std::size_t length = byte(0) < 0x80 ? 1 : byte(0) >= 0xF0 ? 4 : byte(0) >= 0xE0 ? 3 : byte(0) >= 0xC2 ? 2 : 0;
  if (length == 0 || at + length > text.size()) return std::nullopt;
  char32_t letter = length == 1 ? byte(0) : byte(0) & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return std::nullopt;
    letter = letter << 6 | (byte(i) & 0x3Fu);
  }
  return Decoded{letter, length};
}

void encode(char32_t letter, std::string& out) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (letter < 0x80) return put(letter);
  if (letter < 0x800) return put(0xC0 | letter >> 6), put(0x80 | (letter & 0x3F));
  if (letter < 0x10000) return put(0xE0 | letter >> 12), put(0x80 | (letter >> 6 & 0x3F)), put(0x80 | (letter & 0x3F));
  put(0xF0 | letter >> 18), put(0x80 | (letter >> 12 & 0x3F)), put(0x80 | (letter >> 6 & 0x3F));
  put(0x80 | (letter & 0x3F));
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char byte = text[at];
    if (static_cast<unsigned char>(byte) < 0x80) {
      out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
      ++at;
    } else if (const auto decoded = decode(text, at)) {
      encode(static_cast<char32_t>(towlower_l(static_cast<wint_t>(decoded->letter), unicode())), out);
      at += decoded->length;
    } else {
      out += byte;
      ++at;
    }
  }
  return out;
}

bool same_secret(std::string_view kept, std::string_view given) {
  unsigned difference = kept.size() == given.size() ? 0 : 1;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const char other = kept.empty() ? '\0' : kept[i % kept.size()];
    difference |= static_cast<unsigned char>(other) ^ static_cast<unsigned char>(given[i]);
  }
  return difference == 0;
}

}  // namespace state
