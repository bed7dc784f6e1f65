#include "http/connection.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace http {
namespace {

constexpr std::size_t kReceivedAtOnce = 16 * 1024;
constexpr std::size_t kSentAtOnce = 64 * 1024;
constexpr std::size_t kLongestHead = 128 * 1024;
constexpr std::size_t kLongestLine = 8192;  // the library's own limit, compiled in

Endpoint readable(const sockaddr_storage& address) {
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

Endpoint endpoint(int socket, int (*side)(int, sockaddr*, socklen_t*)) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  side(socket, reinterpret_cast<sockaddr*>(&address), &size);
  return readable(address);
}

}  // namespace

Connection::Connection(int socket, std::unique_ptr<Channel> channel)
    : channel_(std::move(channel)),
      remote_(endpoint(socket, getpeername)),
      local_(endpoint(socket, getsockname)),
      received_(kReceivedAtOnce) {}

void Connection::begin_head() {
  head_.clear();
  in_head_ = true;
  has_timed_out_ = false;
}

// Line breaks in front of a request are left over from the body before it, as some clients send them.
bool Connection::has_first_byte() {
  while (next_ != end_ && (received_[next_] == '\r' || received_[next_] == '\n')) ++next_;
  head_begin_ = next_;
  return next_ != end_;
}

void Connection::keep_head() {
  if (in_head_) head_.append(received_.data() + head_begin_, next_ - head_begin_);
  head_begin_ = next_;
}

std::string_view Connection::end_head() {
  keep_head();
  in_head_ = false;
  return head_;
}

bool Connection::head_is_too_long() {
  keep_head();
  std::size_t longest_line = 0;
  for (std::size_t begin = 0; begin < head_.size();) {
    const std::size_t end = std::min(head_.find('\n', begin), head_.size() - 1) + 1;
    longest_line = std::max(longest_line, end - begin);
    begin = end;
  }
  return head_.size() >= kLongestHead || longest_line > kLongestLine;
}

bool Connection::fill() {
  keep_head();
  head_begin_ = next_ = end_ = 0;
  if (in_head_ && head_.size() >= kLongestHead) return false;
  if (has_ended_ || !flush()) return false;
  const Channel::Read read = channel_->read(received_.data(), received_.size());
  end_ = read.size;
  has_timed_out_ = read.outcome == Channel::Outcome::kTimeout;
  has_ended_ = read.outcome == Channel::Outcome::kEnd;
  return read.outcome == Channel::Outcome::kData;
}

ssize_t Connection::read(char* into, size_t size) {
  if (next_ == end_ && !fill()) return has_ended_ ? -1 : 0;
  const std::size_t count = std::min(size, end_ - next_);
  std::memcpy(into, received_.data() + next_, count);
  next_ += count;
  return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char* bytes, size_t size) {
  if (has_ended_) return -1;
  if (unsent_.size() + size > kSentAtOnce && !flush()) return -1;
  if (size > kSentAtOnce) {
    has_ended_ = !channel_->write({bytes, size});
    return has_ended_ ? -1 : static_cast<ssize_t>(size);
  }
  unsent_.append(bytes, size);
  return static_cast<ssize_t>(size);
}

bool Connection::flush() {
  if (!has_ended_ && !unsent_.empty()) has_ended_ = !channel_->write(unsent_);
  unsent_.clear();
  return !has_ended_;
}

void Connection::close() {
  if (is_reset_) return;
  flush();
  channel_->close_gently();
}

void Connection::reset() noexcept {
  has_ended_ = is_reset_ = true;
  unsent_.clear();
  channel_->reset_when_closed();
}

bool Connection::end_if_idle() noexcept {
  if (!is_idle_.exchange(false)) return false;
  channel_->shut_down_reading();
  return true;
}

void Connection::abort() noexcept { channel_->abort(); }

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip = remote_.address;
  port = remote_.port;
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  ip = local_.address;
  port = local_.port;
}

}  // namespace http
