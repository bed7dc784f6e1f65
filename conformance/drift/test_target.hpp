// A target that serves what a test puts there: by default our own WSDL of every service.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "conformance/endpoint.hpp"
#include "conformance/soap_client.hpp"
#include "describe/help_page.hpp"
#include "overlay/test_wsdl.hpp"

namespace conformance::drift::test {

inline constexpr const char* kEntity = "EntityManagementService";
inline constexpr const char* kAddress = "http://target.example";

inline std::string page(std::string_view service = kEntity) {
  return page_of(*services::catalog().find_service(service));
}

class Target : public Endpoint {
 public:
  Target() {
    for (const contract::Service* service : services::catalog().services())
      put(page(service->name) + "?WSDL", describe::wsdl(*service, kAddress + page(service->name)));
  }

  void put(const std::string& target, std::string body, const std::string& type = "text/xml; charset=utf-8") {
    answers_[target] = {.status = 200, .headers = {{"Content-Type", type}}, .body = std::move(body)};
  }
  void fail(const std::string& target, int status) {
    answers_[target] = {.status = status, .headers = {{"Content-Type", "text/html"}}};
  }
  void alter(std::string_view after, std::string_view from, std::string_view to, std::string_view service = kEntity) {
    std::string& wsdl = answers_[page(service) + "?WSDL"].body;
    wsdl = overlay::test::altered(wsdl, after, from, to);
  }
  // Takes the WSDL away, and has help pages in its place.
  void only_help_pages(std::string_view service, const describe::Options& options = {}) {
    const contract::Service& described = *services::catalog().find_service(service);
    const std::string address = kAddress + page(service);
    answers_.erase(page(service) + "?WSDL");
    const auto html = [&](std::optional<std::string_view> operation) {
      return describe::help_page(described, operation, {.address = address, .options = options});
    };
    put(page(service), html({}), "text/html");
    for (const contract::Operation* operation : describe::listed(described, options))
      put(page(service) + "?op=" + std::string(operation->name), html(operation->name), "text/html");
  }
  std::string& body(const std::string& target) { return answers_.at(target).body; }

  HttpResponse send(const HttpRequest& request) override {
    ++requests;
    const auto found = answers_.find(request.target);
    return found == answers_.end() ? HttpResponse{.status = 404} : found->second;
  }
  std::string address() const override { return kAddress; }

  int requests = 0;

 private:
  std::map<std::string, HttpResponse> answers_;
};

}  // namespace conformance::drift::test
