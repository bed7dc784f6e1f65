// Where scenarios are sent: a server far away or the application in this process.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace conformance {

struct HttpRequest {
  std::string method = "GET";
  std::string target = "/";  // path and query
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
};

struct HttpResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};

  // The first header of that name, in any case; nullptr if there is none.
  const std::string* header(std::string_view name) const;
};

// Nobody answered: no connection, TLS refused, connection closed, no answer in time.
struct Unreachable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// One place to send requests to, one at a time.
class Endpoint {
 public:
  virtual ~Endpoint() = default;
  // Sends one request and waits for its answer. Throws Unreachable.
  virtual HttpResponse send(const HttpRequest& request) = 0;
  // Scheme, host and port as a person would reach it, "http://127.0.0.1:8080"; used in messages only.
  virtual std::string address() const = 0;
};

}  // namespace conformance
