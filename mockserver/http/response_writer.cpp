#include "http/response_writer.hpp"

#include <http_parser.h>

#include <array>
#include <cstdio>

namespace http {
namespace {

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  for (const char letter : value) out.push_back(letter == '\r' || letter == '\n' ? ' ' : letter);
  out.append("\r\n");
}

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace

std::string_view reason_phrase(int status) noexcept {
  switch (status) {
#define SANDBOX_REASON(number, name, text) \
  case number:                             \
    return #text;
    HTTP_STATUS_MAP(SANDBOX_REASON)
#undef SANDBOX_REASON
    default:
      return "Status";
  }
}

std::string http_date(std::time_t instant) {
  static constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm parts{};
  gmtime_r(&instant, &parts);
  std::array<char, 64> text{};
  const int length = std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                   kDays.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
                                   kMonths.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900,
                                   parts.tm_hour, parts.tm_min, parts.tm_sec);
  return {text.data(), static_cast<std::size_t>(length)};
}

std::string head_of(const Response& response, const Framing& framing) {
  std::string head;
  head.reserve(512);
  head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  head.append(reason_phrase(response.status)).append("\r\n");
  for (const Header& field : response.headers) {
    if (same_name(field.name, "Content-Length") || same_name(field.name, "Connection")) continue;
    append_field(head, field.name, field.value);
  }
  if (!response.headers.has("Date")) append_field(head, "Date", http_date(framing.now));
  if (may_have_body(response.status)) append_field(head, "Content-Length", std::to_string(response.body.size()));
  if (!framing.keep_alive)
    append_field(head, "Connection", "close");
  else if (framing.is_http_1_0)
    append_field(head, "Connection", "keep-alive");
  head.append("\r\n");
  return head;
}

Response plain_answer(int status, std::string sentence) {
  Response response{.status = status};
  response.headers.add("Content-Type", "text/plain; charset=utf-8");
  response.body = std::move(sentence);
  response.body.append("\r\n");
  return response;
}

}  // namespace http
