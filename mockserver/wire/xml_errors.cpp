// The words of .NET's XML reader for what Expat found wrong. Internal to the XML reader.
#include "wire/xml_errors.hpp"

#include <expat.h>

#include <array>
#include <charconv>

namespace wire {
namespace {

using Kind = XmlError::Kind;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Close enough to XML's name characters to cut a name out of a message.
bool is_name_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.' || c == ':' || byte >= 0x80;
}

std::string_view name_at(std::string_view source, std::size_t offset) {
  std::size_t end = offset;
  while (end < source.size() && is_name_character(source[end])) ++end;
  return source.substr(offset, end - offset);
}

std::size_t skip_space(std::string_view source, std::size_t offset) {
  while (offset < source.size() && is_space(source[offset])) ++offset;
  return offset;
}

struct Character {
  std::string_view bytes;
  char32_t code = 0;
};

// The character at `offset` of valid UTF-8.
Character character_at(std::string_view source, std::size_t offset) {
  if (offset >= source.size()) return {};
  const auto lead = static_cast<unsigned char>(source[offset]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  Character result{source.substr(offset, length), lead};
  if (length > 1) {
    result.code = lead & (0x7Fu >> length);
    for (const char c : result.bytes.substr(1))
      result.code = (result.code << 6) | (static_cast<unsigned char>(c) & 0x3F);
  }
  return result;
}

std::string hexadecimal(char32_t code) {
  std::array<char, 8> digits{};
  auto* end = std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<std::uint32_t>(code), 16).ptr;
  std::string result = code < 0x10 ? "0x0" : "0x";
  for (const char* digit = digits.data(); digit != end; ++digit) {
    result += *digit >= 'a' ? static_cast<char>(*digit - 'a' + 'A') : *digit;
  }
  return result;
}

// "'c', hexadecimal value 0x63"; .NET shows U+0000 as a dot.
std::string shown(const Character& c) {
  return "'" + (c.code == 0 ? std::string(".") : std::string(c.bytes)) + "', hexadecimal value " + hexadecimal(c.code);
}

bool is_xml_character(char32_t code) {
  return code >= 0x20 ? code != 0xFFFE && code != 0xFFFF : code == '\t' || code == '\n' || code == '\r';
}

std::string encoded(char32_t code) {
  if (code < 0x80) return {static_cast<char>(code)};
  const auto tail = [](char32_t bits) { return static_cast<char>(0x80 | (bits & 0x3F)); };
  if (code < 0x800) return {static_cast<char>(0xC0 | (code >> 6)), tail(code)};
  return {static_cast<char>(0xE0 | (code >> 12)), tail(code >> 6), tail(code)};
}

XmlError end_of_file(std::string_view source, Kind kind, std::string message) {
  return xml_error_at(source, kind, std::move(message), source.size());
}

XmlError invalid_character(std::string_view source, std::size_t offset) {
  return xml_error_at(source, Kind::invalid_character,
                      shown(character_at(source, offset)) + ", is an invalid character.", offset);
}

XmlError dtd_prohibited(std::string_view source, std::size_t offset) {
  return {Kind::dtd_prohibited, "DTD is prohibited in this XML document.", offset, position_of(source, offset)};
}

XmlError unexpected_token(std::string_view source, std::size_t offset, std::string_view expected) {
  std::string_view token = name_at(source, offset);
  if (token.empty()) token = character_at(source, offset).bytes;
  return xml_error_at(
      source, Kind::syntax,
      "'" + std::string(token) + "' is an unexpected token. The expected token is " + std::string(expected) + ".",
      offset);
}

XmlError unclosed_elements(const XmlStop& stop) {
  std::string names;
  for (auto node = stop.open.rbegin(); node != stop.open.rend(); ++node) {
    if (!names.empty()) names += ", ";
    names += (*node)->qualified_name;
  }
  if (!names.empty()) names += '.';
  return end_of_file(stop.source, Kind::unclosed_elements,
                     "Unexpected end of file has occurred. The following elements are not closed: " + names);
}

XmlError undeclared_entity(std::string_view source, std::size_t from) {
  // Expat names the tag when the reference stands in an attribute.
  for (std::size_t at = source.find('&', from); at != std::string_view::npos; at = source.find('&', at + 1)) {
    const auto name = name_at(source, at + 1);
    if (name.empty() || name == "lt" || name == "gt" || name == "amp" || name == "quot" || name == "apos") continue;
    return xml_error_at(source, Kind::undeclared_entity, "Reference to undeclared entity '" + std::string(name) + "'.",
                        at + 1);
  }
  return xml_error_at(source, Kind::undeclared_entity, "Reference to undeclared entity.", from);
}

XmlError bad_character_reference(std::string_view source, std::size_t ampersand) {
  std::size_t at = ampersand + 2;  // behind "&#"
  const int base = at < source.size() && source[at] == 'x' ? 16 : 10;
  if (base == 16) ++at;
  std::uint32_t code = 0;
  const auto [end, problem] = std::from_chars(source.data() + at, source.data() + source.size(), code, base);
  if (problem != std::errc() || code > 0xFFFF) {
    return xml_error_at(source, Kind::invalid_character, "Invalid value of a character entity reference.", at);
  }
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  const std::string bytes = surrogate ? "\uFFFD" : encoded(code);
  return xml_error_at(source, Kind::invalid_character, shown({bytes, code}) + ", is an invalid character.", at);
}

// The end of the document inside the construct that begins at stop.offset.
XmlError explain_unclosed_token(const XmlStop& stop) {
  const auto rest = stop.source.substr(stop.offset);
  const auto while_parsing = [&](std::string_view what) {
    return end_of_file(stop.source, Kind::unexpected_end,
                       "Unexpected end of file while parsing " + std::string(what) + " has occurred.");
  };
  if (stop.in_cdata || rest.starts_with("<![CDATA[")) return while_parsing("CDATA");
  if (rest.starts_with("<!--")) return while_parsing("Comment");
  if (rest.starts_with("<?")) return while_parsing("PI");
  if (stop.open.empty() && rest.starts_with("<!D")) return dtd_prohibited(stop.source, stop.offset);
  if (rest.starts_with('&') || rest.starts_with("<!")) {
    return end_of_file(stop.source, Kind::unexpected_end, "Unexpected end of file has occurred.");
  }
  if (!rest.starts_with('<')) return invalid_character(stop.source, stop.offset);
  if (stop.open.empty() && rest.size() < 4) {
    return xml_error_at(stop.source, Kind::data_at_root, "Data at the root level is invalid.", stop.offset);
  }
  char quote = 0;
  for (const char c : rest) {
    if (quote == 0 ? c == '"' || c == '\'' : c == quote) quote = quote == 0 ? c : '\0';
  }
  if (quote != 0) return end_of_file(stop.source, Kind::unexpected_end, "There is an unclosed literal string.");
  return unclosed_elements(stop);
}

// A character that cannot stand where it is, in the tag that begins at `tag`.
XmlError explain_tag(std::string_view source, std::size_t tag, std::size_t offset) {
  if (source.substr(tag).starts_with("</")) return unexpected_token(source, offset, "'>'");
  if (offset == tag + 1) return bad_name_character(source, offset, true);
  enum class Expecting { name, equals, quote, closing_quote } expecting = Expecting::name;
  char quote = 0;
  std::size_t at = tag + 1 + name_at(source, tag + 1).size();
  if (at >= offset) return bad_name_character(source, offset, false);
  while (at < offset) {
    const char c = source[at];
    if (expecting == Expecting::closing_quote) {
      if (c == quote) expecting = Expecting::name;
      ++at;
    } else if (is_space(c)) {
      ++at;
    } else if (expecting == Expecting::name && is_name_character(c)) {
      at += name_at(source, at).size();
      expecting = Expecting::equals;
    } else if (expecting == Expecting::equals && c == '=') {
      ++at;
      expecting = Expecting::quote;
    } else if (expecting == Expecting::quote && (c == '"' || c == '\'')) {
      quote = c;
      ++at;
      expecting = Expecting::closing_quote;
    } else {
      break;
    }
  }
  switch (expecting) {
    case Expecting::equals:
      return unexpected_token(source, offset, "'='");
    case Expecting::quote:
      return unexpected_token(source, offset, "'\"' or '''");
    case Expecting::closing_quote:
      if (source[offset] == '<') {
        return xml_error_at(source, Kind::syntax,
                            shown(character_at(source, offset)) + ", is an invalid attribute character.", offset);
      }
      return xml_error_at(source, Kind::syntax, "An error occurred while parsing EntityName.", offset);
    case Expecting::name:
      break;
  }
  if (source[offset - 1] == '/') return unexpected_token(source, offset, "'>'");
  if (is_name_character(source[offset])) {
    return xml_error_at(source, Kind::syntax,
                        "'" + std::string(name_at(source, offset)) + "' is an unexpected token. Expecting white space.",
                        offset);
  }
  return bad_name_character(source, offset, true);
}

XmlError explain_markup(const XmlStop& stop, std::size_t start) {
  const auto rest = stop.source.substr(start);
  if (rest.starts_with("<!--")) {
    return xml_error_at(stop.source, Kind::syntax,
                        "An XML comment cannot contain '--', and '-' cannot be the last character.", stop.offset);
  }
  if (rest.starts_with("<?")) return bad_name_character(stop.source, stop.offset, stop.offset == start + 2);
  if (rest.starts_with("<!D") && !stop.open.empty()) {
    return xml_error_at(stop.source, Kind::dtd_prohibited, "Unexpected DTD declaration.", start + 2);
  }
  if (rest.starts_with("<![")) return unexpected_token(stop.source, start + 3, "'CDATA['");
  if (rest.starts_with("<!")) return unexpected_token(stop.source, start + 2, "'<!--' or '<[CDATA['");
  return explain_tag(stop.source, start, stop.offset);
}

// Something that cannot stand before or after the root element.
XmlError explain_outside_root(const XmlStop& stop) {
  const auto source = stop.source;
  const std::size_t start = skip_space(source, stop.read_end);
  const auto rest = source.substr(start);
  const auto data_at_root = [&] {
    return xml_error_at(source, Kind::data_at_root, "Data at the root level is invalid.", start);
  };
  if (!rest.starts_with('<')) {
    return is_xml_character(character_at(source, start).code) ? data_at_root() : invalid_character(source, start);
  }
  if (rest.starts_with("</")) return xml_error_at(source, Kind::syntax, "Unexpected end tag.", start + 2);
  if (rest.starts_with("<!D")) return dtd_prohibited(source, start);
  if (rest.starts_with("<![")) return data_at_root();
  if (stop.after_root && !rest.starts_with("<?") && !rest.starts_with("<!")) {
    return xml_error_at(source, Kind::multiple_roots, "There are multiple root elements.", start + 1);
  }
  if (!is_xml_character(character_at(source, stop.offset).code)) return invalid_character(source, stop.offset);
  return explain_markup(stop, start);
}

XmlError explain_inside_root(const XmlStop& stop) {
  const auto source = stop.source;
  if (!is_xml_character(character_at(source, stop.offset).code)) return invalid_character(source, stop.offset);
  if (source.substr(stop.read_end).starts_with('<')) return explain_markup(stop, stop.read_end);
  if (stop.offset >= 2 && source.substr(stop.offset - 2).starts_with("]]>")) {
    return xml_error_at(source, Kind::syntax, "']]>' is not allowed in character data.", stop.offset - 2);
  }
  return xml_error_at(source, Kind::syntax, "An error occurred while parsing EntityName.", stop.offset);
}

}  // namespace

