#include "conformance/values.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <limits>

namespace conformance {
namespace {

using contract::DateTime;
using contract::Kind;
using contract::TypeDesc;

bool digit(char c) { return c >= '0' && c <= '9'; }

std::optional<Json> read_integer(std::string_view text, std::int64_t min, std::int64_t max) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < min || value > max) return std::nullopt;
  return value;
}

bool is_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto dot = text.find('.');
  const auto digits = [](std::string_view part) { return !part.empty() && std::ranges::all_of(part, digit); };
  return dot == std::string_view::npos ? digits(text) : digits(text.substr(0, dot)) && digits(text.substr(dot + 1));
}

// Without the zeros that do not change a decimal: "1.50" -> "1.5", "-0.0" -> "0".
std::string canonical_decimal(std::string text) {
  if (text.find('.') != std::string::npos) {
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

bool is_guid(std::string_view text) {
  constexpr std::string_view kShape = "00000000-0000-0000-0000-000000000000";
  return std::ranges::equal(text, kShape, [](char c, char shape) {
    return shape == '-' ? c == '-' : digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  });
}

bool is_real(std::string_view text) {
  if (text == "INF" || text == "-INF" || text == "NaN") return true;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

bool is_base64(std::string_view text) {
  return text.size() % 4 == 0 && std::ranges::all_of(text, [](char c) {
           return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '/' || c == '=';
         });
}

// Takes `count` digits off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count || !std::ranges::all_of(text.substr(0, count), digit)) return std::nullopt;
  int value = 0;
  std::from_chars(text.data(), text.data() + count, value);
  text.remove_prefix(count);
  return value;
}
bool take_sign(std::string_view& text, char expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(1);
  return true;
}

std::string text_of(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

}  // namespace

std::string name_of(Shape shape) {
  if (!shape.type) return "value";
  return (shape.array ? "array of " : "") + std::string(shape.type->name);
}

std::optional<std::int64_t> read_instant(std::string_view text) {
  const auto year = take_digits(text, 4);
  if (!year || !take_sign(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take_sign(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day || !take_sign(text, 'T')) return std::nullopt;
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take_sign(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59 || !take_sign(text, ':')) return std::nullopt;
  const auto second = take_digits(text, 2);
  if (!second || *second > 59) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (*year < 1 || !date.ok()) return std::nullopt;

  std::int64_t fraction = 0;
  if (take_sign(text, '.')) {
    std::size_t digits = 0;
    for (; digits < 7 && !text.empty() && digit(text.front()); ++digits, text.remove_prefix(1))
      fraction = fraction * 10 + (text.front() - '0');
    if (digits == 0) return std::nullopt;
    for (; digits < 7; ++digits) fraction *= 10;
  }
  int offset = 0;
  if (!text.empty() && !take_sign(text, 'Z')) {
    const int sign = text.starts_with('-') ? -1 : 1;
    if (!take_sign(text, '+') && !take_sign(text, '-')) return std::nullopt;
    const auto hours = take_digits(text, 2);
    if (!hours || !take_sign(text, ':')) return std::nullopt;
    const auto minutes = take_digits(text, 2);
    if (!minutes) return std::nullopt;
    offset = sign * (*hours * 60 + *minutes);
  }
  if (!text.empty()) return std::nullopt;
  constexpr std::chrono::sys_days kEpoch{std::chrono::year(1) / 1 / 1};
  const std::int64_t days = (std::chrono::sys_days(date) - kEpoch).count();
  return days * DateTime::kTicksPerDay + (*hour * 60 + *minute - offset) * DateTime::kTicksPerMinute +
         *second * DateTime::kTicksPerSecond + fraction;
}

std::optional<Json> read_value(std::string_view text, const TypeDesc& type) {
  const auto text_if = [&](bool valid) -> std::optional<Json> {
    if (!valid) return std::nullopt;
    return Json(text);
  };
  switch (type.kind) {
    case Kind::string:
      return Json(text);
    case Kind::boolean:
      if (text == "true") return true;
      if (text == "false") return false;
      return std::nullopt;
    case Kind::int16:
      return read_integer(text, std::numeric_limits<std::int16_t>::min(), std::numeric_limits<std::int16_t>::max());
    case Kind::int32:
      return read_integer(text, std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max());
    case Kind::int64:
      return read_integer(text, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max());
    case Kind::unsigned_byte:
      return read_integer(text, 0, std::numeric_limits<std::uint8_t>::max());
    case Kind::decimal:
      return text_if(is_decimal(text));
    case Kind::real:
      return text_if(is_real(text));
    case Kind::date_time:
      return text_if(read_instant(text).has_value());
    case Kind::base64_binary:
      return text_if(is_base64(text));
    case Kind::guid:
      return text_if(is_guid(text));
    case Kind::enumeration:
      return text_if(std::ranges::find(type.listed(), text) != type.listed().end());
    case Kind::object:
    case Kind::adapted:  // of the server's overlays only
      break;
  }
  return std::nullopt;
}

bool same_value(const Json& left, const Json& right, const TypeDesc* type) {
  if (!type || left.is_null() || right.is_null()) return left == right;
  switch (type->kind) {
    case Kind::date_time:
      if (const auto a = read_instant(text_of(left)), b = read_instant(text_of(right)); a && b) return a == b;
      return left == right;
    case Kind::decimal:
      return canonical_decimal(text_of(left)) == canonical_decimal(text_of(right));
    case Kind::real:
      return left == right || order(left, right) == 0 || text_of(left) == text_of(right);
    case Kind::guid:
      return std::ranges::equal(text_of(left), text_of(right), [](char a, char b) { return (a | 0x20) == (b | 0x20); });
    default:
      return left == right;
  }
}

std::optional<int> order(const Json& left, const Json& right) {
  const auto sign = [](const auto& a, const auto& b) { return a < b ? -1 : a > b ? 1 : 0; };
  if (left.is_number_integer() && right.is_number_integer())
    return sign(left.get<std::int64_t>(), right.get<std::int64_t>());
  const auto number = [](const Json& value) -> std::optional<double> {
    if (value.is_number()) return value.get<double>();
    if (!value.is_string()) return std::nullopt;
    const auto& text = value.get_ref<const std::string&>();
    double out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return out;
  };
  if (const auto a = number(left), b = number(right); a && b) return sign(*a, *b);
  if (!left.is_string() || !right.is_string()) return std::nullopt;
  if (const auto a = read_instant(left.get<std::string>()), b = read_instant(right.get<std::string>()); a && b)
    return sign(*a, *b);
  return std::nullopt;
}

bool has_type(const Json& value, std::string_view type) {
  if (type == "array") return value.is_array();
  if (type == "object") return value.is_object();
  if (type == "boolean") return value.is_boolean();
  if (type == "string") return value.is_string();
  if (type == "long") return value.is_number_integer();
  if (type == "int")
    return value.is_number_integer() && value.get<std::int64_t>() >= std::numeric_limits<std::int32_t>::min() &&
           value.get<std::int64_t>() <= std::numeric_limits<std::int32_t>::max();
  if (type == "decimal") return value.is_number() || (value.is_string() && is_decimal(value.get<std::string>()));
  if (type == "dateTime") return value.is_string() && read_instant(value.get<std::string>()).has_value();
  if (type == "guid") return value.is_string() && is_guid(value.get<std::string>());
  return false;
}

}  // namespace conformance
