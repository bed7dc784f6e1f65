// Care of a shared target: what may be sent, what is written down, what is taken away again.
#include "conformance/care.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

#include "conformance/gentle.hpp"
#include "conformance/preflight.hpp"
#include "conformance/read_file.hpp"
#include "conformance/run_id.hpp"
#include "conformance/runner.hpp"
#include "conformance/sweep.hpp"
#include "contract/registry.hpp"

namespace contract {
struct Call {};
}  // namespace contract

namespace conformance {
namespace {

using namespace contract;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

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

Outcome<CreatePartnerResult> create_partner(Call&, const CreatePartnerRequest&) { return CreatePartnerResult{}; }
Outcome<PlainResult> create_account(Call&, const CreateAccountRequest&) { return PlainResult{}; }
Outcome<PlainResult> cancel_entity(Call&, const EntityRequest&) { return PlainResult{}; }
Outcome<HierarchyResult> get_entity_hierarchy(Call&, const HierarchyRequest&) { return HierarchyResult{}; }

constexpr Operation kOperations[] = {operation<create_partner>("CreatePartner", {.doc = "Creates."}),
                                     operation<create_account>("CreateAccountBySize", {.doc = "Creates."}),
                                     operation<cancel_entity>("CancelEntity", {.doc = "Cancels."}),
                                     operation<get_entity_hierarchy>("GetEntityHierarchy", {.doc = "Lists."})};
constexpr Service kService{.name = "EntityManagementService", .doc = "Entities.", .operations = kOperations};
constexpr const Service* kServices[] = {&kService};
constexpr Registry kRegistry{kServices};

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
std::filesystem::path own_file(const std::string& name) {
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

TEST_F(Caring, ReadingIsAlwaysAllowed) {
  settings.allow_writes = false;
  EXPECT_EQ(run(call("GetEntityHierarchy", R"({"TargetEntityID": 311})")).verdict, Verdict::pass);
}

TEST_F(Caring, NothingIsWrittenWithoutTheFlag) {
  settings.allow_writes = false;
  const auto result = run(create());
  EXPECT_EQ(result.verdict, Verdict::skip);
  EXPECT_EQ(result.reason, "CreatePartner writes, and --allow-writes is not given");
  EXPECT_THAT(server.seen, IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(ledger));
}

TEST_F(Caring, WhatIsCreatedIsCancelledInReverseOrderAndTheLedgerGoes) {
  const auto result = run(create() + ", " + create());
  EXPECT_EQ(result.verdict, Verdict::pass) << result.reason;
  EXPECT_THAT(server.seen, ElementsAre("CreatePartner", "CreatePartner", "CancelEntity 8", "CancelEntity 7"));
  EXPECT_EQ(left, std::nullopt);
  EXPECT_FALSE(std::filesystem::exists(ledger));
}

TEST_F(Caring, TheLedgerIsWrittenBeforeTheCallIsSent) {
  std::string at_call;
  server.before_answer = [&](const std::string& operation) {
    if (operation == "CreatePartner") at_call = read_file(ledger.string());
  };
  run(create());
  EXPECT_THAT(at_call, AllOf(HasSubstr("\"event\":\"about\""), HasSubstr("Acmecf123456781x1"),
                             HasSubstr("\"role\":\"distributor\""), Not(HasSubstr("geheim"))));
}

TEST_F(Caring, WithoutALedgerNothingIsCreated) {
  settings.ledger = "/nowhere/x.ledger";
  const auto result = run(create());
  EXPECT_EQ(result.verdict, Verdict::error);
  EXPECT_THAT(result.reason, HasSubstr("cannot write the ledger /nowhere/x.ledger"));
  EXPECT_THAT(server.seen, IsEmpty());
}

TEST_F(Caring, AFullDiskKeepsEverythingFromBeingCreated) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP();
  settings.ledger = "/dev/full";
  EXPECT_THAT(run(create()).reason, HasSubstr("cannot write the ledger /dev/full: No space left"));
  EXPECT_THAT(server.seen, IsEmpty());
}

TEST_F(Caring, WhatTheRunDidNotCreateIsNotWrittenTo) {
  EXPECT_THAT(run(call("CancelEntity", R"({"TargetEntityId": "${world.company}"})")).reason,
              EndsWith("CancelEntity would write to TargetEntityId 311, which this run did not create"));
  EXPECT_EQ(run(call("CancelEntity", R"({"TargetEntityID": 311})")).verdict, Verdict::skip);
  EXPECT_EQ(run(call("CancelEntity", R"({"TargetEntityId": "${role.distributor.entity}"})")).verdict, Verdict::skip);
  EXPECT_THAT(run(call("CancelEntity", "{}")).reason,
              EndsWith("CancelEntity would write to TargetEntityId 0, which this run did not create"));
  EXPECT_EQ(run(call("CreateAccountBySize", R"({"TargetEntityId": 311, "Username": "${unique:a}"})")).verdict,
            Verdict::skip);
  EXPECT_THAT(server.seen, IsEmpty());
}

TEST_F(Caring, WhatTheRunCreatedMayBeWrittenTo) {
  EXPECT_EQ(run(create() + ", " +
                call("CreateAccountBySize", R"({"TargetEntityId": "${partner}", "Username": "${unique:a}"})") + ", " +
                call("CancelEntity", R"({"TargetEntityId": "${partner}"})"))
                .verdict,
            Verdict::pass);
  EXPECT_THAT(server.seen, ElementsAre("CreatePartner", "CreateAccountBySize 7", "CancelEntity 7", "CancelEntity 7"));
}

TEST_F(Caring, WhatIsCreatedBearsTheMarkOfTheRun) {
  EXPECT_THAT(run(call("CreatePartner", R"({"PartnerName": "Acme"})")).reason, HasSubstr("lacks this run's mark"));
  EXPECT_THAT(server.seen, IsEmpty());
}

TEST_F(Caring, MessagesByHandMayNotNameAnOperationThatWrites) {
  const auto raw = [](const std::string& body) {
    return R"({"raw": {"path": "/EntityManagementService.asmx", "body": ")" + body +
           R"("}, "expect": {"status": 200}})";
  };
  EXPECT_THAT(run(raw("<CancelEntity>")).reason, HasSubstr("names CancelEntity"));
  EXPECT_EQ(run(raw("<GetEntityHierarchy>")).verdict, Verdict::pass);
  EXPECT_THAT(run(R"({"post": "/Reset", "form": {"a": 1}, "expect": {"status": 200}})").verdict, Verdict::skip);
}

