// What the HTTP front hands to the application and gets back: plain values, free of the HTTP library.
#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

// ASCII case-insensitive equality, as header names compare.
[[nodiscard]] constexpr bool same_name(std::string_view left, std::string_view right) noexcept {
  if (left.size() != right.size()) return false;
  const auto lower = [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
  };
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (lower(left[i]) != lower(right[i])) return false;
  }
  return true;
}

struct Header {
  std::string name{};
  std::string value{};
};

// Header fields in the order they were received or set; a name may occur more than once and is found whatever its case.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<Header> fields) : fields_(fields) {}

  // The value of the first field of that name; nothing if there is none. The view lives until the headers change.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const noexcept {
    for (const Header& field : fields_) {
      if (same_name(field.name, name)) return field.value;
    }
    return std::nullopt;
  }
  [[nodiscard]] bool has(std::string_view name) const noexcept { return find(name).has_value(); }

  void add(std::string name, std::string value) {
    if (fields_.empty()) fields_.reserve(kUsually);
    fields_.push_back({std::move(name), std::move(value)});
  }
  // Replaces every field of that name by one.
  void set(std::string name, std::string value) {
    remove(name);
    add(std::move(name), std::move(value));
  }
  void remove(std::string_view name) {
    std::erase_if(fields_, [name](const Header& field) { return same_name(field.name, name); });
  }

  [[nodiscard]] auto begin() const noexcept { return fields_.begin(); }
  [[nodiscard]] auto end() const noexcept { return fields_.end(); }
  [[nodiscard]] std::size_t size() const noexcept { return fields_.size(); }

 private:
  static constexpr std::size_t kUsually = 8;  // as many as an ordinary message has
  std::vector<Header> fields_{};
};

// A request as it arrived. The body is what the client sent, only its transfer coding (chunked) removed: a
// Content-Encoding is not undone (host rule 93), forms and multipart bodies are not parsed.
struct Request {
  std::string method{};  // "GET", "POST", ... in the client's spelling
  std::string target{};  // path and query, raw: "/a%20b.asmx?op=X"
  std::string path{};    // target up to '?', percent-decoded once: "/a b.asmx"
  std::string prefix{};  // what the addresses of the sandbox begin with that it is for, "/sandboxes/worker7"; `path`
                         // and `query` are what follows (http/sandbox_address.hpp)
  std::string query{};   // target after the first '?', raw: "op=X"; empty if there is none
  Headers headers{};
  std::string body{};
  bool body_over_limit =
      false;  // larger than the front accepts: read to its end and thrown away, `body` is empty (host rule 95)
  std::string remote_address{};  // the peer's IP address, numeric: "127.0.0.1", "::1"
  int remote_port = 0;
  std::string local_address{};  // the address the peer connected to
  int local_port = 0;
  bool is_tls = false;

  // The value of the first header of that name, or empty: for headers whose absence and emptiness mean the same.
  [[nodiscard]] std::string_view header(std::string_view name) const noexcept {
    return headers.find(name).value_or("");
  }
};

// How the answer leaves: at once, as usual, or as a fault that a test has asked for.
struct Delivery {
  // kDropped: the connection is closed without one byte of an answer; kReset: it is broken off (RST) without one;
  // kTruncated: it is closed after half of the body, whose whole length was promised.
  enum class Kind { kWhole, kDropped, kReset, kTruncated };
  Kind kind = Kind::kWhole;
  std::chrono::nanoseconds delay{0};      // before the first byte, or until the server stops
  std::size_t body_bytes_per_second = 0;  // 0: as fast as the peer takes them
};

// The answer. The front adds Content-Length, Connection, Keep-Alive and Date, nothing else; the answer to HEAD loses
// its body on the way out and keeps its Content-Length.
struct Response {
  int status = 200;
  Headers headers{};
  std::string body{};
  Delivery delivery{};
};

// An answer of one sentence of plain text.
[[nodiscard]] inline Response plain_answer(int status, std::string sentence) {
  sentence.append("\r\n");
  return {.status = status, .headers = {{"Content-Type", "text/plain; charset=utf-8"}}, .body = std::move(sentence)};
}

// The whole application. Called from many threads at once; must not throw (a thrown exception becomes a bare 500).
using Handler = std::function<Response(const Request&)>;

}  // namespace http
