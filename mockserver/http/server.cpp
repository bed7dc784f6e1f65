#include "http/server.hpp"

#include <atomic>
#include <csignal>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "http/connections.hpp"
#include "http/engine.hpp"
#include "http/worker_pool.hpp"

namespace http {

class Server::Running {
 public:
  Running(const ServerSettings& settings, const Handler& handler)
      : settings_(settings),
        service_{handler, settings.limits, connections_.stop_signal(), settings.tls != nullptr},
        workers_(settings.connections) {
    const bool is_local = settings.bind == "localhost";
    port_ = listen_on(is_local ? "127.0.0.1" : settings.bind, settings.port);
    if (is_local) listen_on_second_loopback();
    for (const auto& engine : engines_) acceptors_.emplace_back([&engine] { engine->accept_all(); });
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() { stop(); }

  [[nodiscard]] int port() const noexcept { return port_; }

  void stop() {
    const std::scoped_lock one_at_a_time(stop_mutex_);
    if (is_stopped_) return;
    for (const auto& engine : engines_) engine->stop_accepting();
    for (std::thread& acceptor : acceptors_) acceptor.join();
    connections_.stop(settings_.grace);
    workers_.finish();
    engines_.clear();
    is_stopped_ = true;
    is_stopped_.notify_all();
  }

  void wait() const { is_stopped_.wait(false); }

 private:
  int listen_on(const std::string& host, int port) {
    auto engine = std::make_unique<Engine>(settings_, service_, connections_, workers_);
    const int bound = engine->bind(host, port);
    engines_.push_back(std::move(engine));
    return bound;
  }

  // A machine without IPv6 has one loopback; a free port of the first may be taken on the second, which is then left.
  void listen_on_second_loopback() try { listen_on("::1", port_); } catch (const BindError&) {
  }

  const ServerSettings& settings_;
  Connections connections_{};
  const Service service_;
  WorkerPool workers_;
  std::vector<std::unique_ptr<Engine>> engines_{};
  std::vector<std::thread> acceptors_{};
  int port_ = 0;
  std::mutex stop_mutex_{};
  std::atomic<bool> is_stopped_ = false;
};

Server::Server(ServerSettings settings, Handler handler)
    : settings_(std::move(settings)), handler_(std::move(handler)) {}

Server::~Server() = default;

void Server::start() {
  std::signal(SIGPIPE, SIG_IGN);
  running_ = std::make_unique<Running>(settings_, handler_);
}

int Server::port() const noexcept { return running_ ? running_->port() : 0; }

void Server::stop() {
  if (running_) running_->stop();
}

void Server::wait() {
  if (running_) running_->wait();
}

}  // namespace http
