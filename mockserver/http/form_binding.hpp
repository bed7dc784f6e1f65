// The HTTP GET and POST bindings: /X.asmx/<Operation>?name=value (host rules 2, 6, 7, 98-101).
#pragma once
#include <string>
#include <string_view>

#include "contract/operation.hpp"
#include "control/sandbox.hpp"
#include "http/host_settings.hpp"
#include "http/message.hpp"

namespace http {

// Answers a request whose path goes on behind the page's name. POST is open to callers on this machine (`is_local`)
// even when the binding is off for others. There is no header for credentials in these bindings, so that operations
// answer InvalidSoapCredentials.
Response answer_form(const contract::Service& service, std::string_view operation, const Request& request,
                     const HostSettings& settings, bool is_local, control::Sandbox& sandbox);

}  // namespace http
