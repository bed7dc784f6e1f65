#include "wire/conversions.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>
#include <type_traits>

namespace wire {
namespace {

using Problem = std::optional<ConversionError>;

Problem bad_number() { return ConversionError{"Input string was not in a correct format."}; }
Problem out_of_range(std::string_view type) {
  return ConversionError{"Value was either too large or too small for " + std::string(type) + "."};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What .NET's number styles skip at both ends.
std::string_view trim_number(std::string_view text) {
  const auto white = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && white(text.front())) text.remove_prefix(1);
  while (!text.empty() && white(text.back())) text.remove_suffix(1);
  return text;
}

// Takes a sign off the beginning.
bool take_sign(std::string_view& text) {
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return false;
  const bool negative = text.front() == '-';
  text.remove_prefix(1);
  return negative;
}

template <class Integer>
Problem parse_integer(std::string_view text, std::string_view type, Integer& value) {
  text = trim_number(text);
  const bool negative = take_sign(text);
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return bad_number();
  // One sign more than from_chars takes: the digits are read behind it, on the negative side, which is the wider one.
  using Limits = std::numeric_limits<Integer>;
  std::int64_t result = 0;
  for (const char c : text) {
    const std::int64_t digit = c - '0';
    if (result < (std::numeric_limits<std::int64_t>::min() + digit) / 10) return out_of_range(type);
    result = result * 10 - digit;
  }
  if (!negative && result < -std::int64_t{Limits::max()}) return out_of_range(type);
  if (negative && result < std::int64_t{Limits::min()}) return out_of_range(type);
  value = static_cast<Integer>(negative ? result : -result);
  return std::nullopt;
}

// A decimal number taken apart: sign, digits around the point, exponent.
struct Number {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
  std::int64_t exponent = 0;
};

std::string_view take_digits(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  const auto digits = text.substr(0, length);
  text.remove_prefix(length);
  return digits;
}

std::optional<Number> take_apart(std::string_view text, bool allow_exponent) {
  Number number;
  text = trim_number(text);
  number.negative = take_sign(text);
  number.whole = take_digits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    number.fraction = take_digits(text);
  }
  if (number.whole.empty() && number.fraction.empty()) return std::nullopt;
  if (allow_exponent && (text.starts_with('e') || text.starts_with('E'))) {
    text.remove_prefix(1);
    const bool negative = take_sign(text);
    const auto digits = take_digits(text);
    if (digits.empty()) return std::nullopt;
    for (const char c : digits) {
      if (number.exponent < 1'000'000) number.exponent = number.exponent * 10 + (c - '0');
    }
    if (negative) number.exponent = -number.exponent;
  }
  if (!text.empty()) return std::nullopt;
  return number;
}

// Digits with a precision, in scientific form, cut apart: "1234" and 5 mean 1.234E+5.
struct Scientific {
  std::string digits;
  int exponent = 0;
};

Scientific scientific(double value, int precision) {
  std::array<char, 64> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific, precision).ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const auto e = text.find('e');
  Scientific result;
  for (const char c : text.substr(0, e)) {
    if (is_digit(c)) result.digits += c;
  }
  while (result.digits.size() > 1 && result.digits.back() == '0') result.digits.pop_back();
  const auto exponent = text.substr(e + (text[e + 1] == '+' ? 2 : 1));
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), result.exponent);
  return result;
}

double value_of(const Scientific& number) {
  const auto text = number.digits.substr(0, 1) + "." + number.digits.substr(1) + "e" + std::to_string(number.exponent);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (is_digit(c)) return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

// Appends `text`, with what `escape` answers in place of every character it answers something for.
template <class Escape>
void append_escaped(std::string& out, std::string_view text, Escape escape) {
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::string_view instead = escape(c);
    const bool control = instead.empty() && static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    if (instead.empty() && !control) continue;
    out += text.substr(copied, i - copied);
    copied = i + 1;
    if (control) {
      constexpr std::string_view kDigits = "0123456789ABCDEF";
      out += "&#x";
      if (c >= 0x10) out += '1';
      out += kDigits[static_cast<unsigned char>(c) & 0xF];
      out += ';';
    } else {
      out += instead;
    }
  }
  out += text.substr(copied);
}

}  // namespace

