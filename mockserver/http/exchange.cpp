#include "http/exchange.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <ctime>
#include <exception>
#include <memory>
#include <string>
#include <utility>

namespace http {
namespace {

constexpr std::size_t kPiecesPerSecond = 10;  // of an answer that drips
constexpr std::chrono::nanoseconds kSecond = std::chrono::seconds(1);

std::string http_date(std::time_t instant) {
  std::tm parts{};
  gmtime_r(&instant, &parts);
  std::array<char, 64> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// "http://host/path" asks for "/path".
std::string_view origin_form(std::string_view target) {
  const auto scheme_end = target.find("://");
  if (target.starts_with('/') || scheme_end == std::string_view::npos) return target;
  const auto path_begin = target.find_first_of("/?", scheme_end + 3);
  return path_begin == std::string_view::npos ? "/" : target.substr(path_begin);
}

std::optional<std::size_t> length_of(std::string_view text) {
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return length;
}

std::string_view sentence_for(int status) {
  switch (status) {
    case 408:
      return "The request did not arrive in time.";
    case 414:
      return "The request line is too long.";
    case 416:
      return "The Range header is badly formed.";
    case 431:
      return "The request's headers are too long.";
    default:
      return "The request is badly formed.";
  }
}

Response answer_of(const Handler& handler, const Request& request) {
  try {
    return handler(request);
  } catch (const std::exception&) {
    return plain_answer(500, "The server failed to answer this request.");
  }
}

}  // namespace

Headers fields_of(std::string_view head) {
  Headers fields;
  for (auto begin = head.find('\n'); begin != std::string_view::npos; begin = head.find('\n')) {
    head.remove_prefix(begin + 1);
    const std::string_view line = head.substr(0, head.find('\r'));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    fields.add(std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1))));
  }
  return fields;
}

void Exchange::take(httplib::Request& parsed) {
  parsed_ = &parsed;
  is_http_1_0_ = parsed.version == "HTTP/1.0";
  request_.headers = fields_of(connection_.end_head());
  request_.method = std::move(parsed.method);
  request_.target = std::move(parsed.target);
  request_.path = origin_form(parsed.path);
  const auto query_mark = request_.target.find('?');
  if (query_mark != std::string::npos) request_.query = request_.target.substr(query_mark + 1);
  request_.remote_address = connection_.remote().address;
  request_.remote_port = connection_.remote().port;
  request_.local_address = connection_.local().address;
  request_.local_port = connection_.local().port;
  request_.is_tls = service_.is_tls;

  const std::string_view connection = request_.header("Connection");
  keeps_connection_ = is_http_1_0_ ? same_name(connection, "keep-alive") : !same_name(connection, "close");
  parsed.path = "/";  // the one route of the library's
  parsed.ranges.clear();
  parsed.headers.clear();
  parsed.method = has_body(parsed) ? "POST" : "GET";
}

bool Exchange::has_body(httplib::Request& parsed) {
  const auto leave_unread = [this] {
    keeps_connection_ = false;
    return false;
  };
  const auto refuse_it = [&](std::string sentence) {
    refusal_ = plain_answer(400, std::move(sentence));
    return leave_unread();
  };
  if (!is_http_1_0_ && !request_.headers.has("Host")) return refuse_it("The request has no Host header.");
  const auto coding = request_.headers.find("Transfer-Encoding");
  const auto length_field = request_.headers.find("Content-Length");
  if (coding) {
    if (!same_name(*coding, "chunked")) return refuse_it("The only Transfer-Encoding read here is chunked.");
    parsed.headers.emplace("Transfer-Encoding", "chunked");
  } else if (length_field) {
    const auto length = length_of(*length_field);
    if (!length) return refuse_it("The Content-Length is not a number of bytes.");
    if (*length == 0) return false;
    request_.body_over_limit = *length > service_.limits.body;
    parsed.headers.emplace("Content-Length", std::to_string(*length));
    if (*length > service_.limits.drained) return leave_unread();
  } else {
    return false;
  }
  if (is_http_1_0_ || !same_name(request_.header("Expect"), "100-continue")) return true;
  if (request_.body_over_limit) return leave_unread();  // the body is better not sent at all
  parsed.headers.emplace("Expect", "100-continue");
  return true;
}

