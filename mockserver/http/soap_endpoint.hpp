// One SOAP call over HTTP, from the POST to its answer and its journal entry.
#pragma once
#include "contract/operation.hpp"
#include "control/sandboxes.hpp"
#include "http/host_settings.hpp"
#include "http/message.hpp"

namespace http {

// Host rules 8-64 and 82-95: reads, routes, runs and answers. Never throws. With `by_credentials` a login may lead to
// another sandbox than the one that was asked (control::Sandboxes::target_of): the call is run and recorded there.
Response answer_soap(const contract::Service& service, const Request& request, const HostSettings& settings,
                     control::Sandbox& sandbox, control::Sandboxes* by_credentials);

// The headers every answer of the host carries (host rule 91). `success` decides the cache header.
void add_host_headers(Response& response, const HostSettings& settings, bool success);

}  // namespace http
