// Addresses put together from a request.
#include "http/address.hpp"

namespace http {

std::string base_url(const Request& request, bool trust_forwarded) {
  std::string_view scheme = request.is_tls ? "https" : "http";
  std::string_view host = request.header("Host");
  if (trust_forwarded) {
    if (const auto forwarded = request.header("X-Forwarded-Proto"); !forwarded.empty())
      scheme = same_name(forwarded, "https") ? "https" : "http";
    if (const auto forwarded = request.header("X-Forwarded-Host"); !forwarded.empty()) host = forwarded;
  }
  std::string address(scheme);
  address += "://";
  if (!host.empty()) return address.append(host);
  return address.append(request.local_address).append(":").append(std::to_string(request.local_port));
}

std::string page_address(const Request& request, bool trust_forwarded) {
  return base_url(request, trust_forwarded).append(request.target.substr(0, request.target.find('?')));
}

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

}  // namespace http
