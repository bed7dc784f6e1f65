// A server reached over HTTP or HTTPS.
#pragma once
#include <memory>
#include <string>

#include "conformance/endpoint.hpp"

namespace conformance {

struct RemoteOptions {
  std::string address;             // "http://127.0.0.1:8080", "https://host"; anything after host and port is refused
  std::string ca_file = {};        // PEM, for a server with a certificate of one's own
  std::string control_token = {};  // sent with calls to the control surface, and with no other
  int timeout_seconds = 30;        // of connecting, and between two pieces of an answer
  int deadline_seconds = 60;       // of a whole answer: a server that drips is given up
};

// One connection, kept alive. Throws std::invalid_argument when the address is none.
std::unique_ptr<Endpoint> remote_endpoint(RemoteOptions options);

}  // namespace conformance