std::string_view trim_xml_whitespace(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

Problem parse_value(std::string_view text, std::int16_t& value) { return parse_integer(text, "an Int16", value); }
Problem parse_value(std::string_view text, std::int32_t& value) { return parse_integer(text, "an Int32", value); }
Problem parse_value(std::string_view text, std::int64_t& value) { return parse_integer(text, "an Int64", value); }
Problem parse_value(std::string_view text, std::uint8_t& value) {
  return parse_integer(text, "an unsigned byte", value);
}

Problem parse_value(std::string_view text, bool& value) {
  text = trim_xml_whitespace(text);
  if (text != "true" && text != "1" && text != "false" && text != "0") {
    return ConversionError{"The string '" + std::string(text) + "' is not a valid Boolean value."};
  }
  value = text == "true" || text == "1";
  return std::nullopt;
}

// .NET's decimal: 96 bits of digits and a scale of at most 28; what does not fit is rounded, halves to even.
Problem parse_value(std::string_view text, contract::Decimal& value) {
  const auto number = take_apart(text, false);
  if (!number) return bad_number();
  __extension__ using Wide = unsigned __int128;
  constexpr Wide kMax = (Wide{1} << 96) - 1;
  Wide digits = 0;
  std::size_t scale = 0;
  for (const char c : number->whole) {
    digits = digits * 10 + static_cast<unsigned>(c - '0');
    if (digits > kMax) return out_of_range("a Decimal");
  }
  auto rest = number->fraction;
  while (!rest.empty() && scale < 28) {
    const Wide more = digits * 10 + static_cast<unsigned>(rest.front() - '0');
    if (more > kMax) break;
    digits = more;
    ++scale;
    rest.remove_prefix(1);
  }
  if (!rest.empty() && rest.front() >= '5') {
    const bool half = rest.front() == '5' && rest.find_first_not_of('0', 1) == std::string_view::npos;
    if (!half || digits % 2 == 1) ++digits;
    if (digits > kMax) {
      if (scale == 0) return out_of_range("a Decimal");
      digits = (digits + 5) / 10;
      --scale;
    }
  }
  std::string printed;
  for (Wide left = digits; left != 0 || printed.size() <= scale; left /= 10) {
    printed.insert(printed.begin(), static_cast<char>('0' + static_cast<int>(left % 10)));
  }
  if (scale != 0) printed.insert(printed.size() - scale, 1, '.');
  if (number->negative && digits != 0) printed.insert(printed.begin(), '-');
  value.text = std::move(printed);
  return std::nullopt;
}

Problem parse_value(std::string_view text, double& value) {
  text = trim_number(text);
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (text == "NaN") return value = std::numeric_limits<double>::quiet_NaN(), std::nullopt;
  if (text == "INF" || text == "Infinity") return value = kInfinity, std::nullopt;
  if (text == "-INF" || text == "-Infinity") return value = -kInfinity, std::nullopt;
  const auto number = take_apart(text, true);
  if (!number) return bad_number();
  if (text.starts_with('+')) text.remove_prefix(1);
  double result = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), result).ec == std::errc::result_out_of_range) {
    const auto whole = number->whole.find_first_not_of('0');
    const auto leading = number->fraction.find_first_not_of('0');
    const auto magnitude = whole != std::string_view::npos
                               ? static_cast<std::int64_t>(number->whole.size() - whole)
                               : -static_cast<std::int64_t>(std::min(leading, number->fraction.size()));
    if (magnitude + number->exponent > 0) return out_of_range("a Double");
    result = number->negative ? -0.0 : 0.0;
  }
  value = result;
  return std::nullopt;
}

// The four forms D, N, B and P: with dashes, without, in braces, in parentheses.
Problem parse_value(std::string_view text, contract::Guid& value) {
  const auto wrong_length = [] {
    return ConversionError{"Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)."};
  };
  text = trim_number(text);
  if (text.empty()) return ConversionError{"Unrecognized Guid format."};
  const bool dashes = text.find('-') != std::string_view::npos;
  if (dashes && (text.front() == '{' || text.front() == '(')) {
    if (text.size() != 38 || text.back() != (text.front() == '{' ? '}' : ')')) return wrong_length();
    text = text.substr(1, 36);
  }
  if (text.size() != (dashes ? 36U : 32U)) return wrong_length();
  contract::Guid guid;
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (dashes && (i == 8 || i == 13 || i == 18 || i == 23)) {
      if (text[i] != '-') return ConversionError{"Dashes are in the wrong position for GUID parsing."};
      continue;
    }
    const int digit = hex_digit(text[i]);
    if (digit < 0) return ConversionError{"Could not find any recognizable digits."};
    auto& byte = guid.bytes[digits / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | digit);
    ++digits;
  }
  value = guid;
  return std::nullopt;
}

