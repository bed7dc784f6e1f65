// Reading whole files.
#pragma once
#include <string>

namespace conformance {

// The whole of a file. Throws std::runtime_error naming it.
std::string read_file(const std::string& path);

}  // namespace conformance
