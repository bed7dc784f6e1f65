// The only file of the harness that knows the server.
#include "conformance/endpoints/in_process.hpp"

#include "http/application.hpp"

namespace conformance {
namespace {

constexpr std::string_view kHost = "localhost";

// "/a%20b" -> "/a b"; what is no escape stays.
std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

class InProcess : public Endpoint {
 public:
  explicit InProcess(http::Application& application) : application_(application) {}

  HttpResponse send(const HttpRequest& request) override {
    http::Request received{.method = request.method, .target = request.target, .body = request.body};
    const auto question = request.target.find('?');
    received.path = percent_decoded(std::string_view(request.target).substr(0, question));
    if (question != std::string::npos) received.query = request.target.substr(question + 1);
    for (const auto& [name, value] : request.headers) received.headers.add(name, value);
    if (!received.headers.has("Host")) received.headers.add("Host", std::string(kHost));
    received.remote_address = "127.0.0.1";
    received.local_address = "127.0.0.1";

    const http::Response answer = application_.answer(received);
    if (answer.delivery.kind == http::Delivery::Kind::kDropped) throw Unreachable("the connection was dropped");
    HttpResponse response{.status = answer.status, .body = request.method == "HEAD" ? "" : answer.body};
    for (const http::Header& header : answer.headers) response.headers.emplace_back(header.name, header.value);
    return response;
  }

  std::string address() const override { return "http://" + std::string(kHost) + ":8080"; }

 private:
  http::Application& application_;
};

struct OwnApplication {
  explicit OwnApplication(http::Options options) : application(std::move(options)) { application.open(); }
  http::Application application;
};

class OwnInProcess : OwnApplication, public InProcess {
 public:
  explicit OwnInProcess(http::Options options) : OwnApplication(std::move(options)), InProcess(application) {}
};

}  // namespace

std::unique_ptr<Endpoint> in_process_endpoint() { return in_process_endpoint(std::string()); }

std::unique_ptr<Endpoint> in_process_endpoint(http::Application& application) {
  return std::make_unique<InProcess>(application);
}

std::unique_ptr<Endpoint> in_process_endpoint(const std::string& profile) {
  http::Options options;
  if (!profile.empty()) options.profile = profile;
  return std::make_unique<OwnInProcess>(std::move(options));
}

}  // namespace conformance