Problem parse_value(std::string_view text, contract::Bytes& value) {
  std::string data;
  data.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int count = 0;
  bool padded = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    const int digit = base64_digit(c);
    if (c == '=') {
      padded = true;
    } else if (digit < 0 || padded) {
      return ConversionError{"'" + std::string(text) + "' is not a valid Base64 text sequence.", true};
    } else {
      bits = (bits << 6 | static_cast<std::uint32_t>(digit)) & 0xFFFFFF;
      count += 6;
      if (count >= 8) {
        count -= 8;
        data += static_cast<char>(bits >> count & 0xFF);
      }
    }
  }
  value.data = std::move(data);
  return std::nullopt;
}

void append_value(std::string& out, std::int64_t value) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

void append_value(std::string& out, bool value) { out += value ? "true" : "false"; }

// .NET's round-trip format: 15 digits where they suffice, else 17; scientific from that many digits on and below
// 0.0001.
void append_value(std::string& out, double value) {
  if (std::isnan(value)) {
    out += "NaN";
    return;
  }
  if (std::signbit(value)) out += '-';
  value = std::fabs(value);
  if (std::isinf(value)) {
    out += "INF";
    return;
  }
  int precision = 15;
  auto number = scientific(value, precision - 1);
  if (value_of(number) != value) {
    precision = 17;
    number = scientific(value, precision - 1);
  }
  if (number.exponent >= precision || number.exponent < -4) {
    out += number.digits[0];
    if (number.digits.size() > 1) out.append(1, '.').append(number.digits, 1);
    out += number.exponent < 0 ? "E-" : "E+";
    const int exponent = std::abs(number.exponent);
    if (exponent < 10) out += '0';
    append_value(out, std::int64_t{exponent});
  } else if (number.exponent < 0) {
    out += "0.";
    out.append(static_cast<std::size_t>(-number.exponent - 1), '0').append(number.digits);
  } else {
    const auto whole = static_cast<std::size_t>(number.exponent) + 1;
    if (number.digits.size() < whole) number.digits.resize(whole, '0');
    out.append(number.digits, 0, whole);
    if (number.digits.size() > whole) out.append(1, '.').append(number.digits, whole);
  }
}

void append_value(std::string& out, const contract::Decimal& value) { out += value.text; }

void append_value(std::string& out, const contract::Guid& value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (std::size_t i = 0; i < value.bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += kDigits[value.bytes[i] >> 4];
    out += kDigits[value.bytes[i] & 0xF];
  }
}

void append_value(std::string& out, const contract::Bytes& value) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto& data = value.data;
  for (std::size_t i = 0; i < data.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      bits = bits << 8 | (i + k < data.size() ? static_cast<unsigned char>(data[i + k]) : 0U);
    }
    const std::size_t present = std::min<std::size_t>(3, data.size() - i);
    for (std::size_t k = 0; k < 4; ++k) out += k <= present ? kDigits[bits >> (18 - 6 * k) & 0x3F] : '=';
  }
}

void append_text(std::string& out, std::string_view text) {
  append_escaped(out, text, [](char c) -> std::string_view {
    switch (c) {
      case '&':
        return "&amp;";
      case '<':
        return "&lt;";
      case '>':
        return "&gt;";
      default:
        return {};
    }
  });
}

void append_attribute(std::string& out, std::string_view text) {
  append_escaped(out, text, [](char c) -> std::string_view {
    switch (c) {
      case '&':
        return "&amp;";
      case '<':
        return "&lt;";
      case '>':
        return "&gt;";
      case '"':
        return "&quot;";
      case '\r':
        return "&#xD;";
      case '\n':
        return "&#xA;";
      default:
        return {};
    }
  });
}

}  // namespace wire
