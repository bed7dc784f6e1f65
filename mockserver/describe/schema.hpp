// The XML schema of a service, as the types section of its WSDL.
#pragma once
#include "describe/indented_xml.hpp"
#include "describe/options.hpp"

namespace describe {

// Whether any message of the service holds a guid: such a member's type stands in a second schema, prefix s1.
bool uses_guids(const contract::Service& service, const Options& options);

// Writes <wsdl:types>: per operation its request element, the types that occur for the first time, its response
// element and those types, a type before the types of its members (host rules 73, 75, J2.6).
void write_types(IndentedXml& xml, const contract::Service& service, const Options& options);

// The element that carries the answer of an HTTP binding: its name in the schema, without prefix.
std::string_view http_answer_element(const contract::Operation& operation);

}  // namespace describe