bool Exchange::take_body(std::string_view bytes) {
  received_ += bytes.size();
  if (received_ > service_.limits.body) {
    request_.body_over_limit = true;
    request_.body = std::string();
    keeps_connection_ = keeps_connection_ && received_ <= service_.limits.drained;
    return received_ <= service_.limits.drained;
  }
  if (!request_.body_over_limit) request_.body.append(bytes);
  return true;
}

void Exchange::answer(httplib::Response& out) {
  is_answered_ = true;
  Response response = refusal_ ? std::move(*refusal_) : answer_of(service_.handler, request_);
  const Delivery delivery = response.delivery;
  if (delivery.delay.count() > 0) service_.stop_signal.wait_for(delivery.delay);
  if (delivery.kind == Delivery::Kind::kDropped) connection_.abort();
  if (delivery.kind == Delivery::Kind::kReset) connection_.reset();
  const bool asks_to_close = same_name(response.headers.find("Connection").value_or(""), "close");
  const bool is_whole = delivery.kind == Delivery::Kind::kWhole;
  keeps_connection_ = keeps_connection_ && !asks_to_close && is_whole && !service_.stop_signal.is_raised();
  if (request_.method == "HEAD") parsed_->method = "HEAD";  // the library then leaves the body away
  write(std::move(response), out);
  if (delivery.kind == Delivery::Kind::kTruncated || delivery.body_bytes_per_second > 0) write_in_pieces(delivery, out);
}

// The library asks for piece after piece; it closes the connection when there is none where one was promised.
void Exchange::write_in_pieces(const Delivery& delivery, httplib::Response& out) {
  if (out.body.empty()) return;
  const auto body = std::make_shared<const std::string>(std::exchange(out.body, {}));
  const std::size_t end = delivery.kind == Delivery::Kind::kTruncated ? body->size() / 2 : body->size();
  const std::size_t pace = delivery.body_bytes_per_second;
  const std::size_t most = pace > 0 ? std::max<std::size_t>(pace / kPiecesPerSecond, 1) : end;
  const auto send_piece = [this, body, end, pace, most](std::size_t begin, std::size_t, httplib::DataSink& sink) {
    const std::size_t size = std::min(most, end - begin);
    if (size == 0 || !sink.write(body->data() + begin, size) || !connection_.flush()) return false;
    if (pace > 0 && begin + size < body->size())
      service_.stop_signal.wait_for(kSecond * static_cast<std::int64_t>(size) / static_cast<std::int64_t>(pace));
    return true;
  };
  const std::string type = out.get_header_value("Content-Type");
  out.headers.erase("Content-Type");
  out.set_content_provider(body->size(), type, send_piece);
}

bool Exchange::refuse(httplib::Response& out) {
  if (is_answered_) return false;
  keeps_connection_ = false;
  if (connection_.has_timed_out()) {
    out.status = 408;
  } else if (out.status == 400 && connection_.head_is_too_long()) {
    out.status = 431;
  }
  write(plain_answer(out.status, std::string(sentence_for(out.status))), out);
  return true;
}

void Exchange::write(Response response, httplib::Response& out) {
  out.status = response.status;
  for (const Header& field : response.headers) {
    if (same_name(field.name, "Content-Length") || same_name(field.name, "Connection")) continue;
    out.set_header(field.name, field.value);
  }
  has_content_type_ = response.headers.has("Content-Type");
  out.body = std::move(response.body);
}

void Exchange::finish(httplib::Response& out) {
  for (const char* added : {"Keep-Alive", "Accept-Ranges", "Connection"}) out.headers.erase(added);
  if (!has_content_type_) out.headers.erase("Content-Type");
  if (out.status < 200 || out.status == 204 || out.status == 304) {
    out.headers.erase("Content-Length");
    out.body.clear();
  }
  if (!out.has_header("Date")) out.set_header("Date", http_date(std::time(nullptr)));
  if (!keeps_connection_) {
    out.set_header("Connection", "close");
  } else if (is_http_1_0_) {
    out.set_header("Connection", "keep-alive");
  }
}

}  // namespace http
