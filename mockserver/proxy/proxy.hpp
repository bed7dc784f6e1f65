// mockserver proxy: passes calls on to another server, and records them.
#pragma once
#include <atomic>
#include <chrono>
#include <string>

#include "http/message.hpp"
#include "proxy/recorder.hpp"
#include "proxy/upstream.hpp"

namespace proxy {

// Usable by many threads at once; both references must outlive it.
class Proxy {
 public:
  Proxy(Upstream& upstream, Recorder& recorder, bool keeps_addresses)
      : upstream_(upstream), recorder_(recorder), keeps_addresses_(keeps_addresses) {}

  // The target's answer, with the proxy's address in place of the target's in what GET answers and in Location; or
  // where there is none, 502 or 504 and the reason in plain text. Recorded is what the target said.
  http::Response answer(const http::Request& request);

 private:
  http::Response readdressed(http::Response answer, const http::Request& request) const;

  Upstream& upstream_;
  Recorder& recorder_;
  const bool keeps_addresses_;
};

}  // namespace proxy
