#include "overlay/simple_types.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "wire/adapted.hpp"

namespace overlay {
namespace {

using contract::Kind;

constexpr std::pair<std::string_view, Kind> kKinds[] = {
    {"string", Kind::string},
    {"normalizedString", Kind::string},
    {"token", Kind::string},
    {"language", Kind::string},
    {"anyURI", Kind::string},
    {"Name", Kind::string},
    {"NCName", Kind::string},
    {"NMTOKEN", Kind::string},
    {"NMTOKENS", Kind::string},
    {"ID", Kind::string},
    {"IDREF", Kind::string},
    {"QName", Kind::string},
    {"duration", Kind::string},
    {"gYear", Kind::string},
    {"gYearMonth", Kind::string},
    {"gMonth", Kind::string},
    {"gMonthDay", Kind::string},
    {"gDay", Kind::string},
    {"boolean", Kind::boolean},
    {"byte", Kind::int16},
    {"short", Kind::int16},
    {"unsignedShort", Kind::int32},
    {"int", Kind::int32},
    {"unsignedInt", Kind::int64},
    {"long", Kind::int64},
    {"unsignedLong", Kind::int64},
    {"integer", Kind::int64},
    {"positiveInteger", Kind::int64},
    {"nonNegativeInteger", Kind::int64},
    {"negativeInteger", Kind::int64},
    {"nonPositiveInteger", Kind::int64},
    {"unsignedByte", Kind::unsigned_byte},
    {"decimal", Kind::decimal},
    {"float", Kind::real},
    {"double", Kind::real},
    {"dateTime", Kind::date_time},
    {"date", Kind::date_time},
    {"time", Kind::date_time},
    {"base64Binary", Kind::base64_binary},
    {"guid", Kind::guid},
};

bool is_number(Kind kind) {
  return kind == Kind::int16 || kind == Kind::int32 || kind == Kind::int64 || kind == Kind::unsigned_byte ||
         kind == Kind::decimal || kind == Kind::real;
}

template <Kind kind>
void* forgotten(void*) {
  thread_local wire::SimpleValue value;
  return value.slot(kind);
}

}  // namespace

std::optional<Kind> kind_of(std::string_view builtin) {
  const auto found = std::ranges::find(kKinds, builtin, &std::pair<std::string_view, Kind>::first);
  return found == std::end(kKinds) ? std::nullopt : std::optional(found->second);
}

bool can_be_sent_as(Kind stored, Kind sent) {
  if (stored == Kind::object || sent == Kind::object) return false;
  if (stored == Kind::string || sent == Kind::string) return true;
  if (is_number(stored) && is_number(sent)) return true;
  const bool flag = stored == Kind::boolean || sent == Kind::boolean;
  return (flag && is_number(stored == Kind::boolean ? sent : stored)) || stored == sent;
}

bool is_part_of_date_time(std::string_view builtin) { return builtin == "date" || builtin == "time"; }

void* (*forgotten_slot(Kind kind))(void*) {
  switch (kind) {
    case Kind::string:
      return forgotten<Kind::string>;
    case Kind::boolean:
      return forgotten<Kind::boolean>;
    case Kind::int16:
      return forgotten<Kind::int16>;
    case Kind::int32:
      return forgotten<Kind::int32>;
    case Kind::int64:
      return forgotten<Kind::int64>;
    case Kind::unsigned_byte:
      return forgotten<Kind::unsigned_byte>;
    case Kind::decimal:
      return forgotten<Kind::decimal>;
    case Kind::real:
      return forgotten<Kind::real>;
    case Kind::date_time:
      return forgotten<Kind::date_time>;
    case Kind::base64_binary:
      return forgotten<Kind::base64_binary>;
    case Kind::guid:
      return forgotten<Kind::guid>;
    case Kind::enumeration:
      return forgotten<Kind::enumeration>;
    case Kind::object:
    case Kind::adapted:
      break;
  }
  return [](void* message) { return message; };
}

}  // namespace overlay
