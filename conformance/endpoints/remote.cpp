// cpp-httplib's client lives here only.
#include "conformance/endpoints/remote.hpp"

#include <httplib.h>

#include <stdexcept>

#include "conformance/pattern.hpp"

namespace conformance {
namespace {

class Remote : public Endpoint {
 public:
  explicit Remote(RemoteOptions options) : address_(std::move(options.address)), client_(address_) {
    client_.set_keep_alive(true);
    client_.set_tcp_nodelay(true);
    client_.set_url_encode(false);  // the target is sent as the scenario wrote it
    client_.set_connection_timeout(options.timeout_seconds);
    client_.set_read_timeout(options.timeout_seconds);
    client_.set_write_timeout(options.timeout_seconds);
    if (!options.ca_file.empty()) client_.set_ca_cert_path(options.ca_file);
  }

  HttpResponse send(const HttpRequest& request) override {
    httplib::Request sent;
    sent.method = request.method;
    sent.path = request.target;
    for (const auto& [name, value] : request.headers) sent.headers.emplace(name, value);
    sent.body = request.body;
    const httplib::Result result = client_.send(sent);
    if (!result) throw Unreachable(address_ + ": " + httplib::to_string(result.error()));
    HttpResponse response{.status = result->status, .body = result->body};
    for (const auto& [name, value] : result->headers) response.headers.emplace_back(name, value);
    return response;
  }

  std::string address() const override { return address_; }

 private:
  std::string address_;
  httplib::Client client_;
};

}  // namespace

std::unique_ptr<Endpoint> remote_endpoint(RemoteOptions options) {
  while (options.address.ends_with('/')) options.address.pop_back();
  static const Pattern kAddress("^https?://([A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+\\])(:[0-9]{1,5})?$");
  if (!kAddress.found_in(options.address))
    throw std::invalid_argument("--target '" + options.address +
                                "' is no address: write http://host:port, https://host:port or in-process");
  return std::make_unique<Remote>(std::move(options));
}

}  // namespace conformance
