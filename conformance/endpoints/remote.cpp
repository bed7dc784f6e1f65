// cpp-httplib's client lives here only.
#include "conformance/endpoints/remote.hpp"

#include <httplib.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "conformance/pattern.hpp"

namespace conformance {
namespace {

std::string words_for(httplib::Error error) {
  switch (error) {
    case httplib::Error::Connection:
      return "no connection";
    case httplib::Error::Read:
    case httplib::Error::Write:  // closed before the request was all there
      return "the connection was closed, or no answer came in time";
    case httplib::Error::SSLServerVerification:
    case httplib::Error::SSLConnection:
    case httplib::Error::SSLLoadingCerts:
      return "TLS failed (" + httplib::to_string(error) + "); --ca-file names certificates to trust";
    default:
      return httplib::to_string(error);
  }
}

bool is_control(const std::string& target) {
  return target.starts_with("/_sandbox") ||
         (target.starts_with("/sandboxes") && target.find("/WebApi/") == std::string::npos);
}

class Remote : public Endpoint {
 public:
  explicit Remote(RemoteOptions options)
      : address_(std::move(options.address)),
        control_token_(std::move(options.control_token)),
        deadline_(options.deadline_seconds),
        client_(address_) {
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
    if (!control_token_.empty() && is_control(request.target)) sent.headers.emplace("X-Control-Token", control_token_);
    sent.body = request.body;
    bool late = false;
    const httplib::Result result = [&] {
      const std::jthread deadline([&](const std::stop_token& answered) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any().wait_for(lock, answered, deadline_, [] { return false; });
        if (answered.stop_requested()) return;
        late = true;
        client_.stop();
      });
      return client_.send(sent);
    }();
    if (late)
      throw Unreachable(address_ + ": no whole answer within " + std::to_string(deadline_.count()) + " seconds");
    if (!result) throw Unreachable(address_ + ": " + words_for(result.error()));
    HttpResponse response{.status = result->status, .body = result->body};
    for (const auto& [name, value] : result->headers) response.headers.emplace_back(name, value);
    return response;
  }

  std::string address() const override { return address_; }

 private:
  std::string address_;
  std::string control_token_;
  std::chrono::seconds deadline_;
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
