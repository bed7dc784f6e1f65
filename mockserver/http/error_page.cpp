// Plain pages in the manner of ASP.NET's own.
#include "http/error_page.hpp"

#include "describe/html.hpp"
#include "wire/text_encoding.hpp"

namespace http {

using describe::escape_html;

Response error_page(int status, std::string_view path, std::string_view message, bool custom_errors) {
  const std::string title = escape_html(wire::repair_utf8(message));
  std::string body =
      "<!DOCTYPE html>\r\n<html>\r\n  <head>\r\n    <title>" + title +
      "</title>\r\n  </head>\r\n  <body>\r\n    <h1>Server Error in '/WebApi' Application.</h1>\r\n    <h2><i>" +
      title + "</i></h2>\r\n";
  if (!custom_errors) body += "    <p><b>Requested URL: </b>" + escape_html(wire::repair_utf8(path)) + "</p>\r\n";
  body += "  </body>\r\n</html>\r\n";
  Response response{.status = status, .body = std::move(body)};
  response.headers.add("Content-Type", "text/html; charset=utf-8");
  return response;
}

}  // namespace http
