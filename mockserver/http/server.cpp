#include "http/server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <list>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "http/connection.hpp"
#include "http/listener.hpp"
#include "http/worker_pool.hpp"

namespace http {
namespace {

std::pair<std::string, int> readable(const sockaddr_storage& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
    inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
    std::string spelled = text.data();
    if (spelled.starts_with("::ffff:") && spelled.find('.') != std::string::npos) spelled.erase(0, 7);
    return {spelled, ntohs(v6.sin6_port)};
  }
  const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
  inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
  return {text.data(), ntohs(v4.sin_port)};
}

Endpoints endpoints_of(int socket, const sockaddr_storage& peer, bool is_tls) {
  sockaddr_storage own{};
  socklen_t size = sizeof own;
  getsockname(socket, reinterpret_cast<sockaddr*>(&own), &size);
  auto [remote_address, remote_port] = readable(peer);
  auto [local_address, local_port] = readable(own);
  return {std::move(remote_address), remote_port, std::move(local_address), local_port, is_tls};
}

}  // namespace

class Server::Running {
 public:
  Running(const ServerSettings& settings, const Handler& handler)
      : settings_(settings),
        listener_(settings.bind, settings.port),
        wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
        service_{handler, settings.limits, is_stopping_},
        workers_(settings.connections),
        acceptor_([this] { accept_all(); }) {}
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    stop();
    ::close(wake_);
  }

  [[nodiscard]] int port() const noexcept { return listener_.port(); }

  void stop() {
    const std::scoped_lock one_at_a_time(stop_mutex_);
    if (is_stopped_) return;
    is_stopping_ = true;
    eventfd_write(wake_, 1);
    acceptor_.join();
    listener_.close_all();
    {
      std::unique_lock lock(mutex_);
      for (Live& live : connections_) {
        if (live.is_idle) live.channel->shut_down_reading();
      }
      if (!emptied_.wait_for(lock, settings_.grace, [this] { return connections_.empty(); })) {
        for (Live& live : connections_) live.channel->abort();
      }
    }
    workers_.finish();
    is_stopped_ = true;
    is_stopped_.notify_all();
  }

  void wait() const { is_stopped_.wait(false); }

 private:
  struct Live {
    std::unique_ptr<Channel> channel{};
    Endpoints endpoints{};
    std::atomic<bool> is_idle = false;  // nor is one that still waits for its thread
  };

  void accept_all() {
    std::vector<pollfd> awaited{{.fd = wake_, .events = POLLIN, .revents = 0}};
    for (const int socket : listener_.sockets()) awaited.push_back({.fd = socket, .events = POLLIN, .revents = 0});
    while (!is_stopping_) {
      if (poll(awaited.data(), awaited.size(), -1) < 0) continue;
      for (const pollfd& ready : awaited) {
        if (ready.fd != wake_ && ready.revents != 0) accept_from(ready.fd);
      }
    }
  }

  void accept_from(int listening) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    const int socket = accept4(listening, reinterpret_cast<sockaddr*>(&peer), &size, SOCK_CLOEXEC);
    if (socket >= 0) return take(socket, peer);
    if (errno == EMFILE || errno == ENFILE) {  // out of descriptors: make room, then try again
      close_an_idle_one();
      pollfd wake{.fd = wake_, .events = POLLIN, .revents = 0};
      poll(&wake, 1, 10);
    }
  }

  void take(int socket, const sockaddr_storage& peer) {
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::list<Live>::iterator live;
    {
      const std::scoped_lock lock(mutex_);
      live = connections_.emplace(connections_.end());
      live->endpoints = endpoints_of(socket, peer, settings_.tls != nullptr);
      live->channel = settings_.tls ? tls_channel(socket, settings_.timeout, *settings_.tls)
                                    : plain_channel(socket, settings_.timeout);
    }
    const bool at_once = workers_.run([this, live] {
      serve(*live->channel, live->endpoints, service_, live->is_idle);
      const std::scoped_lock lock(mutex_);
      connections_.erase(live);
      emptied_.notify_all();
    });
    if (!at_once) close_an_idle_one();
  }

  // Connections stand in the order they came; the first idle one is good enough to make room.
  void close_an_idle_one() {
    const std::scoped_lock lock(mutex_);
    for (Live& live : connections_) {
      if (!live.is_idle.exchange(false)) continue;
      live.channel->shut_down_reading();
      return;
    }
  }

  const ServerSettings& settings_;
  Listener listener_;
  int wake_;
  std::atomic<bool> is_stopping_ = false;
  std::atomic<bool> is_stopped_ = false;
  Service service_;
  std::mutex stop_mutex_{};
  std::mutex mutex_{};
  std::condition_variable emptied_{};
  std::list<Live> connections_{};
  WorkerPool workers_;
  std::thread acceptor_;
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
