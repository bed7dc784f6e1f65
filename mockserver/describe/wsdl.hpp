// The WSDL document of a service, byte for byte as the genuine host prints it.
#pragma once
#include <string>
#include <string_view>

#include "describe/options.hpp"

namespace describe {

// The answer to `?wsdl`, UTF-8, without a line end after its last line (host rules 70-75 and J2.6). `address` is what
// the ports point to: scheme, host, port and path as the client asked ("http://localhost:8080/WebApi/.../X.asmx").
// Operations of which only the name is known are left out. Never fails; safe on any thread.
std::string wsdl(const contract::Service& service, std::string_view address, const Options& options = {});

}  // namespace describe
