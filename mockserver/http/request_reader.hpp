// Turns the bytes of a connection into requests. No sockets: bytes in, a Request or a rejection out.
#pragma once
#include <http_parser.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace http {

// Sizes in bytes. Request line and headers together are limited to 80 KB by the parser.
struct Limits {
  std::size_t body = 30'000'000;  // more is thrown away and reported as Request::body_over_limit (host rule 95)
  std::size_t drained =
      256'000'000;  // an even larger body is not read to its end: answered, then the connection closed
};

// Why a request could not be read; answered with this status before the connection is closed.
struct Rejection {
  int status = 400;
  std::string reason{};
};

// One request at a time. Not thread-safe; cannot be copied or moved, since the parser points back to it.
class RequestReader {
 public:
  enum class State { kReading, kComplete, kRejected };

  explicit RequestReader(Limits limits);
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  // Reads on. Returns how many bytes it took: fewer than given once a request is complete or rejected.
  std::size_t feed(std::string_view bytes);

  [[nodiscard]] State state() const noexcept { return state_; }
  // True from the first byte of a request on, until take().
  [[nodiscard]] bool has_begun() const noexcept { return has_begun_; }
  // True once per request: its sender waits for "100 Continue" before it sends the body (host rule 94).
  [[nodiscard]] bool must_continue() noexcept;
  // Whether another request may follow on the connection. Valid once complete.
  [[nodiscard]] bool keep_alive() const noexcept { return keep_alive_; }
  // Whether the sender speaks HTTP/1.0. Valid once complete.
  [[nodiscard]] bool is_http_1_0() const noexcept { return is_http_1_0_; }
  [[nodiscard]] const Rejection& rejection() const noexcept { return rejection_; }
  // The complete request; the reader is then ready for the next one.
  [[nodiscard]] Request take();

 private:
  static int on_url(http_parser* parser, const char* at, std::size_t length);
  static int on_header_field(http_parser* parser, const char* at, std::size_t length);
  static int on_header_value(http_parser* parser, const char* at, std::size_t length);
  static int on_headers_complete(http_parser* parser);
  static int on_body(http_parser* parser, const char* at, std::size_t length);
  static int on_message_complete(http_parser* parser);
  static const http_parser_settings& callbacks();

  void begin();
  void end_header();
  void complete();
  void reject(int status, std::string reason);

  Limits limits_;
  http_parser parser_{};
  State state_ = State::kReading;
  Request request_{};
  Rejection rejection_{};
  std::string name_{};
  std::string value_{};
  std::size_t received_ = 0;
  bool has_begun_ = false;
  bool in_value_ = false;
  bool head_is_complete_ = false;
  bool ends_early_ = false;
  bool expects_continue_ = false;
  bool keep_alive_ = false;
  bool is_http_1_0_ = false;
};

// Undoes percent-encoding once; a '%' without two hexadecimal digits stays as it is.
[[nodiscard]] std::string percent_decoded(std::string_view text);

}  // namespace http
