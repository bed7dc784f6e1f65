// A worker's sandbox at a server: made, addressed, and gone at the end.
#include "conformance/sandboxes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Notes requests as "METHOD target body [sandbox]" and answers what it is told to.
class Server : public Endpoint {
 public:
  Server(std::vector<std::string>& seen, std::map<std::string, HttpResponse> answers)
      : seen_(seen), answers_(std::move(answers)) {}

  HttpResponse send(const HttpRequest& request) override {
    std::string line = request.method + " " + request.target;
    if (!request.body.empty()) line += " " + request.body;
    for (const auto& [name, value] : request.headers)
      if (name == "X-Sandbox") line += " in " + value;
    seen_.push_back(line);
    if (request.method == "DELETE" && unreachable_at_the_end) throw Unreachable("gone");
    const auto answer = answers_.find(request.method);
    return answer == answers_.end() ? HttpResponse{.status = 404} : answer->second;
  }
  std::string address() const override { return "http://server.example"; }

  bool unreachable_at_the_end = false;

 private:
  std::vector<std::string>& seen_;
  std::map<std::string, HttpResponse> answers_;
};

class WorkersSandbox : public testing::Test {
 protected:
  std::unique_ptr<Endpoint> sandboxed(bool unreachable_at_the_end = false) {
    auto server = std::make_unique<Server>(seen, answers);
    server->unreachable_at_the_end = unreachable_at_the_end;
    return sandboxed_endpoint(std::move(server), "run-r-1", [&](const std::string& words) { left.push_back(words); });
  }

  std::map<std::string, HttpResponse> answers{{"POST", {.status = 201, .body = R"({"id": "run-r-1"})"}},
                                              {"DELETE", {.status = 204}}};
  std::vector<std::string> seen;
  std::vector<std::string> left;
};

TEST_F(WorkersSandbox, IsMadeAndDeletedAroundItsRequests) {
  {
    const auto endpoint = sandboxed();
    endpoint->send({.target = "/WebApi/AccountManagementService/X.asmx?WSDL"});
    endpoint->send({.method = "GET", .target = "/_sandbox/clock"});
    endpoint->send({.target = "/"});
    endpoint->send({.target = "/sandboxes/run-r-1/WebApi/link"});
  }
  EXPECT_THAT(seen, ElementsAre(R"(POST /_sandbox/sandboxes {"id":"run-r-1","idleTimeout":"10m"})",
                                "GET /sandboxes/run-r-1/WebApi/AccountManagementService/X.asmx?WSDL",
                                "GET /sandboxes/run-r-1/_sandbox/clock", "GET / in run-r-1",
                                "GET /sandboxes/run-r-1/WebApi/link in run-r-1", "DELETE /_sandbox/sandboxes/run-r-1"));
  EXPECT_THAT(left, IsEmpty());
}

TEST_F(WorkersSandbox, HasTheNameThatTheServerGives) {
  answers["POST"].body = R"({"id": "s7"})";
  sandboxed()->send({.target = "/_sandbox/clock"});
  EXPECT_THAT(seen, ElementsAre(testing::_, "GET /sandboxes/s7/_sandbox/clock", "DELETE /_sandbox/sandboxes/s7"));
}

TEST_F(WorkersSandbox, ThatCannotBeMadeIsToldWithTheAnswer) {
  answers["POST"] = {.status = 429, .body = "too many"};
  try {
    sandboxed();
    FAIL() << "there is no sandbox";
  } catch (const NoSandbox& error) {
    EXPECT_THAT(error.what(), HasSubstr("POST /_sandbox/sandboxes answers 429 too many"));
  }
  answers["POST"] = {.status = 201, .body = "{}"};
  EXPECT_THROW(sandboxed(), NoSandbox);
}

TEST_F(WorkersSandbox, ThatStaysBehindIsTold) {
  answers["DELETE"].status = 500;
  sandboxed();
  EXPECT_THAT(left, ElementsAre("sandbox run-r-1 is not gone: the server answers 500"));
  left.clear();
  sandboxed(true);
  EXPECT_THAT(left, ElementsAre("sandbox run-r-1 is not gone: gone"));
  left.clear();
  answers["DELETE"].status = 404;  // the server was faster
  sandboxed();
  EXPECT_THAT(left, IsEmpty());
}

TEST_F(WorkersSandbox, IsNotAskedForWhereThereAreNone) {
  Server without(seen, {});
  EXPECT_THAT(why_no_sandboxes(without), HasSubstr("GET /_sandbox/sandboxes answers 404"));
  Server with(seen, {{"GET", {.status = 200, .body = "[]"}}});
  EXPECT_EQ(why_no_sandboxes(with), "");
}

}  // namespace
}  // namespace conformance
