// Faults that a test has asked for, at work on a call.
#pragma once
#include <optional>

#include "contract/operation.hpp"
#include "control/sandbox.hpp"
#include "http/message.hpp"
#include "wire/soap_protocol.hpp"

namespace http {

// What a call meets, its credentials and parameters being read; `request` is null when there is no request object.
// Nothing, at the cost of one look, where no fault is waiting. Takes the sandbox's lock.
control::Injection injection_for(control::Sandbox& sandbox, const contract::Service& service,
                                 const contract::Operation& operation, const std::optional<wire::AuthHeader>& auth,
                                 const void* request);

// The last that is done to an answer: its headers, its body and the way it leaves. Nothing without a fault.
void apply(const control::Injection& injection, Response& response);

}  // namespace http
