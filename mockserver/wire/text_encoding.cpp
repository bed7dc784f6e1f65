#include "wire/text_encoding.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>

namespace wire {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

enum class Encoding : std::uint8_t {
  utf8,
  utf16_little,
  utf16_big,
  utf32_little,
  utf32_big,
  ascii,
  latin1,
  windows1252
};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<Encoding> encoding_named(std::string_view name) {
  struct Name {
    std::string_view name;
    Encoding encoding;
  };
  static constexpr std::array kNames{
      Name{"utf-8", Encoding::utf8},
      Name{"utf8", Encoding::utf8},
      Name{"utf-16", Encoding::utf16_little},
      Name{"utf-16le", Encoding::utf16_little},
      Name{"unicode", Encoding::utf16_little},
      Name{"utf-16be", Encoding::utf16_big},
      Name{"unicodefffe", Encoding::utf16_big},
      Name{"us-ascii", Encoding::ascii},
      Name{"ascii", Encoding::ascii},
      Name{"iso-8859-1", Encoding::latin1},
      Name{"latin1", Encoding::latin1},
      Name{"windows-1252", Encoding::windows1252},
  };
  const auto wanted = lower(name);
  const auto found = std::ranges::find(kNames, wanted, &Name::name);
  return found == kNames.end() ? std::nullopt : std::optional(found->encoding);
}

struct Mark {
  std::string_view bytes;
  Encoding encoding;
};

// The byte order mark at the beginning, the longer ones first.
std::optional<Mark> byte_order_mark(std::string_view bytes) {
  using namespace std::string_view_literals;
  static constexpr std::array kMarks{
      Mark{"\xEF\xBB\xBF"sv, Encoding::utf8}, Mark{"\xFF\xFE\0\0"sv, Encoding::utf32_little},
      Mark{"\0\0\xFE\xFF"sv, Encoding::utf32_big}, Mark{"\xFF\xFE"sv, Encoding::utf16_little},
      Mark{"\xFE\xFF"sv, Encoding::utf16_big}};
  for (const auto& mark : kMarks) {
    if (bytes.starts_with(mark.bytes)) return mark;
  }
  return std::nullopt;
}

void append_utf8(std::string& out, char32_t code) {
  const auto tail = [](char32_t bits) { return static_cast<char>(0x80 | (bits & 0x3F)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += {static_cast<char>(0xC0 | (code >> 6)), tail(code)};
  } else if ((code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF) {
    out += kReplacement;
  } else if (code < 0x10000) {
    out += {static_cast<char>(0xE0 | (code >> 12)), tail(code >> 6), tail(code)};
  } else {
    out += {static_cast<char>(0xF0 | (code >> 18)), tail(code >> 12), tail(code >> 6), tail(code)};
  }
}

char32_t byte_at(std::string_view bytes, std::size_t index) { return static_cast<unsigned char>(bytes[index]); }

bool starts_with_eight_ascii(std::string_view bytes) {
  std::uint64_t eight = 0;
  if (bytes.size() < sizeof eight) return false;
  std::memcpy(&eight, bytes.data(), sizeof eight);
  return (eight & 0x8080808080808080U) == 0;
}

// Bytes of a run that is valid UTF-8 from the beginning, and of the broken sequence behind it (Unicode's "maximal
// subpart"), 0 at the end of the text.
struct Run {
  std::size_t valid = 0;
  std::size_t broken = 0;
};

Run utf8_run(std::string_view bytes) {
  std::size_t i = 0;
  while (i < bytes.size()) {
    const auto lead = byte_at(bytes, i);
    if (lead < 0x80) {
      i += starts_with_eight_ascii(bytes.substr(i)) ? 8 : 1;
      continue;
    }
    const std::size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                               : lead >= 0xE0 && lead <= 0xEF ? 3
                               : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                              : 0;
    if (length == 0) return {i, 1};
    for (std::size_t k = 1; k < length; ++k) {
      // The second byte's range rules out overlong forms, surrogates and what lies beyond U+10FFFF.
      const char32_t low = k > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
      const char32_t high = k > 1 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
      if (i + k == bytes.size() || byte_at(bytes, i + k) < low || byte_at(bytes, i + k) > high) return {i, k};
    }
    i += length;
  }
  return {i, 0};
}

std::string from_ascii(std::string_view bytes) {
  std::string result(bytes);
  for (char& c : result) {
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  }
  return result;
}

std::string from_single_bytes(std::string_view bytes, bool windows) {
  // 0x80 to 0x9F of windows-1252; its five gaps stay control characters, as in .NET.
  static constexpr std::array<char16_t, 32> kWindows1252{
      0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};
  std::string result;
  result.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = byte_at(bytes, i);
    append_utf8(result, windows && byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80] : byte);
  }
  return result;
}

std::string from_utf16(std::string_view bytes, bool big) {
  std::string result;
  result.reserve(bytes.size());
  const auto unit_at = [&](std::size_t i) {
    return big ? byte_at(bytes, i) << 8 | byte_at(bytes, i + 1) : byte_at(bytes, i + 1) << 8 | byte_at(bytes, i);
  };
  std::size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2) {
    char32_t code = unit_at(i);
    if (code >= 0xD800 && code <= 0xDBFF && i + 3 < bytes.size()) {
      const char32_t second = unit_at(i + 2);
      if (second >= 0xDC00 && second <= 0xDFFF) {
        code = 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00);
        i += 2;
      }
    }
    append_utf8(result, code);
  }
  if (i < bytes.size()) result += kReplacement;
  return result;
}

