// The page at "/".
#include "http/start_page.hpp"

#include "http/error_page.hpp"

namespace http {

Response start_page(const contract::Registry& registry) {
  std::string body =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Partner API sandbox</title>\n"
      "<link rel=\"stylesheet\" href=\"/_static/account_pages.css\"></head>\n<body>\n<main>\n<h1>Partner API "
      "sandbox</h1>\n"
      "<h2>Services</h2>\n<ul>\n";
  for (const contract::Service* service : registry.services()) {
    const std::string name = escape_html(service->name);
    const std::string page = "/WebApi/AccountManagementService/" + name + ".asmx";
    body += "<li><a href=\"" + page + "\">" + name + "</a> (<a href=\"" + page +
            "?WSDL\">WSDL</a>): " + escape_html(service->doc) + "</li>\n";
  }
  body += "</ul>\n<h2>Control</h2>\n<ul>\n";
  for (const std::string_view path : {"info", "clock", "outbox", "journal", "world"})
    body.append("<li><a href=\"/_sandbox/").append(path).append("\">/_sandbox/").append(path).append("</a></li>\n");
  body += "</ul>\n</main>\n</body>\n</html>\n";
  Response response{.body = std::move(body)};
  response.headers.add("Content-Type", "text/html; charset=utf-8");
  return response;
}

}  // namespace http
