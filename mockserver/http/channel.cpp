#include "http/channel.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <limits>

#include "http/tls.hpp"

namespace http {
namespace {

// What a client gets that speaks plain HTTP where TLS is spoken.
constexpr std::string_view kUseHttps =
    "HTTP/1.1 400 Bad Request\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Length: 52\r\n"
    "Connection: close\r\n\r\n"
    "This port speaks TLS: use https:// in the address.\r\n";

class PlainChannel : public Channel {
 public:
  explicit PlainChannel(int socket) : socket_(socket) {}
  PlainChannel(const PlainChannel&) = delete;
  PlainChannel& operator=(const PlainChannel&) = delete;
  ~PlainChannel() override { ::close(socket_); }

  Read read(char* into, std::size_t capacity) override {
    for (;;) {
      const ssize_t got = ::recv(socket_, into, capacity, 0);
      if (got > 0) return {Outcome::kData, static_cast<std::size_t>(got)};
      if (got == 0) return {Outcome::kEnd, 0};
      if (errno == EINTR) continue;
      return {errno == EAGAIN || errno == EWOULDBLOCK ? Outcome::kTimeout : Outcome::kEnd, 0};
    }
  }

  bool write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno == EINTR) continue;
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  void close_gently() override {
    using std::chrono::steady_clock;
    ::shutdown(socket_, SHUT_WR);
    const timeval patience{.tv_sec = 0, .tv_usec = 200'000};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const auto deadline = steady_clock::now() + std::chrono::seconds(1);
    std::array<char, 16 * 1024> dropped{};
    while (PlainChannel::read(dropped.data(), dropped.size()).outcome == Outcome::kData &&
           steady_clock::now() < deadline) {
    }
  }

  void reset_when_closed() noexcept override {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }

  void shut_down_reading() noexcept override { ::shutdown(socket_, SHUT_RD); }
  void abort() noexcept override { ::shutdown(socket_, SHUT_RDWR); }

 private:
  int socket_;
};

class TlsChannel : public PlainChannel {
 public:
  TlsChannel(int socket, const TlsContext& context) : PlainChannel(socket), ssl_(SSL_new(context.native()), SSL_free) {
    SSL_set_fd(ssl_.get(), socket);
    SSL_set_accept_state(ssl_.get());
  }

  Read read(char* into, std::size_t capacity) override {
    ERR_clear_error();
    errno = 0;
    const int got = SSL_read(ssl_.get(), into, clamped(capacity));
    if (got > 0) return {Outcome::kData, static_cast<std::size_t>(got)};
    const int error = SSL_get_error(ssl_.get(), got);
    is_broken_ = is_broken_ || error == SSL_ERROR_SSL || error == SSL_ERROR_SYSCALL;
    if (error == SSL_ERROR_SSL && ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST)
      PlainChannel::write(kUseHttps);
    return {error == SSL_ERROR_WANT_READ ? Outcome::kTimeout : Outcome::kEnd, 0};
  }

  bool write(std::string_view bytes) override {
    while (!bytes.empty()) {
      ERR_clear_error();
      const int sent = SSL_write(ssl_.get(), bytes.data(), clamped(bytes.size()));
      if (sent <= 0) {
        is_broken_ = true;
        return false;
      }
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  void close_gently() override {
    ERR_clear_error();
    if (!is_broken_ && SSL_is_init_finished(ssl_.get()) != 0) SSL_shutdown(ssl_.get());
    PlainChannel::close_gently();
  }

 private:
  static int clamped(std::size_t size) {
    return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
  }

  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
  bool is_broken_ = false;
};

}  // namespace

std::unique_ptr<Channel> plain_channel(int socket) { return std::make_unique<PlainChannel>(socket); }

std::unique_ptr<Channel> tls_channel(int socket, const TlsContext& context) {
  return std::make_unique<TlsChannel>(socket, context);
}

}  // namespace http
