// A configuration file: flags of one command, written down as JSON.
#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace http {

// The file cannot be read or is none; the message names the file and the place in it.
struct ConfigError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct ConfigEntry {
  std::string flag{};   // without its dashes: "max-request-kb"
  std::string value{};  // as it would stand on the command line; "true" and "false" for booleans
};

// {"port": 8081, "strictness": "fault", "enable-get": true}, each flag once, in the file's order; "//" begins a
// comment. What the flags are called and what they take is not looked at. Throws ConfigError.
[[nodiscard]] std::vector<ConfigEntry> read_config(const std::filesystem::path& file);

}  // namespace http
