#include "bench/load/closed_loop.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what + ": " + std::strerror(errno)); }

// Where the body begins and how long it is; nothing while the head is incomplete. Throws unless the answer is a 200.
struct Head {
  std::size_t size = 0;
  std::size_t body = 0;
};
Head head_of(std::string_view received) {
  constexpr std::string_view kLength = "\r\ncontent-length:";
  const auto end = received.find("\r\n\r\n");
  if (end == std::string_view::npos) return {};
  if (!received.starts_with("HTTP/1.1 200"))
    throw std::runtime_error("answered " + std::string(received.substr(0, received.find('\r'))));
  Head head{.size = end + 4};
  for (auto at = received.find("\r\n"); at < end; at = received.find("\r\n", at + 2)) {
    if (strncasecmp(received.data() + at, kLength.data(), kLength.size()) != 0) continue;
    const auto digits = received.find_first_not_of(' ', at + kLength.size());
    std::from_chars(received.data() + digits, received.data() + end, head.body);
    return head;
  }
  throw std::runtime_error("an answer has no Content-Length");
}

class Connection {
 public:
  explicit Connection(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail("cannot connect");
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  Connection(Connection&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), received_(std::move(other.received_)) {}
  Connection& operator=(Connection&&) = delete;
  ~Connection() {
    if (socket_ >= 0) ::close(socket_);
  }

  void send(const std::string& request) {
    if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
      fail("cannot send");
    sent_at = Clock::now();
  }

  // Reads what is there; true once the answer is whole.
  bool receive() {
    std::array<char, 32 * 1024> bytes;
    const ssize_t got = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (got <= 0) fail("a connection was closed");
    received_.append(bytes.data(), static_cast<std::size_t>(got));
    head_ = head_of(received_);
    return head_.size != 0 && received_.size() >= head_.size + head_.body;
  }
  std::string take_body() {
    std::string body = received_.substr(head_.size, head_.body);
    received_.clear();
    return body;
  }
  void drop_answer() { received_.clear(); }

  [[nodiscard]] int socket() const noexcept { return socket_; }
  Clock::time_point sent_at{};
  std::uint64_t answers = 0;

 private:
  int socket_;
  std::string received_{};
  Head head_{};
};

class Poll {
 public:
  explicit Poll(std::vector<Connection>& connections) : poll_(::epoll_create1(EPOLL_CLOEXEC)), ready_(64) {
    for (Connection& connection : connections) {
      epoll_event event{.events = EPOLLIN, .data = {.ptr = &connection}};
      if (::epoll_ctl(poll_, EPOLL_CTL_ADD, connection.socket(), &event) != 0) fail("cannot poll");
    }
  }
  Poll(const Poll&) = delete;
  Poll& operator=(const Poll&) = delete;
  ~Poll() { ::close(poll_); }

  template <class Visit>
  void wait(std::chrono::milliseconds at_most, Visit visit) {
    const int count =
        ::epoll_wait(poll_, ready_.data(), static_cast<int>(ready_.size()), static_cast<int>(at_most.count()));
    for (int i = 0; i < count; ++i) visit(*static_cast<Connection*>(ready_[static_cast<std::size_t>(i)].data.ptr));
  }

 private:
  int poll_;
  std::vector<epoll_event> ready_;
};

double percentile(std::vector<float>& waits, double share) {
  if (waits.empty()) return 0;
  const auto at = waits.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(waits.size() - 1));
  std::ranges::nth_element(waits, at);
  return *at;
}

}  // namespace

Outcome run(const Load& load) {
  std::vector<Connection> connections;
  connections.reserve(static_cast<std::size_t>(load.connections));
  for (int i = 0; i < load.connections; ++i) connections.emplace_back(load.port);
  Poll poll(connections);
  std::vector<float> waits;
  waits.reserve(200'000);

  const auto start = Clock::now();
  const auto end = start + load.duration;
  for (Connection& connection : connections) connection.send(load.request);
  auto now = start;
  while ((now = Clock::now()) < end) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - now);
    poll.wait(left, [&](Connection& connection) {
      if (!connection.receive()) return;
      connection.drop_answer();
      ++connection.answers;
      waits.push_back(static_cast<float>(Milliseconds(Clock::now() - connection.sent_at).count()));
      connection.send(load.request);
    });
  }

  Outcome outcome{.answers = waits.size()};
  outcome.per_second = static_cast<double>(outcome.answers) / std::chrono::duration<double>(now - start).count();
  outcome.p50 = percentile(waits, 0.50);
  outcome.p99 = percentile(waits, 0.99);
  outcome.longest = waits.empty() ? 0 : *std::ranges::max_element(waits);
  for (const Connection& connection : connections) {
    outcome.longest = std::max(outcome.longest, Milliseconds(now - connection.sent_at).count());
    if (connection.answers == 0) ++outcome.starved;
  }
  return outcome;
}

std::string answer_to(int port, const std::string& request) {
  Connection connection(port);
  connection.send(request);
  while (!connection.receive()) {
  }
  return connection.take_body();
}

}  // namespace bench
