// A session: calls to a target as they passed a proxy, one JSON line each, secrets left out.
//
//   {"session": 1, "target": "https://host", "began": "2026-01-02T03:04:05Z", "program": "mockserver 0.1.0"}
//   {"call": 1, "at": "2026-01-02T03:04:05.678Z", "milliseconds": 12.5,
//    "request": {"method": "POST", "target": "/...", "headers": [["SOAPAction", "..."]], "body": "..."},
//    "response": {"status": 200, "headers": [...], "body": "..."}}
//
// Where the target gave no answer, "trouble": {"kind": "timeout", "message": "..."} stands in place of "response".
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recording {

// The version of the format; files of another one are not read.
inline constexpr int kSessionVersion = 1;
// What the name of a session's file ends with.
inline constexpr const char* kSessionSuffix = ".session.jsonl";

// A body as text. JSON holds UTF-8, so others are turned into it and say what they were.
struct Body {
  std::string text = {};              // UTF-8
  std::string charset = "utf-8";      // of the wire: "utf-8", "utf-16le", "utf-16be" or "latin-1" (any bytes)
  bool was_compressed = false;        // on the wire, as its headers say
  std::optional<std::string> lost{};  // why the text is not here, in words
};

using HeaderFields = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method = {};
  std::string target = {};  // path and query
  HeaderFields headers = {};
  Body body = {};
};

struct Response {
  int status = 0;
  HeaderFields headers = {};
  Body body = {};
};

// Why there is no answer: "unreachable", "tls", "timeout" or "closed", and the reason in words.
struct Trouble {
  std::string kind = {};
  std::string message = {};
};

struct Call {
  std::uint64_t number = 0;  // 1, 2, 3 in the order in which the requests came
  std::string at = {};       // when the request came, UTC
  double milliseconds = 0;   // until the answer was there
  Request request = {};
  std::optional<Response> response{};  // either this
  std::optional<Trouble> trouble{};    // or that
};

struct SessionFacts {
  std::string target = {};   // "https://host:port"
  std::string began = {};    // UTC
  std::string program = {};  // that recorded it
};

struct Session {
  SessionFacts facts = {};
  std::vector<Call> calls = {};  // by number
  bool is_cut_off = false;       // the last line was begun and not ended
};

// No session, or a broken one; the message names file and line.
struct SessionError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The lines of a file, each ended. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string line_of(const SessionFacts& facts);
[[nodiscard]] std::string line_of(const Call& call);

// Throws SessionError.
[[nodiscard]] Session read_session(const std::filesystem::path& file);

// The body's bytes, not compressed. Throws SessionError for a charset that is none.
[[nodiscard]] std::string bytes_of(const Body& body);
// Bytes as text; those that are neither UTF-8 nor UTF-16 count as latin-1, which takes any. Nothing is lost.
[[nodiscard]] Body body_of(std::string_view bytes);

}  // namespace recording
