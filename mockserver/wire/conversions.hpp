// Simple values to and from their text on the wire, with .NET's leniency and .NET's words (host rules 57-64), and the
// escaping of text. Neither streams nor locales; every function may be called by any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "contract/values.hpp"

namespace wire {

// Why a value could not be read.
struct ConversionError {
  std::string text;               // .NET's message
  bool is_xml_exception = false;  // raised by the XML reader itself: 400 with an empty body instead of a fault
};

// Each reads the whole of `text`; on success it sets `value` and answers nothing, on failure `value` is untouched.
// Whitespace around numbers, booleans and guids is ignored.
std::optional<ConversionError> parse_value(std::string_view text, std::int16_t& value);       // host rule 57
std::optional<ConversionError> parse_value(std::string_view text, std::int32_t& value);       // host rule 57
std::optional<ConversionError> parse_value(std::string_view text, std::int64_t& value);       // host rule 57
std::optional<ConversionError> parse_value(std::string_view text, std::uint8_t& value);       // xsd:unsignedByte
std::optional<ConversionError> parse_value(std::string_view text, bool& value);               // host rule 58
std::optional<ConversionError> parse_value(std::string_view text, contract::Decimal& value);  // host rule 59
std::optional<ConversionError> parse_value(std::string_view text, double& value);             // host rule 59
std::optional<ConversionError> parse_value(std::string_view text, contract::Guid& value);     // host rule 60
std::optional<ConversionError> parse_value(std::string_view text, contract::Bytes& value);    // host rule 63

// Each appends the value as .NET's serialiser prints it. Nothing it writes needs escaping.
void append_value(std::string& out, std::int64_t value);
inline void append_value(std::string& out, std::int32_t value) { append_value(out, std::int64_t{value}); }
inline void append_value(std::string& out, std::int16_t value) { append_value(out, std::int64_t{value}); }
inline void append_value(std::string& out, std::uint8_t value) { append_value(out, std::int64_t{value}); }
void append_value(std::string& out, bool value);
void append_value(std::string& out, double value);
void append_value(std::string& out, const contract::Decimal& value);
void append_value(std::string& out, const contract::Guid& value);
void append_value(std::string& out, const contract::Bytes& value);

// Appends `text` (UTF-8) escaped as .NET's XML writer does it: as element content, or inside double quotes.
void append_text(std::string& out, std::string_view text);
void append_attribute(std::string& out, std::string_view text);

// Without leading and trailing XML whitespace (space, tab, CR, LF).
std::string_view trim_xml_whitespace(std::string_view text);

}  // namespace wire
