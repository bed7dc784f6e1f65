#include "http/listener.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "http/server.hpp"

namespace http {
namespace {

constexpr int kBacklog = 1024;

std::string described(const std::string& address, int port) {
  return address.find(':') == std::string::npos ? address + ":" + std::to_string(port)
                                                : "[" + address + "]:" + std::to_string(port);
}

int port_of(int socket) {
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  getsockname(socket, reinterpret_cast<sockaddr*>(&bound), &size);
  return bound.ss_family == AF_INET6 ? ntohs(reinterpret_cast<sockaddr_in6&>(bound).sin6_port)
                                     : ntohs(reinterpret_cast<sockaddr_in&>(bound).sin_port);
}

[[noreturn]] void fail(const std::string& address, int port, const std::string& reason) {
  throw BindError("cannot listen on " + described(address, port) + ": " + reason);
}

}  // namespace

Listener::Listener(const std::string& host, int port) : port_(port) {
  try {
    listen_on(host == "localhost" ? "127.0.0.1" : host, false);
    // A machine without IPv6 has one loopback; a free port of the first may be taken on the second, which is then left.
    if (host == "localhost") listen_on("::1", true);
  } catch (...) {
    close_all();
    throw;
  }
}

Listener::~Listener() { close_all(); }

void Listener::close_all() noexcept {
  for (const int socket : sockets_) ::close(socket);
  sockets_.clear();
}

bool Listener::listen_on(const std::string& address, bool is_optional) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  const int failure = getaddrinfo(address.c_str(), std::to_string(port_).c_str(), &hints, &found);
  if (failure != 0) fail(address, port_, gai_strerror(failure));
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owned(found, freeaddrinfo);

  const int on = 1;
  const int socket = ::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, found->ai_protocol);
  if (socket >= 0) {
    sockets_.push_back(socket);
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    // The any-address "::" takes IPv4 too; a loopback of its own does not need it.
    const int only_v6 = address == "::" ? 0 : 1;
    if (found->ai_family == AF_INET6) setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &only_v6, sizeof only_v6);
    if (::bind(socket, found->ai_addr, found->ai_addrlen) == 0 && ::listen(socket, kBacklog) == 0) {
      port_ = port_of(socket);
      return true;
    }
  }
  const int error = errno;
  if (socket >= 0) {
    ::close(socket);
    sockets_.pop_back();
  }
  if (is_optional) return false;
  fail(address, port_, error == EADDRINUSE ? "the port is in use by another program" : std::strerror(error));
}

}  // namespace http
