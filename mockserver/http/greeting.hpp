// What the server says when it is ready: where it listens, whom it lets in, one call to copy.
#pragma once
#include <string>
#include <string_view>

#include "http/options.hpp"

namespace http {

// Several lines, the last one ended; with --port 0 the first is JSON, {"port": 40123, "url": "http://localhost:40123"}.
// `port` is the one really listened on. The credentials and the call are those of
// the default world; with another world the call asks for a WSDL instead. `made_token`, unless empty, is the control
// surface's, which its owner cannot know yet.
[[nodiscard]] std::string greeting(const Options& options, int port, std::string_view made_token = "");
// The same for a proxy.
[[nodiscard]] std::string greeting(const ProxyOptions& options, int port);

// The scheme, host and port to reach the server from this machine: "http://localhost:8080".
[[nodiscard]] std::string base_address(const Options& options, int port);
[[nodiscard]] std::string base_address(const ProxyOptions& options, int port);

}  // namespace http
