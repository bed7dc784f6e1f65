// Puts the proxy's address in place of the target's, so that a client that follows a WSDL stays with the proxy.
#pragma once
#include <string>
#include <string_view>

namespace proxy {

// The text with scheme, host and port of every http and https address of the target replaced by `ours`
// ("http://localhost:8081"), whatever port stands behind the host. `authority` is "host" or "host:port".
[[nodiscard]] std::string readdressed(std::string_view text, std::string_view authority, std::string_view ours);

}  // namespace proxy
