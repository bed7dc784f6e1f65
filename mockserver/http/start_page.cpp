// The page at "/".
#include "http/start_page.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "describe/html.hpp"

namespace http {
namespace {

using describe::escape_html;

constexpr std::string_view kPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

constexpr std::string_view kHead =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Partner API sandbox</title>\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<link rel=\"stylesheet\" href=\"/_static/account_pages.css\"></head>\n<body>\n<main>\n"
    "<h1>Partner API sandbox</h1>\n"
    "<p>Point a SOAP client at a service below, or open its page and call an operation from the browser.</p>\n";

struct ControlPath {
  std::string_view path;
  std::string_view shows;
};
constexpr std::array kControlPaths{
    ControlPath{"info", "Version, world, clock and number of calls."},
    ControlPath{"journal", "Every call with its request, its answer and what was ignored in it."},
    ControlPath{"outbox", "The mails that would have been sent, with the links in them."},
    ControlPath{"clock", "The sandbox's time; it can be frozen and moved ahead."},
    ControlPath{"world", "What the sandbox started with: entities, users, passwords."},
};

}  // namespace

Response start_page(const contract::Registry& registry, std::string_view prefix) {
  const std::string base = escape_html(prefix);
  std::string body(kHead);
  body += "<h2>Services</h2>\n<dl>\n";
  for (const contract::Service* service : registry.services()) {
    const std::string name = escape_html(service->name);
    const std::string page = base + "/WebApi/AccountManagementService/" + name + ".asmx";
    body += "<dt><a href=\"" + page + "\">" + name + "</a> <a class=\"aside\" href=\"" + page +
            "?WSDL\">WSDL</a></dt>\n<dd>" + escape_html(service->doc) + "</dd>\n";
  }
  body += "</dl>\n<h2>Control</h2>\n<dl>\n";
  for (const auto& [path, shows] : kControlPaths)
    body.append("<dt><a href=\"" + base + "/_sandbox/")
        .append(path)
        .append("\">" + base + "/_sandbox/")
        .append(path)
        .append("</a></dt>\n<dd>")
        .append(shows)
        .append("</dd>\n");
  body += "</dl>\n</main>\n</body>\n</html>\n";
  Response response{.body = std::move(body)};
  response.headers.add("Content-Type", "text/html; charset=utf-8");
  response.headers.add("Content-Security-Policy", std::string(kPolicy));
  return response;
}

}  // namespace http
