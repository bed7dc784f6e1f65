// Between the bytes of a few charsets and UTF-8.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace recording {

[[nodiscard]] bool is_utf8(std::string_view bytes);
[[nodiscard]] std::string utf8_of_latin1(std::string_view bytes);
// The other way; nothing if the text holds a character beyond U+00FF.
[[nodiscard]] std::optional<std::string> latin1_of_utf8(std::string_view text);
// Nothing for an odd number of bytes and for halves of characters.
[[nodiscard]] std::optional<std::string> utf8_of_utf16(std::string_view bytes, bool is_big_endian);
// The text must be UTF-8.
[[nodiscard]] std::string utf16_of_utf8(std::string_view text, bool is_big_endian);

}  // namespace recording
