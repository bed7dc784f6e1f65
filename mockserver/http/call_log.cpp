#include "http/call_log.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "control/redact.hpp"

namespace http {
namespace {

// What a client sent must not look like a line of its own.
std::string printable(std::string text) {
  for (char& c : text)
    if (c < ' ' || c == '\x7f') c = '?';
  return text;
}

std::string line_of(const Request& request, const Response& response, std::chrono::microseconds took) {
  std::string line =
      request.remote_address + " " + printable(request.method) + " " + printable(control::redact(request.target));
  if (const auto action = request.header("SOAPAction"); !action.empty())
    line += " " + printable(control::redact(std::string(action)));
  std::array<char, 64> rest{};
  std::snprintf(rest.data(), rest.size(), " %d %zu bytes %.1f ms\n", response.status, response.body.size(),
                static_cast<double>(took.count()) / 1000);
  return line + rest.data();
}

}  // namespace

Handler logged(Handler handler, std::ostream& log) {
  return [handler = std::move(handler), &log, mutex = std::make_shared<std::mutex>()](const Request& request) {
    const auto began = std::chrono::steady_clock::now();
    Response response = handler(request);
    const auto took = std::chrono::steady_clock::now() - began;
    const std::string line = line_of(request, response, std::chrono::duration_cast<std::chrono::microseconds>(took));
    const std::scoped_lock lock(*mutex);
    log << line << std::flush;
    return response;
  };
}

}  // namespace http
