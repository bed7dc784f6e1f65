// Sockets that wait for connections.
#pragma once
#include <string>
#include <vector>

namespace http {

// Listening sockets, closed on destruction. Movable only.
class Listener {
 public:
  // Listens on every address that `host` stands for, "localhost" being both loopbacks, with a queue long enough for a
  // burst. Port 0 finds a free port. Throws BindError naming address, port and reason. The sockets do not block.
  Listener(const std::string& host, int port);
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener();

  // From now on connections are refused.
  void close_all() noexcept;

  [[nodiscard]] const std::vector<int>& sockets() const noexcept { return sockets_; }
  [[nodiscard]] int port() const noexcept { return port_; }

 private:
  bool listen_on(const std::string& address, bool is_optional);

  std::vector<int> sockets_{};
  int port_ = 0;
};

}  // namespace http
