// Field descriptions: the one place that knows how a C++ struct looks on the wire.
//
// A message is a plain struct with a static constexpr fields() list, one row per member. The list is lowered at compile
// time into a constexpr TypeDesc graph; decoder, validator, encoder, WSDL, help pages and contract dump all walk that
// graph and none of them is a template.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "contract/outcome.hpp"
#include "contract/patterns.hpp"
#include "contract/values.hpp"

namespace contract {

// The storage behind a value: `std::string` for string, `bool`, `std::int32_t`, ..., `std::uint8_t` for an enumeration
// (its index), the message struct itself for an object.
enum class Kind : std::uint8_t {
  string,
  boolean,
  int16,
  int32,
  int64,
  unsigned_byte,
  decimal,
  real,
  date_time,
  base64_binary,
  guid,
  enumeration,
  object,
  adapted  // of an overlay only: sent as one simple type, stored as another (TypeDesc::sent, stored)
};

// How a member holds its value. Null is told apart from empty only where the struct says std::optional or Nillable.
//   plain:          T                        always written; absent or null reads as the default
//   optional:       std::optional<T>         null reference types are left out, null value types write xsi:nil="true"
//   nillable:       Nillable<T>              a null reference type writes xsi:nil="true"
//   array:          std::vector<T>           always written, empty arrays as an empty element
//   optional_array: std::optional<vector<T>> a null array is left out
// Items of arrays may be std::optional<T>: null items are kept (and may be refused by the operation).
enum class Presence : std::uint8_t { plain, optional, nillable, array, optional_array };

// What an answer says of a null: nothing, xsi:nil="true", or an element with the type's default. The last is an
// overlay's: its schema demands an element that cannot be nil.
enum class WhenNull : std::uint8_t { left_out, nil, written };

struct FieldDesc;

// A type of the contract. All are constants with static storage; compare by address.
struct TypeDesc {
  std::string_view name;  // XSD name: "string", "int", "EntityType", "CreatePartnerRequest"
  Kind kind = Kind::string;
  std::span<const FieldDesc> fields = {};         // of an object
  std::span<const std::string_view> values = {};  // of an enumeration, in declaration order
  std::size_t unlisted = 0;                       // how many of the last values are read when sent, but in no schema,
                                                  // help page or answer: the genuine one has none of them
  const TypeDesc* sent = nullptr;                 // of an adapted type: what is on the wire
  const TypeDesc* stored = nullptr;               // of an adapted type: what the member holds

  constexpr std::span<const std::string_view> listed() const { return values.first(values.size() - unlisted); }

  // A .NET reference type can be null, so its element is minOccurs="0".
  constexpr bool reference() const {
    const Kind known = kind == Kind::adapted ? sent->kind : kind;
    return known == Kind::string || known == Kind::object || known == Kind::base64_binary;
  }
};

// What a value must satisfy beyond its type, and what is known about the row.
struct Rules {
  const Pattern* pattern = nullptr;
  std::int64_t min = std::numeric_limits<std::int64_t>::min();
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
  std::span<const std::int64_t> one_of = {};                         // the only values allowed
  std::size_t max_length = std::numeric_limits<std::size_t>::max();  // of a string, in UTF-16 units as .NET counts
  bool required = false;                                             // null or empty fails
  bool pattern_on_empty = false;  // an optional empty string is matched too, instead of counting as not given
  bool secret = false;            // never shown in journals, logs or reports
  bool unlisted = false;          // read when sent, but in no schema or help page: the genuine one has none
  std::array<std::string_view, 2> aliases = {};  // further spellings accepted on input
  std::string_view item = {};                    // element name of one array item; default: its type's name
  std::string_view doc = {};                     // one sentence, with the unit
  Evidence evidence = Evidence::inherited;
  std::string_view question = {};  // id of the open question behind an assumed row

  constexpr bool any() const {
    return pattern || required || !one_of.empty() || min != std::numeric_limits<std::int64_t>::min() ||
           max != std::numeric_limits<std::int64_t>::max() || max_length != std::numeric_limits<std::size_t>::max();
  }
};

// One member of a message as the tables see it. The accessors take the address of the message.
struct FieldDesc {
  std::string_view name;
  const TypeDesc* type = nullptr;  // of the value; of one item for an array
  Presence presence = Presence::plain;
  bool null_items = false;  // items are std::optional
  bool flat = false;        // of an overlay's array: its items stand beside the other members, with no element around
  WhenNull when_null = WhenNull::left_out;
  Rules rules = {};

