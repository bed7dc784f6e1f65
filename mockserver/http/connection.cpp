#include "http/connection.hpp"

#include <algorithm>
#include <ctime>
#include <exception>
#include <utility>
#include <vector>

#include "http/response_writer.hpp"

namespace http {
namespace {

constexpr std::size_t kReadSize = 16 * 1024;
constexpr std::size_t kSentWithHead = 64 * 1024;  // up to this size the body is copied to leave with its head at once

bool asks_to_close(const Response& response) {
  const auto connection = response.headers.find("Connection");
  return connection && same_name(*connection, "close");
}

bool send(Channel& channel, const Response& response, const Framing& framing) {
  std::string head = head_of(response, framing);
  if (!framing.has_body || response.status == 204 || response.status == 304) return channel.write(head);
  if (response.body.size() > kSentWithHead) return channel.write(head) && channel.write(response.body);
  return channel.write(head.append(response.body));
}

Response answer_of(const Handler& handler, const Request& request) {
  try {
    return handler(request);
  } catch (const std::exception&) {
    return plain_answer(500, "The server failed to answer this request.");
  }
}

// Answers one complete request; false if it was the last of the connection.
bool answer(Channel& channel, RequestReader& reader, const Endpoints& endpoints, const Service& service) {
  Framing framing{.keep_alive = reader.keep_alive(), .is_http_1_0 = reader.is_http_1_0(), .now = std::time(nullptr)};
  Request request = reader.take();
  request.remote_address = endpoints.remote_address;
  request.remote_port = endpoints.remote_port;
  request.local_address = endpoints.local_address;
  request.local_port = endpoints.local_port;
  request.is_tls = endpoints.is_tls;
  const Response response = answer_of(service.handler, request);
  if (response.delivery.kind == Delivery::Kind::kDropped) {
    channel.abort();
    return false;
  }
  framing.has_body = request.method != "HEAD";
  framing.keep_alive = framing.keep_alive && !asks_to_close(response) && !service.is_stopping.load();
  return send(channel, response, framing) && framing.keep_alive;
}

void refuse(Channel& channel, int status, std::string sentence) {
  send(channel, plain_answer(status, std::move(sentence)), {.keep_alive = false, .now = std::time(nullptr)});
}

// Takes in bytes that have arrived, answering each request they complete. False: the connection is to be closed.
bool take_in(std::string_view bytes, Channel& channel, RequestReader& reader, const Endpoints& endpoints,
             const Service& service) {
  while (!bytes.empty()) {
    bytes.remove_prefix(std::min(bytes.size(), reader.feed(bytes)));
    switch (reader.state()) {
      case RequestReader::State::kReading:
        if (reader.must_continue() && !channel.write("HTTP/1.1 100 Continue\r\n\r\n")) return false;
        break;
      case RequestReader::State::kComplete:
        if (!answer(channel, reader, endpoints, service)) return false;
        break;
      case RequestReader::State::kRejected:
        refuse(channel, reader.rejection().status, reader.rejection().reason);
        return false;
    }
  }
  return true;
}

}  // namespace

void serve(Channel& channel, const Endpoints& endpoints, const Service& service, std::atomic<bool>& is_idle) {
  RequestReader reader(service.limits);
  std::vector<char> buffer(kReadSize);
  for (;;) {
    is_idle = !reader.has_begun();
    if (is_idle && service.is_stopping) break;
    const Channel::Read read = channel.read(buffer.data(), buffer.size());
    is_idle = false;
    if (read.outcome == Channel::Outcome::kTimeout && reader.has_begun())
      refuse(channel, 408, "The request did not arrive in time.");
    if (read.outcome != Channel::Outcome::kData) break;
    if (!take_in({buffer.data(), read.size}, channel, reader, endpoints, service)) break;
  }
  channel.close_gently();
}

}  // namespace http
