// Turns an answer into the bytes that go out. No sockets.
#pragma once
#include <ctime>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace http {

struct Framing {
  bool keep_alive = true;    // whether the connection stays open after this answer
  bool is_http_1_0 = false;  // HTTP/1.0 needs to be told when a connection stays open
  bool has_body = true;      // false for the answer to HEAD: its Content-Length stays, its body does not leave
  std::time_t now = 0;       // for the Date header, unless the answer brings one
};

// Status line and headers, blank line included: the answer's own headers in their order, then Date, Content-Length
// and Connection. A Content-Length or Connection of the answer's own is replaced. Line breaks within a value become
// spaces.
[[nodiscard]] std::string head_of(const Response& response, const Framing& framing);

// "OK", "Not Found", ...; "Status" for a number without a name.
[[nodiscard]] std::string_view reason_phrase(int status) noexcept;

// An answer of the front itself: one sentence of plain text.
[[nodiscard]] Response plain_answer(int status, std::string sentence);

// "Mon, 23 Nov 2026 15:06:00 GMT".
[[nodiscard]] std::string http_date(std::time_t instant);

}  // namespace http
