// The life of one connection: requests in, answers out, until one side has had enough.
#pragma once
#include <atomic>
#include <string>

#include "http/channel.hpp"
#include "http/message.hpp"
#include "http/request_reader.hpp"

namespace http {

// What all connections of a server share. `handler` outlives them.
struct Service {
  const Handler& handler;
  Limits limits{};
  const std::atomic<bool>& is_stopping;  // answered requests are the last of their connection once this is true
};

struct Endpoints {
  std::string remote_address{};
  int remote_port = 0;
  std::string local_address{};
  int local_port = 0;
  bool is_tls = false;
};

// Serves the channel until it ends. `is_idle` is true while no request is under way: then shut_down_reading() on the
// channel ends the connection without harm.
void serve(Channel& channel, const Endpoints& endpoints, const Service& service, std::atomic<bool>& is_idle);

}  // namespace http