  // The slot to decode a value into; for an array a new item at its end.
  void* (*emplace)(void* message) = nullptr;
  // An array element was seen (so it is not null), or a null item was read.
  void (*start_array)(void* message) = nullptr;
  void (*add_null)(void* message) = nullptr;
  // The value (index 0) or the i-th item; nullptr when null.
  const void* (*find)(const void* message, std::size_t index) = nullptr;
  // Number of items; 0 or 1 for a single value.
  std::size_t (*count)(const void* message) = nullptr;
  // Whether the value or array is not null.
  bool (*present)(const void* message) = nullptr;

  constexpr bool is_array() const { return presence == Presence::array || presence == Presence::optional_array; }
  // Null is written as xsi:nil="true", and the schema says nillable="true" with minOccurs="1".
  constexpr bool nil_when_null() const { return when_null == WhenNull::nil; }
  constexpr std::string_view item_name() const { return rules.item.empty() ? type->name : rules.item; }
};

// ---- what a struct or enum must offer ------------------------------------------------------------------------------

// A message: `static constexpr std::string_view kName` (its XSD type) and `static constexpr auto fields()`.
template <class T>
concept Message = requires {
  { T::kName } -> std::convertible_to<std::string_view>;
  T::fields();
};

// An enumeration of the contract: an enum class over std::uint8_t counting from 0, with a specialisation of EnumNames:
//   template <> struct EnumNames<EntityType> {
//     static constexpr std::string_view kName = "EntityType";
//     static constexpr std::array<std::string_view, 5> kValues{"Unknown", ...};
//     static constexpr std::size_t kUnlisted = 1;  // only where the last values are unlisted (TypeDesc)
//   };
template <class E>
struct EnumNames;
template <class T>
concept Enumeration = std::is_enum_v<T> && requires {
  EnumNames<T>::kValues;
};

// The wire name of an enumerator.
template <Enumeration E>
constexpr std::string_view name_of(E value) {
  return EnumNames<E>::kValues[static_cast<std::size_t>(value)];
}

// ---- lowering: member pointer -> FieldDesc -------------------------------------------------------------------------

template <class T>
struct TypeOf;
template <>
struct TypeOf<std::string> {
  static constexpr TypeDesc desc{.name = "string", .kind = Kind::string};
};
template <>
struct TypeOf<bool> {
  static constexpr TypeDesc desc{.name = "boolean", .kind = Kind::boolean};
};
template <>
struct TypeOf<std::int16_t> {
  static constexpr TypeDesc desc{.name = "short", .kind = Kind::int16};
};
template <>
struct TypeOf<std::int32_t> {
  static constexpr TypeDesc desc{.name = "int", .kind = Kind::int32};
};
template <>
struct TypeOf<std::int64_t> {
  static constexpr TypeDesc desc{.name = "long", .kind = Kind::int64};
};
template <>
struct TypeOf<std::uint8_t> {
  static constexpr TypeDesc desc{.name = "unsignedByte", .kind = Kind::unsigned_byte};
};
template <>
struct TypeOf<Decimal> {
  static constexpr TypeDesc desc{.name = "decimal", .kind = Kind::decimal};
};
template <>
struct TypeOf<double> {
  static constexpr TypeDesc desc{.name = "double", .kind = Kind::real};
};
template <>
struct TypeOf<DateTime> {
  static constexpr TypeDesc desc{.name = "dateTime", .kind = Kind::date_time};
};
template <>
struct TypeOf<Bytes> {
  static constexpr TypeDesc desc{.name = "base64Binary", .kind = Kind::base64_binary};
};
template <>
struct TypeOf<Guid> {
  static constexpr TypeDesc desc{.name = "guid", .kind = Kind::guid};
};

template <Enumeration E>
struct TypeOf<E> {
  static_assert(std::is_same_v<std::underlying_type_t<E>, std::uint8_t>, "the codec stores enumerators as one byte");
  static constexpr std::size_t unlisted() {
    if constexpr (requires { EnumNames<E>::kUnlisted; })
      return EnumNames<E>::kUnlisted;
    else
      return 0;
  }
  static constexpr TypeDesc desc{
      .name = EnumNames<E>::kName, .kind = Kind::enumeration, .values = EnumNames<E>::kValues, .unlisted = unlisted()};
};

// Counts the members of an aggregate, so that a member without a row does not compile.
struct AnyMember {
  template <class T>
  operator T() const {
    throw "never called";  // defined for clang, which does not count what is only looked at as unused
  }
};
template <class T, class... A>
consteval std::size_t count_members(A... a) {
  if constexpr (requires { T{a..., AnyMember{}}; })
    return count_members<T>(a..., AnyMember{});
  else
    return sizeof...(A);
}
template <Message T>
constexpr auto checked_fields() {
  constexpr auto fields = T::fields();
  static_assert(count_members<T>() == fields.size(), "every member of a message needs exactly one row");
  return fields;
}
template <Message T>
inline constexpr auto kFields = checked_fields<T>();

template <Message T>
struct TypeOf<T> {
  static constexpr TypeDesc desc{.name = T::kName, .kind = Kind::object, .fields = kFields<T>};
};

// Shape<M> takes a member's type apart into its presence and the type of one value.
template <class T>
struct Shape {
  using Value = T;
  static constexpr Presence presence = Presence::plain;
  static constexpr bool null_items = false;
};
template <class T>
struct Shape<std::optional<T>> : Shape<T> {
  static constexpr Presence presence = Presence::optional;
};
template <class T>
struct Shape<Nillable<T>> : Shape<T> {
  static constexpr Presence presence = Presence::nillable;
};
template <class T>
struct Shape<std::vector<T>> : Shape<T> {
  static constexpr Presence presence = Presence::array;
};
template <class T>
struct Shape<std::vector<std::optional<T>>> : Shape<T> {
  static constexpr Presence presence = Presence::array;
  static constexpr bool null_items = true;
};
template <class T>
struct Shape<std::optional<std::vector<T>>> : Shape<std::vector<T>> {
  static constexpr Presence presence = Presence::optional_array;
};

template <class Member>
struct MemberOf;
template <class C, class M>
struct MemberOf<M C::*> {
  using Class = C;
  using Type = M;
};

// .NET leaves null reference types out, and writes null value types as nil.
constexpr WhenNull null_of(Presence presence, const TypeDesc& type) {
  const bool nil = presence == Presence::nillable || (presence == Presence::optional && !type.reference());
  return nil ? WhenNull::nil : WhenNull::left_out;
}

// One row: `field<&CreatePartner::name>("PartnerName", {.pattern = &kEntityName, .required = true})`.
template <auto Member>
constexpr FieldDesc field(std::string_view name, Rules rules = {}) {
  using Class = typename MemberOf<decltype(Member)>::Class;
  using Type = typename MemberOf<decltype(Member)>::Type;
  using Parts = Shape<Type>;
  constexpr Presence presence = Parts::presence;
  constexpr bool optional_array = presence == Presence::optional_array;
  constexpr bool array = presence == Presence::array || optional_array;

  FieldDesc desc{.name = name,
                 .type = &TypeOf<typename Parts::Value>::desc,
                 .presence = presence,
                 .null_items = Parts::null_items,
                 .when_null = null_of(presence, TypeOf<typename Parts::Value>::desc),
                 .rules = rules};
  desc.emplace = [](void* message) -> void* {
    auto& slot = static_cast<Class*>(message)->*Member;
    if constexpr (array) {
      auto* items = [&] {
        if constexpr (optional_array)
          return &(slot ? *slot : slot.emplace());
        else
          return &slot;
      }();
      auto& item = items->emplace_back();
      if constexpr (Parts::null_items)
        return &item.emplace();
      else
        return &item;
    } else if constexpr (presence == Presence::plain) {
      return &slot;
    } else {
      return &slot.emplace();
    }
  };
  if constexpr (array) {
    desc.start_array = [](void* message) {
      if constexpr (optional_array) {
        auto& slot = static_cast<Class*>(message)->*Member;
        if (!slot) slot.emplace();
      }
    };
    desc.add_null = [](void* message) {
      auto& slot = static_cast<Class*>(message)->*Member;
      if constexpr (optional_array)
        (slot ? *slot : slot.emplace()).emplace_back();
      else
        slot.emplace_back();
    };
  }
  desc.find = [](const void* message, [[maybe_unused]] std::size_t index) -> const void* {
    const auto& slot = static_cast<const Class*>(message)->*Member;
    if constexpr (array) {
      const auto* items = [&] {
        if constexpr (optional_array)
          return slot ? &*slot : nullptr;
        else
          return &slot;
      }();
      if (!items || index >= items->size()) return nullptr;
      if constexpr (Parts::null_items)
        return (*items)[index] ? &*(*items)[index] : nullptr;
      else
        return &(*items)[index];
    } else if constexpr (presence == Presence::plain) {
      return &slot;
    } else {
      return slot ? &*slot : nullptr;
    }
  };
  desc.count = [](const void* message) -> std::size_t {
    const auto& slot = static_cast<const Class*>(message)->*Member;
    if constexpr (optional_array)
      return slot ? slot->size() : 0;
    else if constexpr (array)
      return slot.size();
    else if constexpr (presence == Presence::plain)
      return 1;
    else
      return slot ? 1 : 0;
  };
  desc.present = [](const void* message) -> bool {
    if constexpr (presence == Presence::plain || presence == Presence::array)
      return message != nullptr;
    else
      return (static_cast<const Class*>(message)->*Member).has_value();
  };
  return desc;
}

// The list a message's fields() returns.
template <class... F>
constexpr std::array<FieldDesc, sizeof...(F)> fields_of(F... f) {
  return {f...};
}

}  // namespace contract