XmlError xml_error_at(std::string_view source, Kind kind, std::string message, std::size_t offset) {
  const auto position = position_of(source, offset);
  message += " Line " + std::to_string(position.line) + ", position " + std::to_string(position.column) + ".";
  return {kind, std::move(message), offset, position};
}

XmlError bad_name_character(std::string_view source, std::size_t offset, bool first) {
  const auto character = character_at(source, offset);
  const auto text =
      "'" + std::string(character.bytes) + "' character, hexadecimal value " + hexadecimal(character.code);
  return xml_error_at(
      source, Kind::syntax,
      first ? "Name cannot begin with the " + text + "." : "The " + text + ", cannot be included in a name.", offset);
}

std::size_t attribute_offset(std::string_view source, std::size_t tag, std::string_view qualified_name) {
  std::size_t found = tag;
  std::size_t at = tag + 1 + name_at(source, tag + 1).size();
  while (at < source.size() && source[at] != '>') {
    at = skip_space(source, at);
    const auto name = name_at(source, at);
    if (name == qualified_name) found = at;
    at = source.find_first_of("\"'", at + name.size());
    if (name.empty() || at == std::string_view::npos) break;
    at = source.find(source[at], at + 1);
    if (at != std::string_view::npos) ++at;
  }
  return found;
}

