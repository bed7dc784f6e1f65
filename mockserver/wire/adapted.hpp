// Values that an overlay sends as another simple type than the one the member holds: by way of their text.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "contract/schema.hpp"
#include "wire/conversions.hpp"
#include "wire/date_time.hpp"

namespace wire {

// One value of any simple type: the room for a value that no message holds, and every type's default.
struct SimpleValue {
  std::string text;
  bool boolean = false;
  std::int16_t int16 = 0;
  std::int32_t int32 = 0;
  std::int64_t int64 = 0;
  std::uint8_t byte = 0;  // and the index of an enumeration
  contract::Decimal decimal;
  double real = 0;
  contract::DateTime date_time;
  contract::Bytes bytes;
  contract::Guid guid;

  // Where a value of this kind lies; nullptr for objects and adapted types.
  void* slot(contract::Kind kind);
  const void* slot(contract::Kind kind) const;
};

// Reads `text` as the type that is sent, in the host's words where it is none, then as the type that is stored: what
// the second cannot hold is an error too, in the words for that type.
std::optional<ConversionError> read_adapted(std::string_view text, const contract::TypeDesc& type,
                                            const ServerClock& clock, void* slot);

// Appends a stored value as the type that is sent. A number beyond its range is written at its limit, and what has no
// form in it ("" as a number) as its default.
void append_adapted(const contract::TypeDesc& type, const void* value, std::string& out);

// Appends what a value of a simple type is before anything is said about it: 0, false, 0001-01-01T00:00:00, the first
// value of an enumeration, nothing for a text.
void append_default_value(const contract::TypeDesc& type, std::string& out);

}  // namespace wire
