#include "proxy/addresses.hpp"

#include <algorithm>
#include <array>

#include "http/message.hpp"

namespace proxy {
namespace {

constexpr std::string_view kMark = "://";

std::string_view host_of(std::string_view authority) {
  if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);
  return authority.substr(0, authority.find(':'));
}

bool may_follow_in_host(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '-' || c == '_';
}

// Where scheme, host and port end that begin with "http"; npos when they are not the target's.
std::size_t end_of_target(std::string_view text, std::size_t host_begin, std::string_view host) {
  std::size_t end = host_begin + host.size();
  if (end > text.size() || !http::same_name(text.substr(host_begin, host.size()), host)) return std::string_view::npos;
  if (end < text.size() && text[end] == ':') {
    const auto digits_end = std::min(text.find_first_not_of("0123456789", end + 1), text.size());
    return digits_end > end + 1 ? digits_end : end;
  }
  return end < text.size() && may_follow_in_host(text[end]) ? std::string_view::npos : end;
}

}  // namespace

std::string readdressed(std::string_view text, std::string_view authority, std::string_view ours) {
  const std::string_view host = host_of(authority);
  std::string out;
  std::size_t done = 0;
  for (auto mark = text.find(kMark); mark != std::string_view::npos; mark = text.find(kMark, mark + 1)) {
    for (const std::string_view scheme : std::array<std::string_view, 2>{"https", "http"}) {
      if (mark < done + scheme.size() || text.substr(mark - scheme.size(), scheme.size()) != scheme) continue;
      const std::size_t end = end_of_target(text, mark + kMark.size(), host);
      if (end != std::string_view::npos) {
        out.append(text.substr(done, mark - scheme.size() - done)).append(ours);
        done = end;
      }
      break;
    }
  }
  return out.append(text.substr(done));
}

}  // namespace proxy
