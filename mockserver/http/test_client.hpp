// A client for the tests that sends exactly the bytes it is told to.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace http::test {

struct Answer {
  int status = 0;
  std::string head{};  // status line and headers, blank line included
  std::string body{};
};

// One connection to 127.0.0.1. Reading waits ten seconds at most, then fails.
class Client {
 public:
  explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<in_port_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      ::close(socket_);
      throw std::runtime_error("cannot connect");
    }
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { ::close(socket_); }

  [[nodiscard]] int socket() const { return socket_; }

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;  // the server has answered and closed: what it said can still be read
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  void finish_sending() const { ::shutdown(socket_, SHUT_WR); }

  // The next answer: head, and as much body as its Content-Length says (none for HEAD).
  Answer read(bool has_body = true) {
    Answer answer;
    std::size_t end = 0;
    while ((end = pending_.find("\r\n\r\n")) == std::string::npos) more();
    answer.head = pending_.substr(0, end + 4);
    pending_.erase(0, end + 4);
    answer.status = std::stoi(answer.head.substr(9, 3));
    const auto length_at = answer.head.find("Content-Length: ");
    if (length_at == std::string::npos || !has_body) return answer;
    const std::size_t length = std::stoul(answer.head.substr(length_at + 16));
    while (pending_.size() < length) more();
    answer.body = pending_.substr(0, length);
    pending_.erase(0, length);
    return answer;
  }

  // True if the server closes without another byte.
  bool is_at_end() {
    char byte = 0;
    return pending_.empty() && ::recv(socket_, &byte, 1, 0) <= 0;
  }

 private:
  void more() {
    std::array<char, 65536> buffer{};
    const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (got <= 0) throw std::runtime_error("the connection ended; so far: " + pending_);
    pending_.append(buffer.data(), static_cast<std::size_t>(got));
  }

  int socket_;
  std::string pending_{};
};

// Tells the caller what arrived: "METHOD target|path|query|body|Name: value|..."
inline Response echo(const Request& request) {
  Response response;
  response.headers.add("Content-Type", "text/plain");
  response.body = request.method + " " + request.target + "|" + request.path + "|" + request.query + "|" +
                  (request.body_over_limit ? "<over limit>" : request.body);
  for (const Header& field : request.headers) response.body += "|" + field.name + ": " + field.value;
  return response;
}

inline std::string post(std::string_view path, std::string_view body, std::string_view more_headers = "") {
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more_headers) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace http::test
