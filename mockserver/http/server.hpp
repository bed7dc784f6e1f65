// The HTTP server: listens, gives every connection a thread of its own, stops in good order.
#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>

#include "http/message.hpp"
#include "http/tls.hpp"

namespace http {

// The address cannot be listened on; the message names the address, the port and the reason.
struct BindError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Of a request's body, in bytes. A head may have lines of 8 KB, 128 KB of them in all.
struct Limits {
  std::size_t body = 30'000'000;      // more is thrown away and reported as Request::body_over_limit (host rule 95)
  std::size_t drained = 256'000'000;  // an even larger one is not read to its end: answered, then the connection closed
};

struct ServerSettings {
  std::string bind = "localhost";  // an address or a host name; "localhost" is both loopbacks, 127.0.0.1 and ::1
  int port = 0;                    // 0: any free port, the same on all addresses
  Limits limits{};
  std::shared_ptr<const TlsContext> tls{};  // none: plain HTTP
  std::size_t connections = 1024;           // at most this many at once; past that the longest idle one makes room
  // Of a kept-alive connection without a request, as the genuine host's (two minutes), and of a request that stalls.
  std::chrono::milliseconds timeout = std::chrono::seconds(120);
  std::chrono::milliseconds grace = std::chrono::seconds(5);  // for requests under way when the server stops
};

// start(), stop() and wait() may be called from different threads; the handler is called from many.
class Server {
 public:
  Server(ServerSettings settings, Handler handler);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();  // stops

  // Listens and returns; connections are accepted from now on. Throws BindError. SIGPIPE is ignored from here on.
  void start();
  // The port listened on; valid once started.
  [[nodiscard]] int port() const noexcept;
  // Takes no more connections, closes the idle ones, lets requests under way finish within the grace period, and
  // returns when all threads have ended. Without effect if not started or stopped before.
  void stop();
  // Returns once stop() is done.
  void wait();

 private:
  class Running;
  ServerSettings settings_;
  Handler handler_;
  std::unique_ptr<Running> running_;
};

}  // namespace http
