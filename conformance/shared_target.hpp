// How the program reaches a target: where it is, whether others share it, at which pace.
#pragma once
#include <optional>
#include <string>

#include "conformance/crew.hpp"
#include "conformance/gentle.hpp"

namespace conformance {

inline constexpr const char* kInProcess = "in-process";

struct Reach {
  std::string target = kInProcess;  // or "mock", or an address
  std::string ca_file = {};
  bool production = false;
  double rate = 0;           // requests a second; 0: any
  int timeout_seconds = 30;  // of connecting, and between two pieces of an answer; a whole answer may take twice that
};

// Makes the endpoints of one run, which keep the pace together. Throws std::runtime_error for a production host that
// is not allowed, and std::invalid_argument for an address that is none.
EndpointFactory endpoints_of(const Reach& reach);

}  // namespace conformance
