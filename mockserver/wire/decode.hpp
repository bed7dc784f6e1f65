// From an element of a request to a message struct, as .NET's XmlSerializer would fill the class (host rules 37-64).
#pragma once
#include <optional>
#include <string>

#include "contract/schema.hpp"
#include "wire/conversions.hpp"
#include "wire/date_time.hpp"
#include "wire/notes.hpp"
#include "wire/xml_reader.hpp"

namespace wire {

// Why a message could not be read.
struct ReadError {
  // The XML reader itself failed inside the message: HTTP 400 with an empty body (host rules 22, 48, 63).
  bool is_xml_exception = false;
  // ".NET's words with the place": "There is an error in XML document (1, 284). ---> Input string was ..." (rule 32).
  std::string message = {};
};

// What decoding needs besides the tree. `notes` may be null when nobody listens.
struct DecodeContext {
  const XmlDocument& document;
  ServerClock clock = {};
  Notes* notes = nullptr;
};

// Fills `message` (a default-constructed struct of `type`) from the children of `element`.
//   Order does not matter, the first of two equal names wins, unknown names and namespaces are skipped (rules 37-42).
//   `path` is the place of `element` for notes: "request".
// Answers the first error in document order, or nothing. On an error `message` is left half filled.
std::optional<ReadError> decode(const DecodeContext& context, const XmlNode& element, const contract::TypeDesc& type,
                                void* message, const std::string& path = {});

// Reads one value of a simple type into `slot` (host rules 57-64); on an error `slot` is untouched.
std::optional<ConversionError> read_simple(std::string_view text, const contract::TypeDesc& type,
                                           const ServerClock& clock, void* slot);

// The error of an xsi:type that names another class than the element's own (rule 46); nothing if there is none.
std::optional<ReadError> check_class(const DecodeContext& context, const XmlNode& element,
                                     const contract::TypeDesc& type);

// Whether the element carries a true xsi:nil in any of the accepted spellings (rule 55); the error if its value is no
// boolean (rules 55, 58).
std::optional<ReadError> read_nil(const DecodeContext& context, const XmlNode& element, bool& nil);

}  // namespace wire
