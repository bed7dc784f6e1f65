// The words of .NET's XML reader for what Expat found wrong. Internal to the XML reader.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "wire/xml_reader.hpp"

namespace wire {

// Where Expat stopped, and what had been read by then.
struct XmlStop {
  std::string_view source;
  int code = 0;              // XML_Error
  std::size_t offset = 0;    // of the byte Expat names
  std::size_t read_end = 0;  // end of the last construct that was read
  bool in_cdata = false;
  bool after_root = false;           // the root element is closed
  std::vector<const XmlNode*> open;  // elements not closed yet, outermost first
};

// " Line 1, position 5." added to `message`; the error lies at `offset`.
XmlError xml_error_at(std::string_view source, XmlError::Kind kind, std::string message, std::size_t offset);

XmlError explain(const XmlStop& stop);

// Offset of the attribute `qualified_name` in the start tag at `tag`; the last one if there are two.
std::size_t attribute_offset(std::string_view source, std::size_t tag, std::string_view qualified_name);

// "Name cannot begin with the '1' character, ..." or, not `first`, "The '1' character, ..., cannot be included in a
// name."
XmlError bad_name_character(std::string_view source, std::size_t offset, bool first);

}  // namespace wire
