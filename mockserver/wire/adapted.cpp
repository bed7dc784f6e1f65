// From a text of one type to a value of another, and back.
#include "wire/adapted.hpp"

#include <algorithm>
#include <limits>

#include "wire/decode.hpp"
#include "wire/encode.hpp"

namespace wire {
namespace {

using contract::Kind;
using contract::TypeDesc;

bool is_integer(Kind kind) {
  return kind == Kind::int16 || kind == Kind::int32 || kind == Kind::int64 || kind == Kind::unsigned_byte;
}

// What the text of one kind has to become before another kind reads it.
std::string between_kinds(std::string text, Kind from, Kind to) {
  if (from == Kind::boolean && is_integer(to)) return text == "true" ? "1" : "0";
  if (is_integer(from) && to == Kind::boolean) return text == "0" ? "false" : "true";
  if (from == Kind::decimal && is_integer(to)) {
    const auto point = text.find('.');
    if (point != std::string::npos && text.find_first_not_of('0', point + 1) == std::string::npos) text.resize(point);
  }
  return text;
}

// The text of a value, not escaped.
std::string text_of(const TypeDesc& type, const void* value) {
  if (type.kind == Kind::string) return *static_cast<const std::string*>(value);
  std::string text;
  append_simple(type, value, text);
  return text;
}

std::int64_t limited(Kind kind, std::int64_t number) {
  const auto within = [number](auto low, auto high) {
    return std::clamp<std::int64_t>(number, std::int64_t{low}, std::int64_t{high});
  };
  if (kind == Kind::int16)
    return within(std::numeric_limits<std::int16_t>::min(), std::numeric_limits<std::int16_t>::max());
  if (kind == Kind::int32)
    return within(std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max());
  if (kind == Kind::unsigned_byte) return within(0, std::numeric_limits<std::uint8_t>::max());
  return number;
}

// A dateTime sent as the part that the type's name asks for.
std::string part_of_date_time(const TypeDesc& type, std::string text) {
  const auto t = text.find('T');
  if (t == std::string::npos) return text;
  if (type.name == "date") return text.substr(0, t);
  if (type.name == "time") return text.substr(t + 1);
  return text;
}

}  // namespace

void* SimpleValue::slot(Kind kind) {
  switch (kind) {
    case Kind::string:
      return &text;
    case Kind::boolean:
      return &boolean;
    case Kind::int16:
      return &int16;
    case Kind::int32:
      return &int32;
    case Kind::int64:
      return &int64;
    case Kind::unsigned_byte:
    case Kind::enumeration:
      return &byte;
    case Kind::decimal:
      return &decimal;
    case Kind::real:
      return &real;
    case Kind::date_time:
      return &date_time;
    case Kind::base64_binary:
      return &bytes;
    case Kind::guid:
      return &guid;
    case Kind::object:
    case Kind::adapted:
      break;
  }
  return nullptr;
}

const void* SimpleValue::slot(Kind kind) const { return const_cast<SimpleValue*>(this)->slot(kind); }

std::optional<ConversionError> read_adapted(std::string_view text, const TypeDesc& type, const ServerClock& clock,
                                            void* slot) {
  const TypeDesc& sent = *type.sent;
  SimpleValue value;
  if (auto failed = read_simple(text, sent, clock, value.slot(sent.kind))) return failed;
  const std::string plain = between_kinds(text_of(sent, value.slot(sent.kind)), sent.kind, type.stored->kind);
  return read_simple(plain, *type.stored, clock, slot);
}

void append_adapted(const TypeDesc& type, const void* value, std::string& out) {
  const TypeDesc& sent = *type.sent;
  const std::string plain = between_kinds(text_of(*type.stored, value), type.stored->kind, sent.kind);
  if (sent.kind == Kind::string) return append_text(out, plain);
  std::int64_t number = 0;
  if (is_integer(sent.kind) && !parse_value(plain, number)) return append_value(out, limited(sent.kind, number));
  SimpleValue converted;
  if (read_simple(plain, sent, ServerClock{}, converted.slot(sent.kind))) return append_default_value(sent, out);
  std::string text;
  append_simple(sent, converted.slot(sent.kind), text);
  out += part_of_date_time(sent, std::move(text));
}

void append_default_value(const TypeDesc& type, std::string& out) {
  const TypeDesc& sent = type.kind == Kind::adapted ? *type.sent : type;
  if (sent.kind == Kind::enumeration && sent.values.empty()) return;
  const SimpleValue blank;
  std::string text;
  append_simple(sent, blank.slot(sent.kind), text);
  out += part_of_date_time(sent, std::move(text));
}

}  // namespace wire
