// How a service is called: its ports against those that this host has.
#pragma once
#include "contract/operation.hpp"
#include "overlay/difference.hpp"
#include "overlay/wsdl.hpp"

namespace overlay {

// "SOAP 1.1", "HTTP GET", ...
std::string_view words_of(WsdlPort::Protocol protocol);

// Tells in `differences` that the service is called otherwise, which ports one side has alone, what they are called,
// and where two of theirs contradict each other. Addresses are not compared: they are replaced by this host's.
void compare_ports(const contract::Service& ours, const WsdlService& theirs, Differences& differences);

}  // namespace overlay