TEST_F(Caring, WhatCannotBeCancelledIsToldAndStaysInTheLedger) {
  server.cancel_code = "<Result>1</Result><Code>UnexpectedError</Code>";
  const auto result = run(create());
  EXPECT_TRUE(result.left_behind);
  EXPECT_EQ(result.verdict, Verdict::error);
  EXPECT_THAT(result.left, ElementsAre("entity 7 'Acmecf123456781x1' could not be cancelled: UnexpectedError"));
  ASSERT_EQ(left, ledger.string());
  const auto lines = still_there(read_ledger(ledger.string()));
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].entity, "7");
}

TEST_F(Caring, WhatLiesBelowASuspendedEntityIsGoneWithIt) {
  server.refused = {"CancelEntity 8"};
  const auto result = run(
      R"({"call": "EntityManagementService.CreatePartner", "as": "distributor", "in": {"PartnerName": "${unique:A}"},
          "expect": {"code": "Success"}, "keep": {"parent": "PartnerEntityId"}},
         {"call": "EntityManagementService.CreatePartner", "as": "distributor",
          "in": {"PartnerName": "${unique:B}", "TargetEntityId": "${parent}"}, "expect": {"code": "Success"}})");
  EXPECT_EQ(result.verdict, Verdict::pass) << result.reason;
  EXPECT_THAT(server.seen, ElementsAre("CreatePartner", "CreatePartner 7", "CancelEntity 8", "CancelEntity 7"));
  EXPECT_EQ(left, std::nullopt);
}

TEST_F(Caring, ARefusedCreationLeavesNothing) {
  server.create_code = "<Result>53</Result><Code>ObjectEntityMismatch</Code>";
  EXPECT_EQ(run(create()).verdict, Verdict::fail);
  EXPECT_EQ(left, std::nullopt);
}

