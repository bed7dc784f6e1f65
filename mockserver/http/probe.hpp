// Whether a running server is ready, asked from outside: the health check of containers and scripts.
#pragma once
#include <string>

namespace http {

struct Probe {
  bool ready = false;
  std::string reason = {};  // why not, for people; empty when ready
};

// Asks `url` + "/_sandbox/readyz" and waits at most `seconds`. Certificates are not checked: what is asked for is life,
// not identity. Never throws.
[[nodiscard]] Probe probe(const std::string& url, int seconds);

}  // namespace http
