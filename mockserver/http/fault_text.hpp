// How fault texts look when customErrors is off (host rule 35).
#pragma once
#include <string>
#include <string_view>

namespace http {

// Puts the exception type in front of every link of a " ---> " chain, as .NET prints an exception. The stack lines that
// a real host appends are its own and cannot be followed.
std::string with_type_names(std::string_view message);

}  // namespace http
