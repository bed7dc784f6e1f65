// cpp-httplib's client.
#include "proxy/upstream.hpp"

#include <httplib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <utility>

namespace proxy {
namespace {

using recording::Trouble;
using std::chrono::steady_clock;

constexpr std::size_t kMostIdle = 64;

// scheme://host[:port], and nothing behind it.
bool is_address(std::string_view text) {
  const auto scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos) return false;
  const std::string_view scheme = text.substr(0, scheme_end);
  if (scheme != "http" && scheme != "https") return false;
  const std::string_view authority = text.substr(scheme_end + 3);
  if (authority.find_first_of("/?#@ \t\r\n\"'<>\\") != std::string_view::npos) return false;
  const auto host_end = authority.starts_with('[') ? authority.find(']') + 1 : authority.find(':');
  const std::string_view port = host_end >= authority.size() ? ":80" : authority.substr(host_end);
  unsigned number = 0;
  const auto [end, error] = std::from_chars(port.data() + 1, port.data() + port.size(), number);
  const bool is_port = port.starts_with(':') && error == std::errc() && end == port.data() + port.size();
  return host_end != 0 && !authority.empty() && is_port && number <= 65'535;
}

}  // namespace

// One connection, used by one thread at a time.
class Upstream::Connection {
 public:
  explicit Connection(const UpstreamSettings& settings) : settings_(settings), client_(settings.address) {
    client_.set_keep_alive(true);
    client_.set_tcp_nodelay(true);
    client_.set_url_encode(false);
    client_.set_decompress(false);
    client_.set_connection_timeout(settings.timeout);
    client_.set_read_timeout(settings.timeout);
    client_.set_write_timeout(settings.timeout);
    if (settings.ca_file) client_.set_ca_cert_path(*settings.ca_file);
  }

  [[nodiscard]] bool is_valid() const { return client_.is_valid(); }

  std::variant<http::Response, Trouble> send(const http::Request& request) {
    http::Response answer;
    const auto began = steady_clock::now();
    bool is_late = false;
    httplib::Request sent;
    sent.method = request.method;
    sent.path = request.target;
    for (const http::Header& field : request.headers)
      if (!is_hop_by_hop(field.name)) sent.headers.emplace(field.name, field.value);
    sent.body = request.body;
    sent.content_receiver = [&](const char* bytes, std::size_t size, std::uint64_t, std::uint64_t) {
      answer.body.append(bytes, size);
      is_late = steady_clock::now() - began > settings_.timeout;
      return !is_late;
    };
    const httplib::Result result = client_.send(sent);
    if (!result) return trouble_of(result.error(), is_late || steady_clock::now() - began >= settings_.timeout);
    answer.status = result->status;
    for (const auto& [name, value] : result->headers)
      if (!is_hop_by_hop(name)) answer.headers.add(name, value);
    return answer;
  }

 private:
  Trouble trouble_of(httplib::Error error, bool is_late) const {
    const std::string who = settings_.address;
    if (is_late || error == httplib::Error::ConnectionTimeout)
      return {.kind = "timeout",
              .message = who + " gave no whole answer within " + std::to_string(settings_.timeout.count()) + " ms"};
    switch (error) {
      case httplib::Error::Connection:
        return {.kind = "unreachable", .message = who + " cannot be connected to: is the host right, is it up?"};
      case httplib::Error::SSLConnection:
      case httplib::Error::SSLLoadingCerts:
      case httplib::Error::SSLServerVerification:
        return {.kind = "tls",
                .message = "TLS with " + who + " failed (" + httplib::to_string(error) +
                           "); --ca-file names certificates to trust"};
      case httplib::Error::Read:
      case httplib::Error::Write:
        return {.kind = "closed", .message = who + " closed the connection before its answer was whole"};
      default:
        return {.kind = "unreachable", .message = who + " gave no answer: " + httplib::to_string(error)};
    }
  }

  const UpstreamSettings& settings_;
  httplib::Client client_;
};

bool is_hop_by_hop(std::string_view name) {
  constexpr std::array<std::string_view, 11> kNames{
      "Host",    "Connection",         "Keep-Alive",          "Proxy-Connection", "Transfer-Encoding", "TE",
      "Trailer", "Proxy-Authenticate", "Proxy-Authorization", "Upgrade",          "Content-Length"};
  return std::ranges::any_of(kNames, [&](std::string_view known) { return http::same_name(name, known); }) ||
         http::same_name(name, "Expect");
}

Upstream::Upstream(UpstreamSettings settings) : settings_(std::move(settings)) {
  if (!is_address(settings_.address))
    throw TargetError("--to '" + settings_.address + "' is no address: write https://host or http://host:port");
  if (settings_.ca_file && !std::filesystem::is_regular_file(*settings_.ca_file))
    throw TargetError("--ca-file " + *settings_.ca_file + ": there is no such file");
  if (!Connection(settings_).is_valid())
    throw TargetError("--to '" + settings_.address + "' is no address: write https://host or http://host:port");
  authority_ = settings_.address.substr(settings_.address.find("://") + 3);
}

Upstream::~Upstream() = default;

std::unique_ptr<Upstream::Connection> Upstream::take() {
  {
    const std::scoped_lock lock(mutex_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  return std::make_unique<Connection>(settings_);
}

void Upstream::put_back(std::unique_ptr<Connection> connection) {
  const std::scoped_lock lock(mutex_);
  if (idle_.size() < kMostIdle) idle_.push_back(std::move(connection));
}

std::variant<http::Response, Trouble> Upstream::send(const http::Request& request) {
  auto connection = take();
  auto answer = connection->send(request);
  if (std::holds_alternative<http::Response>(answer)) put_back(std::move(connection));
  return answer;
}

}  // namespace proxy