TEST_F(Caring, AFaultLeavesOnlyAnEntityInDoubt) {
  const std::string account =
      R"({"call": "EntityManagementService.CreateAccountBySize", "as": "distributor",
          "in": {"TargetEntityId": "${partner}", "Username": "${unique:a}"}, "expect": {"fault": {"code": "Server"}}})";
  server.faulty = "CreateAccountBySize";
  EXPECT_EQ(run(create() + ", " + account).verdict, Verdict::pass);
  EXPECT_EQ(left, std::nullopt);
  server.faulty = "CreatePartner";
  run(create());
  EXPECT_EQ(left, ledger.string());
}

TEST_F(Caring, ACreationThatWasNeverAnsweredStaysInTheLedger) {
  server.before_answer = [](const std::string&) { throw Unreachable("gone"); };
  EXPECT_TRUE(run(create()).unreachable);
  ASSERT_EQ(left, ledger.string());
  EXPECT_EQ(still_there(read_ledger(ledger.string())).at(0).name, "Acmecf123456781x1");
}

TEST_F(Caring, TheBudgetEndsTheRunButNotTheCleaningUp) {
  settings.max_calls = 1;
  const auto result = run(create() + ", " + create());
  EXPECT_EQ(result.reason, "the budget of 1 calls is spent");
  EXPECT_THAT(server.seen, ElementsAre("CreatePartner", "CancelEntity 7"));
}

// ---- the ledger

TEST_F(Caring, ALineThatWasCutOffByACrashIsLeftOut) {
  {
    Ledger book(ledger.string(), "cf1", "http://x");
    book.write({.event = LedgerLine::Event::made, .scenario = "s", .entity = "7", .name = "n"});
  }
  std::ofstream(ledger, std::ios::app) << R"({"event":"ma)";
  EXPECT_EQ(read_ledger(ledger.string()).size(), 1u);
  std::ofstream(ledger, std::ios::app) << "\n";
  EXPECT_THROW(read_ledger(ledger.string()), Complaint);
}

// ---- sweeping

TEST_F(Caring, SweepingFindsLeftoversByLedgerAndByName) {
  {
    Ledger book(ledger.string(), "cf1", "http://x");
    book.write({.event = LedgerLine::Event::made, .scenario = "s", .role = "distributor", .entity = "40", .name = "n"});
    book.write({.event = LedgerLine::Event::about, .scenario = "s", .name = "Unanswered"});
    book.write({.event = LedgerLine::Event::made, .scenario = "s", .entity = "41", .name = "long gone"});
  }
  const std::string old = new_run_id() + "1x1";
  server.tree =
      "<Row><EntityID>888</EntityID><EntityName>Distributor</EntityName></Row>"
      "<Row><EntityID>40</EntityID><EntityName>n</EntityName></Row>"
      "<Row><EntityID>50</EntityID><EntityName>Acme" +
      old +
      "</EntityName></Row>"
      "<Row><EntityID>60</EntityID><EntityName>Unanswered</EntityName></Row>"
      "<Row><EntityID>70</EntityID><EntityName>cfo office 12x3</EntityName></Row>";
  const std::int64_t now = *run_began(old) + 7'200;
  std::ostringstream told;
  Swept swept = sweep(server, kRegistry, target, {.ledgers = {ledger.string()}, .now = now}, told);
  EXPECT_EQ(swept.found, 3);
  EXPECT_THAT(server.seen, ElementsAre("GetEntityHierarchy"));
  EXPECT_THAT(told.str(), HasSubstr("entity 50 'Acme" + old + "', known by its name: would be cancelled"));

  server.seen.clear();
  swept = sweep(server, kRegistry, target, {.ledgers = {ledger.string()}, .now = now, .allow_writes = true}, told);
  EXPECT_EQ(swept.cancelled, 3);
  EXPECT_THAT(server.seen, ElementsAre("GetEntityHierarchy", "CancelEntity 60", "CancelEntity 50", "CancelEntity 40"));
  EXPECT_FALSE(std::filesystem::exists(ledger));
}

