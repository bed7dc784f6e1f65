// ASP.NET's HTML error pages, for requests that never become SOAP.
#pragma once
#include <string_view>

#include "http/message.hpp"

namespace http {

// A page with the message as its title (host rules 5, 6, 95). Without details (customErrors on) it names the message
// only; with them also the address that was asked for. Every value is escaped.
Response error_page(int status, std::string_view path, std::string_view message, bool custom_errors);

}  // namespace http
