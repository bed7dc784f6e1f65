// A server of the tests' own: writes down what it is asked, and answers what the test says.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "conformance/endpoint.hpp"

namespace conformance::test {

class FakeEndpoint : public Endpoint {
 public:
  std::vector<std::string> seen;  // "POST /path"
  std::vector<HttpRequest> requests;
  std::function<HttpResponse(const HttpRequest&)> answer = [](const HttpRequest&) {
    return HttpResponse{.status = 200};
  };

  HttpResponse send(const HttpRequest& request) override {
    seen.push_back(request.method + " " + request.target);
    requests.push_back(request);
    return answer(request);
  }
  std::string address() const override { return "http://fake"; }
};

}  // namespace conformance::test
