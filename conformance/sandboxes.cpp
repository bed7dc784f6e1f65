#include "conformance/sandboxes.hpp"

#include "conformance/json.hpp"

namespace conformance {
namespace {

constexpr const char* kSandboxes = "/_sandbox/sandboxes";
constexpr const char* kIdleTimeout = "10m";

HttpRequest json_request(std::string method, std::string target, const Json& body) {
  return {.method = std::move(method),
          .target = std::move(target),
          .headers = {{"Content-Type", "application/json"}},
          .body = body.dump()};
}

class Sandboxed : public Endpoint {
 public:
  Sandboxed(std::unique_ptr<Endpoint> server, std::string id, std::function<void(const std::string&)> left)
      : server_(std::move(server)), id_(std::move(id)), left_(std::move(left)) {}
  Sandboxed(const Sandboxed&) = delete;
  Sandboxed& operator=(const Sandboxed&) = delete;

  ~Sandboxed() override {
    try {
      const HttpResponse answer = server_->send({.method = "DELETE", .target = kSandboxes + ("/" + id_)});
      if (answer.status / 100 != 2 && answer.status != 404)
        left_("sandbox " + id_ + " is not gone: the server answers " + std::to_string(answer.status));
    } catch (const std::exception& error) {
      left_("sandbox " + id_ + " is not gone: " + error.what());
    }
  }

  // By prefix where the sandbox has its own address, and by header where pages are shared: links, the start page.
  HttpResponse send(const HttpRequest& request) override {
    HttpRequest sent = request;
    if (sent.target.starts_with("/WebApi/") || sent.target.starts_with("/_sandbox/"))
      sent.target.insert(0, "/sandboxes/" + id_);
    else
      sent.headers.emplace_back("X-Sandbox", id_);
    return server_->send(sent);
  }
  std::string address() const override { return server_->address(); }

 private:
  std::unique_ptr<Endpoint> server_;
  std::string id_;
  std::function<void(const std::string&)> left_;
};

}  // namespace

std::string why_no_sandboxes(Endpoint& server) {
  const HttpResponse answer = server.send({.target = kSandboxes});
  if (answer.status == 200) return "";
  return server.address() + " has no sandboxes for several workers (GET " + kSandboxes + " answers " +
         std::to_string(answer.status) + ")";
}

std::unique_ptr<Endpoint> sandboxed_endpoint(std::unique_ptr<Endpoint> server, const std::string& id,
                                             std::function<void(const std::string&)> left) {
  const HttpResponse answer =
      server->send(json_request("POST", kSandboxes, {{"id", id}, {"idleTimeout", kIdleTimeout}}));
  const Json made = Json::parse(answer.body, nullptr, false);
  const bool named = made.is_object() && made.contains("id") && made.at("id").is_string();
  if (answer.status != 201 || !named)
    throw NoSandbox("no sandbox for a worker: POST " + std::string(kSandboxes) + " answers " +
                    std::to_string(answer.status) + " " + answer.body.substr(0, 200));
  return std::make_unique<Sandboxed>(std::move(server), made.at("id").get<std::string>(), std::move(left));
}

}  // namespace conformance
