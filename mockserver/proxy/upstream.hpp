// The server behind the proxy, and the connections to it.
#pragma once
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "http/message.hpp"
#include "recording/session.hpp"

namespace proxy {

// --to or --ca-file cannot be used; the message names the flag and what was expected.
struct TargetError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct UpstreamSettings {
  std::string address{};                                          // "https://host", "http://host:port"
  std::optional<std::string> ca_file{};                           // PEM
  std::chrono::milliseconds timeout = std::chrono::seconds(120);  // of a whole answer
};

// Safe to use from many threads: each call has a connection to itself, which is kept for a later one.
class Upstream {
 public:
  // Throws TargetError. Connects with the first call only.
  explicit Upstream(UpstreamSettings settings);
  ~Upstream();

  // "host" or "host:port", as a Host header has it.
  [[nodiscard]] const std::string& authority() const noexcept { return authority_; }
  // Sends the request as it is, but for what belongs to the connection it came on, and waits for the whole answer: as
  // it came, but for its transfer coding.
  [[nodiscard]] std::variant<http::Response, recording::Trouble> send(const http::Request& request);

 private:
  class Connection;
  std::unique_ptr<Connection> take();
  void put_back(std::unique_ptr<Connection> connection);

  const UpstreamSettings settings_;
  std::string authority_{};
  std::mutex mutex_{};
  std::vector<std::unique_ptr<Connection>> idle_{};
};

// Whether a header field belongs to one connection and is not passed on.
[[nodiscard]] bool is_hop_by_hop(std::string_view name);

}  // namespace proxy
