#include "http/probe.hpp"

#include <httplib.h>

namespace http {

Probe probe(const std::string& url, int seconds) try {
  httplib::Client client(url);
  if (!client.is_valid()) return {.reason = "'" + url + "' is no address such as http://localhost:8080"};
  client.set_connection_timeout(seconds);
  client.set_read_timeout(seconds);
  client.enable_server_certificate_verification(false);
  const httplib::Result answer = client.Get("/_sandbox/readyz");
  if (!answer) return {.reason = url + ": " + httplib::to_string(answer.error())};
  if (answer->status != 200) return {.reason = url + " answers " + std::to_string(answer->status)};
  return {.ready = true};
} catch (const std::exception&) {
  return {.reason = "'" + url + "' is no address such as http://localhost:8080"};
}

}  // namespace http
