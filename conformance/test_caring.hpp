// What the tests of shared targets stand on: a contract of four operations, a server of it that writes down what it is
// asked, and a run under care.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "conformance/care.hpp"
#include "conformance/runner.hpp"
#include "contract/registry.hpp"

namespace contract {
struct Call {};
}  // namespace contract

namespace conformance::caring {

using namespace contract;

// ---- a contract of four operations

struct CreatePartnerRequest {
  static constexpr std::string_view kName = "CreatePartnerRequest";
  std::string name;
  std::int32_t parent = 0;
  static constexpr auto fields() {
    return fields_of(field<&CreatePartnerRequest::name>("PartnerName"),
                     field<&CreatePartnerRequest::parent>("TargetEntityId"));
  }
};
struct CreatePartnerResult {
  static constexpr std::string_view kName = "CreatePartnerResult";
  Result result;
  std::int32_t id = 0;
  static constexpr auto fields() {
    return fields_of(field<&CreatePartnerResult::result>("Result"), field<&CreatePartnerResult::id>("PartnerEntityId"));
  }
};
struct CreateAccountRequest {
  static constexpr std::string_view kName = "CreateAccountRequest";
  std::int32_t parent = 0;
  std::string name;
  static constexpr auto fields() {
    return fields_of(field<&CreateAccountRequest::parent>("TargetEntityId"),
                     field<&CreateAccountRequest::name>("Username"));
  }
};
struct EntityRequest {
  static constexpr std::string_view kName = "EntityRequest";
  std::int32_t target = 0;
  static constexpr auto fields() {
    return fields_of(field<&EntityRequest::target>("TargetEntityId", {.aliases = {"TargetEntityID"}}));
  }
};
struct PlainResult {
  static constexpr std::string_view kName = "PlainResult";
  Result result;
  static constexpr auto fields() { return fields_of(field<&PlainResult::result>("Result")); }
};
struct Row {
  static constexpr std::string_view kName = "Row";
  std::int32_t id = 0;
  std::string name;
  std::int32_t parent = 0;
  bool active = true;
  static constexpr auto fields() {
    return fields_of(field<&Row::id>("EntityID"), field<&Row::name>("EntityName"),
                     field<&Row::parent>("ParentEntityID"), field<&Row::active>("IsActive"));
  }
};
struct HierarchyRequest {
  static constexpr std::string_view kName = "HierarchyRequest";
  std::int32_t target = 0;
  bool inactive = false;
  static constexpr auto fields() {
    return fields_of(field<&HierarchyRequest::target>("TargetEntityID"),
                     field<&HierarchyRequest::inactive>("IncludeInactive"));
  }
};
struct HierarchyResult {
  static constexpr std::string_view kName = "HierarchyResult";
  Result result;
  std::vector<Row> rows;
  static constexpr auto fields() {
    return fields_of(field<&HierarchyResult::result>("Result"), field<&HierarchyResult::rows>("Entities"));
  }
};

inline Outcome<CreatePartnerResult> create_partner(Call&, const CreatePartnerRequest&) { return CreatePartnerResult{}; }
inline Outcome<PlainResult> create_account(Call&, const CreateAccountRequest&) { return PlainResult{}; }
inline Outcome<PlainResult> cancel_entity(Call&, const EntityRequest&) { return PlainResult{}; }
inline Outcome<HierarchyResult> get_entity_hierarchy(Call&, const HierarchyRequest&) { return HierarchyResult{}; }

inline constexpr Operation kOperations[] = {operation<create_partner>("CreatePartner", {.doc = "Creates."}),
                                            operation<create_account>("CreateAccountBySize", {.doc = "Creates."}),
                                            operation<cancel_entity>("CancelEntity", {.doc = "Cancels."}),
                                            operation<get_entity_hierarchy>("GetEntityHierarchy", {.doc = "Lists."})};
inline constexpr Service kService{.name = "EntityManagementService", .doc = "Entities.", .operations = kOperations};
inline constexpr const Service* kServices[] = {&kService};
inline constexpr Registry kRegistry{kServices};

// ---- a server of that contract

class FakeServer : public Endpoint {
 public:
  std::vector<std::string> seen;  // "CancelEntity 7"
  int next_id = 7;
  std::string tree;               // rows of the hierarchy
  std::set<std::string> refused;  // what answers UnexpectedError: "CancelEntity 8"
  std::string cancel_code = "<Result>0</Result><Code>Success</Code>";
  std::string create_code = "<Result>0</Result><Code>Success</Code>";
  std::string faulty;  // the operation that answers a fault
  std::function<void(const std::string&)> before_answer = [](const std::string&) {};

