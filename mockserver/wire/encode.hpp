// From a message struct to the elements of an answer, byte for byte as .NET's XmlSerializer writes them
// (host rules 56, 68, 69, 89, 90).
#pragma once
#include <string>

#include "contract/schema.hpp"

namespace wire {

// Appends the fields of `message`, without an element around them. Null strings, classes and arrays are left out, null
// value types and Nillables are written as <X xsi:nil="true" />, empty values as <X />.
void encode(const contract::TypeDesc& type, const void* message, std::string& out);

// Appends one value of a simple type, escaped.
void append_simple(const contract::TypeDesc& type, const void* value, std::string& out);

}  // namespace wire
