// Percent-encoding undone, as in SOAPAction values and form parameters.
#pragma once
#include <string>
#include <string_view>

namespace wire {

// %XX becomes its byte and + a space; what is no valid escape stays as it is (host rule 9, .NET's UrlDecode).
std::string url_decode(std::string_view text);

}  // namespace wire
