#include "http/control_guard.hpp"

#include <arpa/inet.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

#include "http/address.hpp"
#include "http/tls.hpp"

namespace http {
namespace {

constexpr std::string_view kControl = "/_sandbox";
constexpr std::string_view kSandboxes = "/sandboxes";
constexpr std::size_t kTokenBytes = 16;
constexpr std::size_t kShortestToken = 8;
constexpr unsigned kRateOfOthers = 1000;  // far above what a test suite does, far below what hurts

std::string made_token() {
  std::array<unsigned char, kTokenBytes> bytes{};
  if (RAND_bytes(bytes.data(), bytes.size()) != 1)
    throw ControlTokenError("--control-token: none is given, and none can be made by chance");
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string token;
  for (const unsigned char byte : bytes) {
    token += kHex[byte >> 4];
    token += kHex[byte & 15];
  }
  return token;
}

std::string token_in(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line)) throw ControlTokenError("--control-token-file " + file.string() + ": holds no line");
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
  if (!is_control_token(line))
    throw ControlTokenError("--control-token-file " + file.string() +
                            ": its first line is no token: " + std::string(kControlTokenRule));
  return line;
}

Response refusal(int status, const char* code, const std::string& message) {
  const nlohmann::json body = {{"error", {{"code", code}, {"message", message}}}};
  return {.status = status,
          .headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
          .body = body.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"};
}

// "[::1]:8080" -> "::1", "Localhost:8080" -> "localhost"
std::string host_name(std::string_view authority) {
  std::string_view name = authority;
  if (name.starts_with('['))
    name = name.substr(1, std::min(name.find(']'), name.size()) - 1);
  else if (name.find(':') == name.rfind(':'))  // with more of them it is an address of version 6
    name = name.substr(0, name.find(':'));
  while (name.ends_with('.')) name.remove_suffix(1);
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

bool is_ip(const std::string& name) {
  std::array<unsigned char, sizeof(in6_addr)> parsed{};
  return inet_pton(AF_INET, name.c_str(), parsed.data()) == 1 || inet_pton(AF_INET6, name.c_str(), parsed.data()) == 1;
}

bool is_loopback_name(const std::string& name) {
  return name == "localhost" || name.ends_with(".localhost") || (is_ip(name) && is_loopback(name));
}

bool reads_only(std::string_view method) { return method == "GET" || method == "HEAD"; }

// What is behind "/sandboxes/{id}"; nothing when the path does not get so far.
std::optional<std::string_view> below_sandbox(std::string_view path) {
  if (!path.starts_with("/sandboxes/")) return std::nullopt;
  const auto end = path.find('/', kSandboxes.size() + 1);
  if (end == std::string_view::npos) return std::nullopt;
  return path.substr(end);
}

bool is_probe(std::string_view path) {
  path = below_sandbox(path).value_or(path);
  return path == "/_sandbox/livez" || path == "/_sandbox/readyz";
}

}  // namespace

bool binds_loopback(std::string_view bind) { return is_loopback_name(host_name(bind)); }

bool is_control_token(std::string_view text) {
  return text.size() >= kShortestToken && std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

ControlToken control_token_of(const Options& options) {
  if (options.control_token) return {.value = *options.control_token};
  if (options.control_token_file) return {.value = token_in(*options.control_token_file)};
  if (binds_loopback(options.bind)) return {};
  return {.value = made_token(), .is_made_here = true};
}

ControlPolicy control_policy_of(const Options& options, const ControlToken& token) {
  return {.token = token.value,
          .bind = host_name(options.bind),
          .rate = options.control_rate.value_or(binds_loopback(options.bind) ? 0 : kRateOfOthers),
          .trust_forwarded = options.host.trust_forwarded};
}

bool is_control_path(std::string_view path) {
  if (path.starts_with(kControl)) return true;
  if (!path.starts_with(kSandboxes)) return false;
  const auto below = below_sandbox(path);
  return !below || *below == "/" || below->starts_with(kControl);
}

std::optional<Response> ControlGuard::refuse(const Request& request) {
  if (!is_control_path(request.path) || is_probe(request.path)) return std::nullopt;
  if (const auto wait = rate_.wait_for(request.remote_address)) {
    Response response = refusal(429, "too-many-requests",
                                "More than " + std::to_string(policy_.rate) +
                                    " control calls a second from one address; --control-rate sets the limit.");
    response.headers.add("Retry-After", std::to_string(std::max<std::int64_t>(1, (wait->count() + 999) / 1000)));
    return response;
  }
  if (policy_.token.empty() && !is_host_of_ours(request))
    return refusal(403, "forbidden-host",
                   "The control surface was asked for under the name '" + host_name(request.header("Host")) +
                       "', which may be a web page's trick: use localhost or an IP address, or start the server with "
                       "--control-token.");
  if (!reads_only(request.method) && is_from_elsewhere(request))
    return refusal(403, "cross-origin", "A web page of another site may not change anything here.");
  if (!policy_.token.empty() && !knows_token(request)) {
    Response response = refusal(401, "unauthorized",
                                "The control surface asks for its token: Authorization: Bearer <token>, or "
                                "X-Control-Token: <token>; see --control-token.");
    response.headers.add("WWW-Authenticate", "Bearer realm=\"control\"");
    return response;
  }
  return std::nullopt;
}

bool ControlGuard::knows_token(const Request& request) const {
  std::string_view given = request.header("X-Control-Token");
  const std::string_view authorization = request.header("Authorization");
  constexpr std::string_view kBearer = "Bearer ";
  if (same_name(authorization.substr(0, kBearer.size()), kBearer)) given = authorization.substr(kBearer.size());
  return given.size() == policy_.token.size() && CRYPTO_memcmp(given.data(), policy_.token.data(), given.size()) == 0;
}

// A hostile page can have a name of its own lead to this machine. It cannot do so with an address, a name without a
// dot, or a name of the vendor's that the self-signed certificate is made for.
bool ControlGuard::is_host_of_ours(const Request& request) const {
  const auto host = request.headers.find("Host");
  if (!host) return true;  // no browser
  const std::string name = host_name(*host);
  return is_ip(name) || is_loopback_name(name) || name == policy_.bind || name.find('.') == std::string::npos ||
         std::ranges::find(self_signed_names(), name) != self_signed_names().end();
}

// Browsers say which page makes a request that changes something. Pages on this machine are let through.
bool ControlGuard::is_from_elsewhere(const Request& request) const {
  if (const auto origin = request.headers.find("Origin")) {
    const auto scheme_end = origin->find("://");
    if (scheme_end == std::string_view::npos) return true;  // "null"
    const std::string_view authority = origin->substr(scheme_end + 3);
    if (is_loopback_name(host_name(authority))) return false;
    const std::string asked = base_url(request, policy_.trust_forwarded);
    return !same_name(authority, std::string_view(asked).substr(asked.find("://") + 3));
  }
  const std::string_view site = request.header("Sec-Fetch-Site");
  return site == "cross-site" || site == "same-site";
}

}  // namespace http
