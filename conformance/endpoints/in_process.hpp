// The application itself, in this process: no sockets, a state of its own.
#pragma once
#include <memory>
#include <string>

#include "conformance/endpoint.hpp"

namespace http {
class Application;
}

namespace conformance {

// An application with the default world and default settings. Throws std::runtime_error when it cannot start.
std::unique_ptr<Endpoint> in_process_endpoint();
// The same with an application that is open already and outlives the endpoint.
std::unique_ptr<Endpoint> in_process_endpoint(http::Application& application);

// The same with the answers of a profile file; an empty path is none. Throws http::ProfileError, too.
std::unique_ptr<Endpoint> in_process_endpoint(const std::string& profile);

}  // namespace conformance
