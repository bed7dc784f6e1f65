// A sandbox of its own for every worker, at a server that can hold several.
#pragma once
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "conformance/endpoint.hpp"

namespace conformance {

// The server did not make one; the message says what it answered.
struct NoSandbox : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Why the server has no sandboxes beside its own, in words; empty when it has. Throws Unreachable.
std::string why_no_sandboxes(Endpoint& server);

// Makes a sandbox, called `id` as far as the server lets one choose, and answers an endpoint whose requests all go
// there. The sandbox is deleted with the endpoint; `left` is told, in words, when that fails. The server forgets
// one by itself that was not called for ten minutes. Throws NoSandbox and Unreachable.
std::unique_ptr<Endpoint> sandboxed_endpoint(std::unique_ptr<Endpoint> server, const std::string& id,
                                             std::function<void(const std::string&)> left);

}  // namespace conformance