  HttpResponse send(const HttpRequest& request) override {
    if (request.method == "GET") return {.status = 200, .body = "<definitions/>"};
    const std::string operation = between(request.body, "<soap:Body><", " ");
    const std::string target = between(request.body, "<TargetEntityId>", "<");
    seen.push_back(operation + (target.empty() ? "" : " " + target));
    before_answer(operation);
    if (!faulty.empty() && operation == faulty)
      return {.status = 500,
              .headers = {{"Content-Type", "text/xml; charset=utf-8"}},
              .body = R"(<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault>)"
                      "<faultcode>soap:Server</faultcode><faultstring>Broken.</faultstring><detail /></soap:Fault>"
                      "</soap:Body></soap:Envelope>"};
    if (refused.contains(seen.back())) return answer(operation, "<Result>1</Result><Code>UnexpectedError</Code>", "");
    if (operation == "CreatePartner")
      return answer(operation, create_code, "<PartnerEntityId>" + std::to_string(next_id++) + "</PartnerEntityId>");
    if (operation == "GetEntityHierarchy")
      return answer(operation, "<Result>0</Result><Code>Success</Code>", "<Entities>" + tree + "</Entities>");
    return answer(operation, operation == "CancelEntity" ? cancel_code : "<Result>0</Result><Code>Success</Code>", "");
  }
  std::string address() const override { return "http://shared"; }

 private:
  static std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const auto at = text.find(before);
    if (at == std::string::npos) return "";
    return text.substr(at + before.size(), text.find(after, at + before.size()) - at - before.size());
  }
  static HttpResponse answer(const std::string& operation, const std::string& code, const std::string& content) {
    return {.status = 200,
            .headers = {{"Content-Type", "text/xml; charset=utf-8"}},
            .body = R"(<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><)" +
                    operation + R"(Response xmlns="sosonlinebackup.com"><)" + operation + "Result><Result>" + code +
                    "</Result>" + content + "</" + operation + "Result></" + operation +
                    "Response></soap:Body></soap:Envelope>"};
  }
};

// Tests run side by side, each in a process of its own.
inline std::filesystem::path own_file(const std::string& name) {
  return std::filesystem::path(testing::TempDir()) / ("conformance-care-" + std::to_string(::getpid()) + "-" + name);
}

class Caring : public testing::Test {
 protected:
  FakeServer server;
  TargetFile target{"real.json", R"({"name": "real", "kind": "real",
    "roles": {"distributor": {"user": "888WS", "password": "geheim", "entity": 888}}, "world": {"company": 311}})"};
  std::filesystem::path ledger = own_file("ledger");
  CareSettings settings{.allow_writes = true, .run_id = "cf12345678", .ledger = ledger.string()};
  std::optional<Scenario> scenario;
  std::optional<std::string> left;

  ~Caring() override { std::filesystem::remove(ledger); }

  ScenarioRun run(const std::string& steps, const std::string& more = "") {
    scenario = read_scenario("flows/x", "f.json",
                             R"({"requirement": "Something holds.", "steps": [)" + steps + "]" + more + "}");
    SharedCare shared(settings, server.address());
    Care care(shared, server, kRegistry, target);
    ScenarioRun result = Runner(server, kRegistry, target, {.run_id = settings.run_id}, &care).run(*scenario);
    left = shared.close();
    return result;
  }
  static std::string call(const std::string& operation, const std::string& in, const std::string& more = "") {
    return R"({"call": "EntityManagementService.)" + operation + R"(", "as": "distributor", "in": )" + in +
           R"(, "expect": {"code": "Success"})" + more + "}";
  }
  static std::string create() {
    return call("CreatePartner", R"({"PartnerName": "${unique:Acme}"})", R"(, "keep": {"partner": "PartnerEntityId"})");
  }
};

}  // namespace conformance::caring
