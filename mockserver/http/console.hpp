// The web console: its page at "/", its files below /_console/ (their sources are in mockserver/console/).
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "contract/registry.hpp"
#include "http/message.hpp"

namespace http {

// Any thread may call answer(); nothing changes after the construction.
class Console {
 public:
  // The page lists the registry's services in its HTML, for browsers without script, and the control surface's routes.
  // The registry outlives this.
  explicit Console(const contract::Registry& registry) : registry_(registry) {}

  // Answers, when the path is one of these:
  //   GET /                         the page; always asked for anew, answered with 304 while it is the same
  //   GET /_console/<digest>/<file> a file as the page names it; <digest> is of all files, so it may be kept for ever
  //   GET /_console/<file>          the same, to be asked for anew each time
  // Other methods get 405, other files 404. Every answer forbids scripts and styles of any other origin, and inline
  // ones. `prefix`: what the addresses of services begin with, in the page of a sandbox: "/sandboxes/worker7".
  std::optional<Response> answer(const Request& request, std::string_view prefix = {}) const;

 private:
  Response page(const Request& request, std::string_view prefix) const;
  Response file(const Request& request, std::string_view below) const;

  // Made when they are first asked for.
  static const std::string& digest();  // of all files, hexadecimal
  static const std::string& page_without_services();

  const contract::Registry& registry_;
};

}  // namespace http
