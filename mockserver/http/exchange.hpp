// One request and its answer on their way through cpp-httplib.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "http/connection.hpp"
#include "http/message.hpp"
#include "http/server.hpp"
#include "http/stop_signal.hpp"

namespace http {

// What all connections of a server share. The references outlive them.
struct Service {
  const Handler& handler;
  const Limits& limits;
  const StopSignal& stop_signal;  // raised: requests answered from now on are the last of their connection
  bool is_tls = false;
};

// The library reads the request and writes the answer; its hooks lead here, in the order of the functions below. A
// request that the library cannot read skips to refuse().
class Exchange {
 public:
  Exchange(Connection& connection, const Service& service) : connection_(connection), service_(service) {}

  // Takes the request as the client sent it and leaves to the library only what it needs to read the body: no ranges,
  // no packing or unpacking (host rule 93), no forms taken apart. The method it is left with says whether there is a
  // body ("POST") or none ("GET").
  void take(httplib::Request& parsed);
  // A piece of the body. False: so much is too much, the rest is better not read (host rule 95).
  bool take_body(std::string_view bytes);
  // Asks the handler for the answer, holds it back for as long as it says, or breaks the connection off if it wants no
  // byte of it sent.
  void answer(httplib::Response& out);
  // Words the answer to a request that could not be read, of which the library has found the status. False, and nothing
  // is changed, for an answer of the handler's.
  bool refuse(httplib::Response& out);
  // The last word on the headers.
  void finish(httplib::Response& out);

  // Whether another request may follow on the connection.
  [[nodiscard]] bool keeps_connection() const noexcept { return keeps_connection_; }

 private:
  bool has_body(httplib::Request& parsed);
  void write(Response response, httplib::Response& out);
  void write_in_pieces(const Delivery& delivery, httplib::Response& out);

  Connection& connection_;
  const Service& service_;
  httplib::Request* parsed_ = nullptr;  // lives until the answer is written
  Request request_{};
  std::optional<Response> refusal_{};
  std::size_t received_ = 0;
  bool is_http_1_0_ = false;
  bool is_answered_ = false;
  bool has_content_type_ = false;
  bool keeps_connection_ = false;
};

// The header fields of a request's head, in their order and just as they were sent; the first line is passed over.
[[nodiscard]] Headers fields_of(std::string_view head);

}  // namespace http
