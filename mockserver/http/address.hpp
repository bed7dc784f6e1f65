// How a client reached the server, and from where.
#pragma once
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace http {

// Scheme, host and port as the client asked: "http://localhost:8080". With `trust_forwarded` a proxy's
// X-Forwarded-Proto and X-Forwarded-Host count instead.
std::string base_url(const Request& request, bool trust_forwarded);

// The same with the path, without the query, as descriptions repeat it (host rule 72).
std::string page_address(const Request& request, bool trust_forwarded);

// Whether a numeric address is this machine's own: 127.x.y.z or ::1.
bool is_loopback(std::string_view address);

}  // namespace http