std::string from_utf32(std::string_view bytes, bool big) {
  std::string result;
  std::size_t i = 0;
  for (; i + 3 < bytes.size(); i += 4) {
    char32_t code = 0;
    for (std::size_t k = 0; k < 4; ++k) code = code << 8 | byte_at(bytes, i + (big ? k : 3 - k));
    append_utf8(result, code);
  }
  if (i < bytes.size()) result += kReplacement;
  return result;
}

std::string decode(std::string body, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return is_utf8(body) ? std::move(body) : repair_utf8(body);
    case Encoding::utf16_little:
      return from_utf16(body, false);
    case Encoding::utf16_big:
      return from_utf16(body, true);
    case Encoding::utf32_little:
      return from_utf32(body, false);
    case Encoding::utf32_big:
      return from_utf32(body, true);
    case Encoding::ascii:
      return from_ascii(body);
    case Encoding::latin1:
      return from_single_bytes(body, false);
    case Encoding::windows1252:
      return from_single_bytes(body, true);
  }
  return body;
}

// Where the XML declaration names an encoding, if it does.
struct Declared {
  std::size_t offset = 0;
  std::string_view name;
};

std::optional<Declared> declared_encoding(std::string_view body) {
  if (!body.starts_with("<?xml")) return std::nullopt;
  const auto declaration = body.substr(0, body.find("?>"));
  const auto name = declaration.find("encoding");
  if (name == std::string_view::npos) return std::nullopt;
  const auto open = declaration.find_first_of("\"'", name);
  if (open == std::string_view::npos) return std::nullopt;
  const auto close = declaration.find(declaration[open], open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return Declared{open + 1, declaration.substr(open + 1, close - open - 1)};
}

// As .NET's XML reader decodes a stream; it gives up where a reader that was told the charset would write U+FFFD.
DecodedBody detect_and_decode(std::string body) {
  using namespace std::string_view_literals;
  Encoding encoding = Encoding::utf8;
  if (const auto mark = byte_order_mark(body)) {
    encoding = mark->encoding;
    body.erase(0, mark->bytes.size());
  } else if (body.starts_with("<\0?\0"sv)) {
    encoding = Encoding::utf16_little;
  } else if (body.starts_with("\0<\0?"sv)) {
    encoding = Encoding::utf16_big;
  } else if (const auto declared = declared_encoding(body)) {
    const auto known = encoding_named(declared->name);
    if (!known) {
      auto words = "System does not support '" + repair_utf8(declared->name) + "' encoding.";
      body.resize(declared->offset);
      return {repair_utf8(body), std::move(words)};
    }
    // A declaration that could be read byte by byte is not in UTF-16, whatever it says.
    if (*known != Encoding::utf16_little && *known != Encoding::utf16_big) encoding = *known;
  }
  if (encoding != Encoding::utf8) return {decode(std::move(body), encoding), {}};
  const auto run = utf8_run(body);
  if (run.broken == 0) return {std::move(body), {}};
  body.resize(run.valid);
  return {std::move(body), "Invalid character in the given encoding."};
}

}  // namespace

ContentType parse_content_type(std::string_view header) {
  ContentType result;
  std::size_t end = std::min(header.find(';'), header.size());
  result.media_type = lower(trim(header.substr(0, end)));
  while (end < header.size()) {
    // Parameters end at a semicolon outside of quotes.
    const std::size_t start = end + 1;
    bool quoted = false;
    for (end = start; end < header.size() && (quoted || header[end] != ';'); ++end) {
      if (header[end] == '"') quoted = !quoted;
    }
    const auto parameter = header.substr(start, end - start);
    const auto equals = parameter.find('=');
    if (equals == std::string_view::npos) continue;
    const auto name = lower(trim(parameter.substr(0, equals)));
    auto value = trim(parameter.substr(equals + 1));
    const auto is_quote = [](char c) { return c == '"' || c == '\''; };
    while (!value.empty() && is_quote(value.front())) value.remove_prefix(1);
    while (!value.empty() && is_quote(value.back())) value.remove_suffix(1);
    if (name == "charset" && result.charset.empty()) result.charset = trim(value);
    if (name == "action" && !result.has_action) {
      result.action = value;
      result.has_action = true;
    }
  }
  return result;
}

DecodedBody decode_body(std::string body, const ContentType& type) {
  if (type.charset.empty() && type.media_type == "application/soap+xml") return detect_and_decode(std::move(body));
  if (const auto mark = byte_order_mark(body)) {
    body.erase(0, mark->bytes.size());
    return {decode(std::move(body), mark->encoding), {}};
  }
  return {decode(std::move(body), encoding_named(type.charset).value_or(Encoding::ascii)), {}};
}

std::string repair_utf8(std::string_view bytes) {
  std::string result;
  result.reserve(bytes.size());
  for (;;) {
    const auto run = utf8_run(bytes);
    result += bytes.substr(0, run.valid);
    if (run.broken == 0) return result;
    result += kReplacement;
    bytes.remove_prefix(run.valid + run.broken);
  }
}

bool is_utf8(std::string_view bytes) { return utf8_run(bytes).broken == 0; }

}  // namespace wire
