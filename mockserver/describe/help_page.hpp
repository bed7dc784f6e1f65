// The pages a browser sees: the operations of a service, and one operation with samples and a test form.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "describe/options.hpp"

namespace describe {

struct Page {
  std::string_view address;  // as for wsdl(): scheme, host, port and path as the client asked
  Options options = {};
  bool test_form = true;  // false for a remote caller: a sentence stands in the form's place (host rule 79)
};

// The HTML answer to a GET of the service's page, or with `operation` to `?op=<operation>` (host rules 77-80): a name
// that is not listed gives the page "Method Not Found". Any bytes may stand in the name and the address: both are
// escaped. Never fails; safe on any thread.
std::string help_page(const contract::Service& service, std::optional<std::string_view> operation, const Page& page);

// What the pages need beside themselves: to be served at `path` to GET.
struct Asset {
  std::string_view path;
  std::string_view content_type;
  std::string_view body;
};
std::span<const Asset> help_assets();

// The pages hold no inline script or style; they work under this Content-Security-Policy.
inline constexpr std::string_view kHelpPagePolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";

}  // namespace describe