TEST_F(Caring, SweepingTakesWhatIsSuspendedOutOfALedgerAndWhatLiesBelowWithIt) {
  {
    Ledger book(ledger.string(), "cf1", "http://x");
    book.write({.event = LedgerLine::Event::made, .scenario = "s", .role = "distributor", .entity = "40", .name = "n"});
    book.write({.event = LedgerLine::Event::made, .scenario = "s", .role = "distributor", .entity = "41", .name = "m"});
  }
  const std::string old = new_run_id() + "1x1";
  server.tree =
      "<Row><EntityID>40</EntityID><EntityName>n</EntityName><ParentEntityID>888</ParentEntityID><IsActive>false</"
      "IsActive></Row>"
      "<Row><EntityID>41</EntityID><EntityName>m</EntityName><ParentEntityID>40</ParentEntityID><IsActive>false</"
      "IsActive></Row>"
      "<Row><EntityID>50</EntityID><EntityName>Acme" +
      old + "</EntityName><ParentEntityID>888</ParentEntityID><IsActive>false</IsActive></Row>";
  server.refused = {"CancelEntity 41"};
  std::ostringstream told;
  const Swept swept = sweep(server, kRegistry, target,
                            {.ledgers = {ledger.string()}, .now = *run_began(old) + 7'200, .allow_writes = true}, told);
  EXPECT_EQ(swept.cancelled, 2) << told.str();
  EXPECT_EQ(swept.failed, 0);
  EXPECT_THAT(server.seen, ElementsAre("GetEntityHierarchy", "CancelEntity 41", "CancelEntity 40"));
  EXPECT_FALSE(std::filesystem::exists(ledger));
}

TEST_F(Caring, SweepingSparesRunsThatMayBeGoingOn) {
  const std::string young = new_run_id() + "1x1";
  server.tree = "<Row><EntityID>50</EntityID><EntityName>Acme" + young + "</EntityName></Row>";
  std::ostringstream told;
  EXPECT_EQ(sweep(server, kRegistry, target, {.now = *run_began(young) + 3'599}, told).found, 0);
  EXPECT_EQ(sweep(server, kRegistry, target, {.now = *run_began(young) + 3'600}, told).found, 1);
}

TEST(Marks, AreRunIdsFollowedByTwoNumbers) {
  const std::int64_t now = 4'000'000'000;
  EXPECT_TRUE(marked_by_run("Acmecf"
                            "t9k2m4ab17x3",
                            now)
                  .has_value());
  for (const char* name :
       {"Acme", "cft9k2m4ab", "cft9k2m4ab17", "cft9k2m4abx1", "cf000000ab1x1", "CFT9K2M4AB17X3", "cft9k2m4"})
    EXPECT_EQ(marked_by_run(name, now), std::nullopt) << name;
}

// ---- hosts, pace, preflight

TEST(Production, IsTheVendorsHostsUnlessTheySayOtherwise) {
  for (const char* host :
       {"https://secure.sosonlinebackup.com", "HTTPS://SECURE.SOSONLINEBACKUP.COM:443", "https://infrascale.com",
        "https://dashboard.infrascale.com.", "https://latest.sosonlinebackup.com"})
    EXPECT_TRUE(is_production(host)) << host;
  for (const char* host :
       {"http://localhost:8080", "https://sandbox.sosonlinebackup.com", "https://secure-test2.infrascale.com",
        "https://sosonlinebackup.com.example", "https://notinfrascale.com"})
    EXPECT_FALSE(is_production(host)) << host;
}

class Scripted : public Endpoint {
 public:
  std::vector<HttpResponse> answers;
  int sent = 0;
  HttpResponse send(const HttpRequest&) override { return answers.at(static_cast<std::size_t>(sent++)); }
  std::string address() const override { return "http://x"; }
};

struct Slept {
  std::vector<std::int64_t> naps;
  std::chrono::steady_clock::time_point now{std::chrono::hours(1)};
  std::shared_ptr<Pace> pace(double rate) {
    return std::make_shared<Pace>(
        rate, [this] { return now; },
        [this](std::chrono::milliseconds nap) {
          naps.push_back(nap.count());
          now += nap;
        });
  }
};

TEST(Pace, SpacesRequests) {
  Slept slept;
  const auto pace = slept.pace(4);
  for (int i = 0; i < 3; ++i) pace->wait();
  EXPECT_THAT(slept.naps, ElementsAre(250, 250));
  slept.now += std::chrono::seconds(9);
  pace->wait();
  EXPECT_EQ(slept.naps.size(), 2u);
}

TEST(Pace, AThrottlingServerIsAskedAgainLater) {
  Slept slept;
  auto scripted = std::make_unique<Scripted>();
  Scripted& server = *scripted;
  server.answers = {{.status = 429}, {.status = 503, .headers = {{"Retry-After", "7"}}}, {.status = 200}};
  const auto endpoint = gentle_endpoint(std::move(scripted), slept.pace(0));
  EXPECT_EQ(endpoint->send({}).status, 200);
  EXPECT_THAT(slept.naps, ElementsAre(1000, 7000));
}

TEST(Pace, PatienceHasAnEnd) {
  Slept slept;
  auto scripted = std::make_unique<Scripted>();
  scripted->answers = std::vector<HttpResponse>(9, {.status = 503, .headers = {{"Retry-After", "Fri, 31 Dec 9999"}}});
  EXPECT_EQ(gentle_endpoint(std::move(scripted), slept.pace(0))->send({}).status, 503);
  EXPECT_THAT(slept.naps, ElementsAre(1000, 2000, 4000, 8000));
}

TEST(Fingerprint, IsThatOfTheContractAndNotOfItsAddress) {
  const std::string wsdl = R"(<w:d xmlns:w="w"><a x="1"/><s:address xmlns:s="s" location="http://a/"/></w:d>)";
  const std::string elsewhere =
      "<w:d xmlns:w=\"w\">\n <a x=\"1\"/> <s:address xmlns:s=\"s\" location=\"https://b/\"/></w:d>";
  EXPECT_EQ(wsdl_fingerprint(wsdl).size(), 16u);
  EXPECT_EQ(wsdl_fingerprint(wsdl), wsdl_fingerprint(elsewhere));
  EXPECT_NE(wsdl_fingerprint(wsdl), wsdl_fingerprint(R"(<w:d xmlns:w="w"><a x="2"/></w:d>)"));
  EXPECT_EQ(wsdl_fingerprint("<html><br></html>"), "");
}

TEST_F(Caring, ThePreflightTellsAChangedContract) {
  Preflight found = preflight(server, kRegistry, target);
  ASSERT_EQ(found.remarks.size(), 1u);
  EXPECT_EQ(found.trouble, "");
  target = TargetFile("real.json", R"({"name": "real", "wsdl": {"EntityManagementService": "0123456789abcdef"},
    "roles": {"distributor": {"user": "888WS", "password": "geheim", "entity": 888}}})");
  found = preflight(server, kRegistry, target);
  EXPECT_THAT(found.remarks.at(0), HasSubstr("the WSDL has changed, from 0123456789abcdef to "));
}

// ---- where credentials come from

std::string target_with(const std::string& password) {
  return R"({"name": "real", "roles": {"clerk": {"user": "u", "password": )" + password + "}}}";
}

TEST(Credentials, ComeFromTheEnvironmentAFileOrACommand) {
  ::setenv("CONFORMANCE_TEST_PASSWORD", "from env", 1);
  const std::string file = own_file("password").string();
  std::ofstream(file) << "from file\nsecond line";
  for (const auto& [source, value] : std::vector<std::pair<std::string, std::string>>{
           {R"({"env": "CONFORMANCE_TEST_PASSWORD"})", "from env"},
           {R"({"file": ")" + file + R"("})", "from file"},
           {R"({"command": "printf 'from\\tcommand\\n'"})", "from\tcommand"}}) {
    const TargetFile target("t.json", target_with(source));
    EXPECT_EQ(target.credentials(Json("clerk"))->password, Json(value));
    EXPECT_EQ(target.secrets().at(0).value, value);
  }
}

TEST(Credentials, WhatCannotBeFoundIsToldWithItsPlace) {
  for (const auto& [source, words] : std::vector<std::pair<std::string, std::string>>{
           {R"({"env": "CONFORMANCE_TEST_NOT_THERE"})", "the environment has no CONFORMANCE_TEST_NOT_THERE"},
           {R"({"file": "/nowhere/x"})", "cannot read /nowhere/x"},
           {R"({"command": "exit 3"})", "the command failed"},
           {R"({"command": "true"})", "the command holds nothing"},
           {R"({"vault": "x"})", "'vault' is none of env, file and command"},
           {"7", "must be a text"}}) {
    try {
      const TargetFile target("t.json", target_with(source));
      ADD_FAILURE() << source;
    } catch (const Complaint& complaint) {
      EXPECT_THAT(complaint.text(), AllOf(HasSubstr("/roles/clerk/password"), HasSubstr(words)));
    }
  }
}

}  // namespace
}  // namespace conformance
