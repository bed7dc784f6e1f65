// cpp-httplib's server for one address: it accepts, reads and answers, on connections and threads of our own.
#pragma once
#include <string>

#include "http/connections.hpp"
#include "http/exchange.hpp"
#include "http/tls.hpp"
#include "http/worker_pool.hpp"

namespace http {

// The library's own loop looks at every idle connection a hundred times a second and cannot be told to end one; here it
// is replaced. All references outlive the engine.
class Engine : public httplib::Server {
 public:
  Engine(const ServerSettings& settings, const Service& service, Connections& connections, WorkerPool& workers);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine() override;

  // Listens on an address or host name, with a queue long enough for a burst; port 0 is any free one. Returns the port.
  // Throws BindError naming address, port and reason.
  int bind(const std::string& host, int port);
  // Accepts connections until stop_accepting(), which may come from any thread, even before.
  void accept_all();
  void stop_accepting() noexcept;

 private:
  bool process_and_close_socket(socket_t socket) override;
  bool serve_one(Connection& connection);
  void lead_hooks_to_exchange();

  const ServerSettings& settings_;
  const Service& service_;
  Connections& connections_;
  WorkerPool& workers_;
  socket_t listening_ = INVALID_SOCKET;
};

}  // namespace http