XmlError explain(const XmlStop& stop) {
  const auto source = stop.source;
  const std::size_t offset = stop.offset;
  switch (stop.code) {
    case XML_ERROR_NO_ELEMENTS:
      if (!stop.open.empty()) return unclosed_elements(stop);
      return {Kind::root_missing, "Root element is missing.", source.size(), position_of(source, source.size())};
    case XML_ERROR_UNCLOSED_TOKEN:
    case XML_ERROR_PARTIAL_CHAR:
    case XML_ERROR_UNCLOSED_CDATA_SECTION:
      return explain_unclosed_token(stop);
    case XML_ERROR_TAG_MISMATCH: {
      const XmlNode& open = *stop.open.back();
      const auto start = position_of(source, open.start + 1);
      return xml_error_at(source, Kind::tag_mismatch,
                          "The '" + std::string(open.qualified_name) + "' start tag on line " +
                              std::to_string(start.line) + " position " + std::to_string(start.column) +
                              " does not match the end tag of '" + std::string(name_at(source, offset)) + "'.",
                          offset);
    }
    case XML_ERROR_DUPLICATE_ATTRIBUTE:
      return xml_error_at(source, Kind::duplicate_attribute,
                          "'" + std::string(name_at(source, offset)) + "' is a duplicate attribute name.", offset);
    case XML_ERROR_UNDEFINED_ENTITY:
      return undeclared_entity(source, offset);
    case XML_ERROR_BAD_CHAR_REF:
      return bad_character_reference(source, offset);
    case XML_ERROR_MISPLACED_XML_PI:
      return xml_error_at(source, Kind::misplaced_declaration,
                          "Unexpected XML declaration. The XML declaration must be the first node in the document, and "
                          "no whitespace characters are allowed to appear before it.",
                          offset + 2);
    case XML_ERROR_XML_DECL:
      return xml_error_at(source, Kind::syntax, "Syntax for an XML declaration is invalid.", offset);
    case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
      return explain_outside_root(stop);
    default:
      break;
  }
  if (stop.open.empty()) return explain_outside_root(stop);
  return explain_inside_root(stop);
}

}  // namespace wire
