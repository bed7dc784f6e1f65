// Before anything is sent to a server far away: is it there, does it know us, is its contract still the one we know.
#pragma once
#include <string>
#include <vector>

#include "conformance/endpoint.hpp"
#include "conformance/target.hpp"
#include "contract/registry.hpp"

namespace conformance {

struct Preflight {
  std::string trouble = {};               // why the run cannot begin, in words; empty when it can
  std::vector<std::string> remarks = {};  // what a person should know: a contract that changed, a page without WSDL
};

// Fetches the WSDL of every service, and lets the target's first role make one reading call. Throws Unreachable.
Preflight preflight(Endpoint& endpoint, const contract::Registry& registry, const TargetFile& target);

// A fingerprint of a WSDL: 16 hexadecimal digits that do not depend on white space, nor on the address the document
// was fetched from.
std::string wsdl_fingerprint(std::string_view wsdl);

}  // namespace conformance
