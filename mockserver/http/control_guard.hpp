// Who may use the control surface: whoever knows the token, or where there is none, whoever is no hostile web page.
#pragma once
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "http/message.hpp"
#include "http/options.hpp"
#include "http/rate_limit.hpp"

namespace http {

// --control-token-file cannot be used; the message names the flag and the file.
struct ControlTokenError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline constexpr std::string_view kControlTokenRule = "eight or more letters, digits and signs, no spaces";
[[nodiscard]] bool is_control_token(std::string_view text);

// Whether a server that listens there can be reached from this machine only.
[[nodiscard]] bool binds_loopback(std::string_view bind);

struct ControlToken {
  std::string value{};        // empty: none is asked for
  bool is_made_here = false;  // by chance, so that its owner must be told
};

// The token that the flags give or name; without one, one by chance where other machines can reach the server. Throws
// ControlTokenError.
[[nodiscard]] ControlToken control_token_of(const Options& options);

struct ControlPolicy {
  std::string token{};           // empty: none is asked for
  std::string bind{};            // the name the server is known by
  unsigned rate = 0;             // calls a second from one address; 0: any
  bool trust_forwarded = false;  // X-Forwarded-Host is what the client asked for
};

// The policy of the flags. The calls of other machines are limited even where no flag says so.
[[nodiscard]] ControlPolicy control_policy_of(const Options& options, const ControlToken& token);

// Whether a path leads to the control surface of any sandbox, or to the sandboxes themselves.
[[nodiscard]] bool is_control_path(std::string_view path);

// Safe to use from many threads.
class ControlGuard {
 public:
  explicit ControlGuard(ControlPolicy policy, RateLimit::Clock clock = std::chrono::steady_clock::now)
      : policy_(std::move(policy)), rate_(policy_.rate, std::move(clock)) {}

  // The refusal of a control call: JSON with one of the codes too-many-requests (429), forbidden-host and cross-origin
  // (403) and unauthorized (401). Nothing for a call that may pass, and for every other request. livez and readyz are
  // for anybody.
  [[nodiscard]] std::optional<Response> refuse(const Request& request);

 private:
  [[nodiscard]] bool knows_token(const Request& request) const;
  [[nodiscard]] bool is_host_of_ours(const Request& request) const;
  [[nodiscard]] bool is_from_elsewhere(const Request& request) const;

  const ControlPolicy policy_;
  RateLimit rate_;
};

}  // namespace http
