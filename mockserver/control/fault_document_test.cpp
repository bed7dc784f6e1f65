// Faults as test writers ask for them: what is read, and what is refused with which path.
#include "control/fault_document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/api_request.hpp"

namespace control {
namespace {

using contract::field;
using contract::fields_of;
using nlohmann::json;
using testing::HasSubstr;

struct Contact {
  static constexpr std::string_view kName = "Contact";
  std::string email = {};
  static constexpr auto fields() { return fields_of(field<&Contact::email>("Email")); }
};
struct MakeThing {
  static constexpr std::string_view kName = "MakeThingRequest";
  std::string thing_name = {};
  std::string password = {};
  Contact contact = {};
  std::vector<Contact> others = {};
  static constexpr auto fields() {
    using Self = MakeThing;
    return fields_of(field<&Self::thing_name>("ThingName"), field<&Self::password>("Password", {.secret = true}),
                     field<&Self::contact>("Contact"), field<&Self::others>("Others"));
  }
};
struct Made {
  static constexpr std::string_view kName = "MakeThingResult";
  contract::Result result = {};
  static constexpr auto fields() { return fields_of(field<&Made::result>("Result")); }
};
contract::Outcome<Made> make_thing(contract::Call&, const MakeThing&) { return Made{}; }

constexpr std::array kOperations = {contract::operation<make_thing>("MakeThing", {.doc = "Makes a thing."})};
constexpr contract::Service kThings = {.name = "ThingService", .doc = "Things.", .operations = kOperations};
constexpr std::array kServices = {&kThings};
constexpr contract::Registry kRegistry{kServices};

constexpr state::Instant kNow = 1'000;

FaultRule read(const char* text) { return fault_rule(json::parse(text), &kRegistry, kNow); }

// "/path: message" of the refusal; empty when there is none.
std::string refusal(const char* text) {
  try {
    read(text);
  } catch (const ApiError& error) {
    EXPECT_EQ(error.status, 400);
    EXPECT_EQ(error.code, "bad-value");
    return error.path + ": " + error.message;
  }
  return {};
}

TEST(FaultDocument, ReadsWhichCallsItMeets) {
  const FaultRule rule = read(R"({"match": {"service": "ThingService", "operation": "MakeThing", "caller": "888WS",
      "entity": 221, "nth": [1, 4], "fields": [{"path": "Contact/Email", "like": "*@acme.test"},
      {"path": "Others/Contact/Email", "equals": "a"}, {"path": "ThingName", "equals": 12}]},
      "times": 2, "probability": 0.5, "seed": 9, "for": "10ms", "effect": {"code": "AlreadyExists", "message": "no"}})");
  EXPECT_EQ(rule.service, "ThingService");
  EXPECT_EQ(rule.operation, "MakeThing");
  EXPECT_EQ(rule.caller, "888WS");
  EXPECT_EQ(rule.entity, 221);
  ASSERT_EQ(rule.fields.size(), 3U);
  EXPECT_TRUE(rule.fields[0].is_pattern);
  EXPECT_FALSE(rule.fields[1].is_pattern);
  EXPECT_EQ(rule.fields[2].text, "12");
  ASSERT_EQ(rule.nth.size(), 2U);
  EXPECT_EQ(rule.nth[1].first, 4U);
  EXPECT_EQ(rule.nth[1].last, 4U);
  EXPECT_EQ(rule.times, 2U);
  EXPECT_EQ(rule.seed, 9U);
  EXPECT_EQ(rule.until, kNow + 100'000);
  EXPECT_EQ(rule.effect.code->code, contract::Code::AlreadyExists);
  EXPECT_EQ(rule.effect.code->message, "no");
}

TEST(FaultDocument, ReadsRangesAndCallsToLeaveAlone) {
  const auto open = read(R"({"match": {"nth": {"from": 3}}, "effect": {"connection": "reset"}})").nth;
  EXPECT_EQ(open[0].first, 3U);
  EXPECT_EQ(open[0].last, UINT64_MAX);
  const auto after = read(R"({"after": 2, "effect": {"connection": "reset"}})").nth;
  EXPECT_EQ(after[0].first, 3U);
  EXPECT_EQ(after[0].last, UINT64_MAX);
}

TEST(FaultDocument, ReadsEveryEffect) {
  using Effect = FaultEffect;
  const Effect fault = read(R"({"effect": {"soapFault": {"code": "Client", "text": "busy"}, "when": "after"}})").effect;
  EXPECT_EQ(fault.soap_fault->who, contract::Fault::Who::client);
  EXPECT_EQ(fault.soap_fault->message, "busy");
  EXPECT_TRUE(fault.after);
  const Effect http =
      read(
          R"({"effect": {"http": {"status": 503, "headers": {"Retry-After": "1"}, "body": "later"}, "bytesPerSecond": 5}})")
          .effect;
  EXPECT_EQ(http.http->status, 503);
  EXPECT_EQ(http.http->headers[0].second, "1");
  EXPECT_EQ(http.bytes_per_second, 5);
  EXPECT_EQ(read(R"({"effect": {"connection": "dropped"}})").effect.connection, Effect::Connection::dropped);
  EXPECT_EQ(read(R"({"effect": {"connection": "reset"}})").effect.connection, Effect::Connection::reset);
  EXPECT_EQ(read(R"({"effect": {"body": "truncated"}})").effect.body, Effect::Body::truncated);
  EXPECT_EQ(read(R"({"effect": {"body": "malformed"}})").effect.body, Effect::Body::malformed);
  EXPECT_EQ(read(R"({"effect": {"body": "wrongContentType"}})").effect.body, Effect::Body::wrong_content_type);
  EXPECT_TRUE(read(R"({"effect": {"mailFails": true}})").effect.mail_fails);
  EXPECT_TRUE(read(R"({"effect": {"shadowProtectFails": true}})").effect.shadowprotect_fails);
}

TEST(FaultDocument, ReadsLatencies) {
  using std::chrono::milliseconds;
  constexpr std::uint64_t kHalf = std::uint64_t{1} << 63;
  const auto half = [](const char* text) { return read(text).effect.latency->draw(kHalf, kHalf / 2); };
  EXPECT_EQ(half(R"({"effect": {"latency": "250ms"}})"), milliseconds(250));
  EXPECT_EQ(half(R"({"effect": {"latency": {"from": "1s", "to": "2s"}}})"), milliseconds(1'500));
  EXPECT_EQ(half(R"({"effect": {"latency": {"p50": "20ms", "p99": "3s"}}})"), milliseconds(20));
  EXPECT_EQ(half(R"({"effect": {"latency": {"p0": "10ms", "p100": "20ms"}}})"), milliseconds(15));
  EXPECT_EQ(half(R"({"effect": {"latency": {"mean": "1s", "deviation": "0ms"}}})"), milliseconds(1'000));
}

TEST(FaultDocument, RefusesUnknownNamesAndTellsTheNearest) {
  EXPECT_EQ(refusal(R"({"match": {"service": "ThingsService"}, "effect": {"code": "AlreadyExists"}})"),
            "/match/service: there is no service \"ThingsService\"; did you mean \"ThingService\"?");
  EXPECT_EQ(refusal(R"({"match": {"operation": "MakeTing"}, "effect": {"code": "AlreadyExists"}})"),
            "/match/operation: there is no operation \"MakeTing\"; did you mean \"MakeThing\"?");
  EXPECT_EQ(refusal(R"({"match": {"service": "ThingService", "operation": "x"}, "effect": {"code": "AlreadyExists"}})"),
            "/match/operation: there is no operation of ThingService \"x\"");
  EXPECT_EQ(refusal(R"({"effect": {"code": "AlreadyExist"}})"),
            "/effect/code: there is no result code \"AlreadyExist\"; did you mean \"AlreadyExists\"?");
  EXPECT_EQ(
      refusal(R"({"match": {"fields": [{"path": "Contact/EMail", "equals": "a"}]}, "effect": {"code": "Success"}})"),
      "/match/fields/0/path: there is no field \"Contact/EMail\"; did you mean \"Contact/Email\"?");
}

TEST(FaultDocument, RefusesToLookAtSecretsAndAtWhatHasNoValue) {
  EXPECT_THAT(refusal(R"({"match": {"fields": [{"path": "Password", "equals": "a"}]}, "effect": {"code": "Success"}})"),
              HasSubstr("/match/fields/0/path: \"Password\" is a secret"));
  EXPECT_THAT(refusal(R"({"match": {"fields": [{"path": "Contact", "equals": "a"}]}, "effect": {"code": "Success"}})"),
              HasSubstr("has no value of its own"));
  EXPECT_THAT(refusal(R"({"match": {"fields": [{"path": "ThingName"}]}, "effect": {"code": "Success"}})"),
              HasSubstr("/match/fields/0: needs either \"equals\" or \"like\""));
}

TEST(FaultDocument, RefusesEffectsThatContradictEachOther) {
  const auto effect = [](const std::string& members) { return refusal(("{\"effect\": {" + members + "}}").c_str()); };
  EXPECT_THAT(effect(""), HasSubstr("/effect: needs an effect"));
  EXPECT_THAT(effect(R"("code": "AlreadyExists", "soapFault": {"text": "x"})"),
              HasSubstr("/effect/soapFault: contradicts \"code\""));
  EXPECT_THAT(effect(R"("soapFault": {"text": "x"}, "http": {"status": 500})"),
              HasSubstr("/effect/http: contradicts \"soapFault\""));
  EXPECT_THAT(effect(R"("http": {"status": 500}, "connection": "reset")"),
              HasSubstr("/effect/connection: contradicts \"http\""));
  EXPECT_THAT(effect(R"("connection": "dropped", "body": "truncated")"), HasSubstr("/effect/body: needs a body"));
  EXPECT_THAT(effect(R"("http": {"status": 503}, "bytesPerSecond": 5)"),
              HasSubstr("/effect/bytesPerSecond: needs a body"));
  EXPECT_THAT(effect(R"("latency": "1s", "when": "after")"), HasSubstr("/effect/when: needs"));
  EXPECT_THAT(effect(R"("code": "AlreadyExists", "mailFails": true)"), HasSubstr("/effect/mailFails: contradicts"));
  EXPECT_EQ(effect(R"("code": "AlreadyExists", "mailFails": true, "when": "after")"), "");
  EXPECT_THAT(effect(R"("code": "Success", "message": "x")"), HasSubstr("/effect/message: needs a \"code\""));
  EXPECT_THAT(effect(R"("http": {"status": 204, "body": "x"})"), HasSubstr("/effect/http/body: contradicts"));
}

TEST(FaultDocument, RefusesHeadersThatAreNoneOrTheServersOwn) {
  const auto headers = [](const std::string& members) {
    return refusal((R"({"effect": {"http": {"status": 500, "headers": {)" + members + "}}}}").c_str());
  };
  EXPECT_THAT(headers(R"("Bad Name": "x")"), HasSubstr("/effect/http/headers/Bad Name: is not the name of a header"));
  EXPECT_THAT(headers(R"("X": "a\r\nSet-Cookie: b")"), HasSubstr("/effect/http/headers/X: must be one line"));
  EXPECT_THAT(headers(R"("X": 5)"), HasSubstr("/effect/http/headers/X: must be a string"));
  EXPECT_THAT(headers(R"("content-length": "5")"), HasSubstr("is set by the server alone"));
}

TEST(FaultDocument, RefusesAbsurdTimesAndCounts) {
  const auto with = [](const std::string& members) {
    return refusal(("{" + members + R"(, "effect": {"connection": "reset"}})").c_str());
  };
  EXPECT_THAT(with(R"("for": "-5m")"), HasSubstr("/for: must be a duration"));
  EXPECT_THAT(with(R"("for": "0s")"), HasSubstr("/for: must be longer than nothing"));
  EXPECT_THAT(with(R"("probability": 0)"), HasSubstr("/probability: must be above 0"));
  EXPECT_THAT(with(R"("match": {"nth": {"from": 5, "to": 4}})"), HasSubstr("/match/nth/to: must be >="));
  EXPECT_THAT(with(R"("match": {"nth": 2}, "after": 3)"), HasSubstr("/after: contradicts \"nth\""));
  const auto latency = [](const std::string& value) {
    return refusal((R"({"effect": {"latency": )" + value + "}}").c_str());
  };
  EXPECT_THAT(latency(R"("-1s")"), HasSubstr("/effect/latency: must be a duration"));
  EXPECT_THAT(latency(R"("11m")"), HasSubstr("/effect/latency: must be at most 10 minutes"));
  EXPECT_THAT(latency("{}"), HasSubstr("/effect/latency: needs a distribution"));
  EXPECT_THAT(latency(R"({"from": "1s"})"), HasSubstr("/effect/latency: needs \"from\" and \"to\""));
  EXPECT_THAT(latency(R"({"from": "2s", "to": "1s"})"), HasSubstr("/effect/latency/to: must not be below"));
  EXPECT_THAT(latency(R"({"p50": "2s", "p99": "1s"})"), HasSubstr("/effect/latency/p99: must not be below"));
}

}  // namespace
}  // namespace control
