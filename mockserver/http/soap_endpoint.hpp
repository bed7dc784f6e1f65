// One SOAP call over HTTP, from the POST to its answer and its journal entry.
#pragma once
#include "contract/operation.hpp"
#include "control/sandbox.hpp"
#include "http/host_settings.hpp"
#include "http/message.hpp"

namespace http {

// Host rules 8-64 and 82-95: reads, routes, runs and answers. Never throws.
Response answer_soap(const contract::Service& service, const Request& request, const HostSettings& settings,
                     control::Sandbox& sandbox);

// The headers every answer of the host carries (host rule 91). `success` decides the cache header.
void add_host_headers(Response& response, const HostSettings& settings, bool success);

}  // namespace http
