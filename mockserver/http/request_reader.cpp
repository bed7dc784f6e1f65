#include "http/request_reader.hpp"

#include <algorithm>
#include <utility>

namespace http {
namespace {

constexpr std::size_t kReservedAtMost = 256 * 1024;

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

// The part of a request target that names the resource: without "http://host" of the absolute form and without '#...'.
std::string_view origin_form(std::string_view target) {
  target = target.substr(0, target.find('#'));
  const auto scheme_end = target.find("://");
  if (target.starts_with('/') || scheme_end == std::string_view::npos) return target;
  const auto path_begin = target.find_first_of("/?", scheme_end + 3);
  return path_begin == std::string_view::npos ? std::string_view("/") : target.substr(path_begin);
}

RequestReader& reader_of(http_parser* parser) { return *static_cast<RequestReader*>(parser->data); }

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low < 0) {
      decoded.push_back(text[i]);
      continue;
    }
    decoded.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return decoded;
}

RequestReader::RequestReader(Limits limits) : limits_(limits) { begin(); }

void RequestReader::begin() {
  http_parser_init(&parser_, HTTP_REQUEST);
  parser_.data = this;
  state_ = State::kReading;
  request_ = Request{};
  name_.clear();
  value_.clear();
  received_ = 0;
  has_begun_ = in_value_ = head_is_complete_ = ends_early_ = expects_continue_ = false;
  keep_alive_ = is_http_1_0_ = false;
}

const http_parser_settings& RequestReader::callbacks() {
  static const http_parser_settings settings = [] {
    http_parser_settings made{};
    http_parser_settings_init(&made);
    made.on_url = on_url;
    made.on_header_field = on_header_field;
    made.on_header_value = on_header_value;
    made.on_headers_complete = on_headers_complete;
    made.on_body = on_body;
    made.on_message_complete = on_message_complete;
    return made;
  }();
  return settings;
}

std::size_t RequestReader::feed(std::string_view bytes) {
  if (state_ != State::kReading || bytes.empty()) return 0;
  has_begun_ = true;
  const std::size_t taken = http_parser_execute(&parser_, &callbacks(), bytes.data(), bytes.size());
  const auto error = HTTP_PARSER_ERRNO(&parser_);
  if (state_ != State::kReading || error == HPE_OK) return taken;
  if (ends_early_) {
    complete();
    keep_alive_ = false;
  } else if (error == HPE_HEADER_OVERFLOW) {
    // Within the request line it is the address that is too long, afterwards the headers.
    if (request_.headers.size() == 0 && name_.empty())
      reject(414, "The request line is too long.");
    else
      reject(431, "The request's headers are too long.");
  } else {
    reject(400, std::string("The request is badly formed: ") + http_errno_description(error) + ".");
  }
  return taken;
}

bool RequestReader::must_continue() noexcept {
  return state_ == State::kReading && std::exchange(expects_continue_, false);
}

Request RequestReader::take() {
  Request taken = std::move(request_);
  begin();
  return taken;
}

void RequestReader::reject(int status, std::string reason) {
  state_ = State::kRejected;
  rejection_ = {status, std::move(reason)};
}

void RequestReader::end_header() {
  if (!in_value_) return;
  request_.headers.add(std::move(name_), std::move(value_));
  name_.clear();
  value_.clear();
  in_value_ = false;
}

int RequestReader::on_url(http_parser* parser, const char* at, std::size_t length) {
  reader_of(parser).request_.target.append(at, length);
  return 0;
}

int RequestReader::on_header_field(http_parser* parser, const char* at, std::size_t length) {
  RequestReader& reader = reader_of(parser);
  if (reader.head_is_complete_) return 0;  // trailers of a chunked body carry nothing for us
  reader.end_header();
  reader.name_.append(at, length);
  return 0;
}

int RequestReader::on_header_value(http_parser* parser, const char* at, std::size_t length) {
  RequestReader& reader = reader_of(parser);
  if (reader.head_is_complete_) return 0;
  reader.in_value_ = true;
  reader.value_.append(at, length);
  return 0;
}

int RequestReader::on_headers_complete(http_parser* parser) {
  RequestReader& reader = reader_of(parser);
  reader.end_header();
  reader.head_is_complete_ = true;
  Request& request = reader.request_;
  request.method = http_method_str(static_cast<http_method>(parser->method));
  const std::string_view resource = origin_form(request.target);
  const auto query_mark = resource.find('?');
  request.path = percent_decoded(resource.substr(0, query_mark));
  if (query_mark != std::string_view::npos) request.query = resource.substr(query_mark + 1);
  // An offer to upgrade (Java's client sends "h2c") is not taken up: what follows is the body, as ever.
  parser->upgrade = 0;
  reader.is_http_1_0_ = parser->http_major == 1 && parser->http_minor == 0;
  const bool has_length = (parser->flags & F_CONTENTLENGTH) != 0;
  const bool has_body = (parser->flags & F_CHUNKED) != 0 || (has_length && parser->content_length > 0);
  const bool expects = same_name(request.header("Expect"), "100-continue") && has_body && !reader.is_http_1_0_;
  request.body_over_limit = has_length && parser->content_length > reader.limits_.body;
  if (request.body_over_limit && (expects || parser->content_length > reader.limits_.drained)) {
    reader.ends_early_ = true;  // the body is better not sent at all
    return -1;
  }
  reader.expects_continue_ = expects;
  if (has_length && !request.body_over_limit) {
    request.body.reserve(std::min<std::size_t>(parser->content_length, kReservedAtMost));
  }
  return 0;
}

int RequestReader::on_body(http_parser* parser, const char* at, std::size_t length) {
  RequestReader& reader = reader_of(parser);
  Request& request = reader.request_;
  reader.expects_continue_ = false;
  reader.received_ += length;
  if (reader.received_ > reader.limits_.body) {
    request.body_over_limit = true;
    request.body = std::string();
    reader.ends_early_ = reader.received_ > reader.limits_.drained;
    return reader.ends_early_ ? -1 : 0;
  }
  if (!request.body_over_limit) request.body.append(at, length);
  return 0;
}

int RequestReader::on_message_complete(http_parser* parser) {
  RequestReader& reader = reader_of(parser);
  reader.complete();
  http_parser_pause(parser, 1);
  return 0;
}

void RequestReader::complete() {
  if (!is_http_1_0_ && !request_.headers.has("Host")) {
    reject(400, "The request has no Host header.");
    return;
  }
  state_ = State::kComplete;
  keep_alive_ = http_should_keep_alive(&parser_) != 0;
}

}  // namespace http
