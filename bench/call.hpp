// One call taken apart, so that each part can be measured with the messages it really meets.
#pragma once
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "bench/messages.hpp"
#include "contract/registry.hpp"
#include "control/sandbox.hpp"
#include "services/catalog.hpp"
#include "services/serve.hpp"
#include "wire/soap_protocol.hpp"

namespace bench {

inline const contract::Service& service_of(const Message& message) {
  return *services::catalog().find_service(message.service);
}

inline wire::SoapCall routed(const Message& message, const std::string& action) {
  auto routed =
      wire::route({.content_type = "text/xml; charset=utf-8", .soap_action = action, .body = message.envelope},
                  service_of(message), {});
  if (!routed.call) throw std::logic_error("the message was refused: " + routed.refusal->fault.message);
  return std::move(*routed.call);
}

// A fresh sandbox with the default world.
inline std::unique_ptr<control::Sandbox> default_sandbox() {
  return std::make_unique<control::Sandbox>(control::World::embedded("default"));
}

// Runs `body(request, response)` with the operation's messages, both as they are before the call is read.
template <class Body>
void with_messages(const contract::Operation& operation, Body body) {
  operation.with_messages(
      [](void* context, void* request, void* response) { (*static_cast<Body*>(context))(request, response); }, &body);
}

// Runs `body(call, origin, request, response)` with the request read.
template <class Body>
void with_request(const Message& message, Body body) {
  wire::SoapCall call = routed(message, message.soap_action());
  with_messages(call.operation(), [&](void* request, void* response) {
    services::Origin origin{.base_url = "http://localhost"};
    bool has_request = false;
    if (call.read(request, origin.auth, has_request) || !has_request)
      throw std::logic_error("the request is unreadable");
    body(call, origin, request, response);
  });
}

// Ends the benchmark run if a call does not answer what is meant to be measured.
inline void expect(contract::Code got, contract::Code wanted) {
  if (got != wanted) throw std::logic_error("answered " + std::string(contract::info(got).name));
}

}  // namespace bench
