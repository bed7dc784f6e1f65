#include "http/engine.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

namespace http {
namespace {

constexpr int kBacklog = 1024;

// The exchange that this thread is busy with: the library's hooks carry no context.
thread_local Exchange* current = nullptr;

// Hands the library's connections to the threads that all addresses share. The server ends those threads itself.
class SharedThreads : public httplib::TaskQueue {
 public:
  SharedThreads(WorkerPool& workers, Connections& connections) : workers_(workers), connections_(connections) {}
  void enqueue(std::function<void()> task) override {
    if (!workers_.run(std::move(task))) connections_.close_an_idle_one();
  }
  void shutdown() override {}

 private:
  WorkerPool& workers_;
  Connections& connections_;
};

[[noreturn]] void fail(const std::string& host, int port, const std::string& reason) {
  const bool is_v6 = host.find(':') != std::string::npos;
  throw BindError("cannot listen on " + (is_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port) + ": " + reason);
}

}  // namespace

Engine::Engine(const ServerSettings& settings, const Service& service, Connections& connections, WorkerPool& workers)
    : settings_(settings), service_(service), connections_(connections), workers_(workers) {
  new_task_queue = [this] { return std::make_unique<SharedThreads>(workers_, connections_).release(); };
  set_read_timeout(settings.timeout);
  set_write_timeout(settings.timeout);
  set_tcp_nodelay(true);
  set_socket_options([this](socket_t socket) {
    const int on = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    listening_ = socket;
  });
  lead_hooks_to_exchange();
}

Engine::~Engine() {
  if (listening_ != INVALID_SOCKET) ::close(listening_);
}

void Engine::lead_hooks_to_exchange() {
  Get("/", [](const httplib::Request&, httplib::Response& out) { current->answer(out); });
  Post("/", [](const httplib::Request&, httplib::Response& out, const httplib::ContentReader& read) {
    bool is_enough = false;
    const bool is_whole = read([&is_enough](const char* bytes, std::size_t size) {
      is_enough = !current->take_body({bytes, size});
      return !is_enough;
    });
    if (is_whole || is_enough) current->answer(out);
  });
  set_error_handler(HandlerWithResponse([](const httplib::Request&, httplib::Response& out) {
    return current->refuse(out) ? HandlerResponse::Handled : HandlerResponse::Unhandled;
  }));
  set_post_routing_handler([](const httplib::Request&, httplib::Response& out) { current->finish(out); });
}

int Engine::bind(const std::string& host, int port) {
  const int bound = port == 0 ? bind_to_any_port(host) : (bind_to_port(host, port) ? port : -1);
  const int error = errno;
  if (bound > 0) {
    ::listen(listening_, kBacklog);  // the library's own queue holds five
    return bound;
  }
  const bool is_address = std::exchange(listening_, INVALID_SOCKET) != INVALID_SOCKET;
  if (!is_address) fail(host, port, "there is no such address or host name");
  fail(host, port, error == EADDRINUSE ? "the port is in use by another program" : std::strerror(error));
}

void Engine::accept_all() {
  if (!listen_after_bind()) listening_ = svr_sock_ = INVALID_SOCKET;  // it broke, and the library has closed it
}

// Closing waits for the destructor: until then the number cannot stand for another socket while accept() is called.
void Engine::stop_accepting() noexcept {
  const socket_t accepting = svr_sock_.exchange(INVALID_SOCKET);
  if (accepting != INVALID_SOCKET) ::shutdown(accepting, SHUT_RDWR);
}

bool Engine::process_and_close_socket(socket_t socket) {
  Connection connection(socket, settings_.tls ? tls_channel(socket, *settings_.tls) : plain_channel(socket));
  connections_.add(connection);
  bool has_served = false;  // whoever has had an answer makes room for those who wait for a thread
  const auto must_end = [&] { return service_.stop_signal.is_raised() || (has_served && workers_.has_backlog()); };
  while (connection.awaits_request(must_end) && serve_one(connection)) has_served = true;
  connection.close();
  connections_.remove(connection);
  return true;
}

// False if it was the last request of the connection.
bool Engine::serve_one(Connection& connection) {
  Exchange exchange(connection, service_);
  current = &exchange;
  bool closed = false;
  const bool is_written =
      process_request(connection, false, closed, [&](httplib::Request& parsed) { exchange.take(parsed); });
  current = nullptr;
  return is_written && connection.flush() && exchange.keeps_connection();
}

}  // namespace http
