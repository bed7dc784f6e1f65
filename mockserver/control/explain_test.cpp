// The story of a call: reading, checks, rules and refusal in their order, as JSON and as text.
#include "control/explain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/test_calls.hpp"
#include "control/time_text.hpp"

namespace control {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

Call refused(const char* rule, int code, std::string detail = {}) {
  Call made = test::call("CreateThing", code, "Name=Acme;Owner/EntityId=221");
  made.at = parse_instant("2026-01-15T12:00:00Z").value();
  made.sequence = 7;
  made.duration_us = 42;
  made.rule = rule;
  made.detail = std::move(detail);
  made.caller_entity = 849;
  made.soap_version = "1.1";
  made.routed_by = RoutedBy::soap_action;
  return made;
}

// "id: state" of each.
std::string states(const json& list, const char* name) {
  std::string all;
  for (const json& one : list)
    all += (all.empty() ? "" : ", ") + one.at(name).get<std::string>() + ": " + one.at("state").get<std::string>();
  return all;
}

TEST(Explain, TellsTheRuleThatRefusedAndWhatCameBeforeAndBehindIt) {
  Call call = refused("CreateThing/fresh", 52);
  call.circumstances = {"Owner.EntityId: entity 221 (partner Acme, active) is not below your entity 849."};
  const json told = explain(call, test::reader(), {});
  EXPECT_EQ(told.at("summary"),
            "888WS called ThingService.CreateThing: refused with 52 AlreadyExists by CreateThing/fresh.");
  EXPECT_EQ(states(told.at("rules"), "id"),
            "call/credentials-valid: passed, call/caller-usable: passed, call/request-given: passed, "
            "CreateThing/owned: passed, CreateThing/fresh: refused, CreateThing/small: not asked");
  EXPECT_EQ(states(told.at("fields"), "field"), "Name: passed, Owner.EntityId: passed, Size: passed");
  const json& refusal = told.at("refusal");
  EXPECT_EQ(refusal.at("says"), "No thing has this name.");
  EXPECT_EQ(refusal.at("evidence"), "assumed");
  EXPECT_EQ(refusal.at("question").at("id"), "Q-duplicate-account");
  EXPECT_EQ(refusal.at("circumstances")[0], call.circumstances[0]);
  EXPECT_EQ(refusal.at("advice"), "Choose another name.");
}

TEST(Explain, TellsTheMemberThatRefusedAndAsksNoRulesBehindIt) {
  const json told =
      explain(refused("CreateThing.Owner.EntityId", 2, "Owner.EntityId: must be >= 1"), test::reader(), {});
  EXPECT_EQ(states(told.at("fields"), "field"), "Name: passed, Owner.EntityId: refused, Size: not reached");
  EXPECT_THAT(states(told.at("rules"), "id"),
              HasSubstr("call/request-given: passed, CreateThing/owned: not asked, CreateThing/fresh: not asked"));
  EXPECT_EQ(told.at("refusal").at("detail"), "Owner.EntityId: must be >= 1");
  EXPECT_EQ(told.at("fields")[0].at("sent"), "Acme");
  EXPECT_EQ(told.at("fields")[2].at("sent"), nullptr);
}

TEST(Explain, ReachesNothingBehindBadCredentials) {
  Call call = refused("call/credentials-valid", 3);
  call.caller_entity = 0;
  const json told = explain(call, test::reader(), {});
  EXPECT_EQ(told.at("caller").at("says"), "the credentials were not accepted");
  EXPECT_EQ(states(told.at("fields"), "field"), "Name: not reached, Owner.EntityId: not reached, Size: not reached");
  EXPECT_THAT(states(told.at("rules"), "id"),
              HasSubstr("call/credentials-valid: refused, call/caller-usable: not asked"));
  EXPECT_THAT(told.at("refusal").at("advice").get<std::string>(), HasSubstr("Send an AuthHeader"));
}

TEST(Explain, ASuccessHasNoRefusalAndItsMails) {
  Call call = test::call("CreateThing", 0, "");
  call.first_mail = 4;
  call.mails = 2;
  const json told = explain(call, test::reader(),
                            {{.id = 4, .recipient = "a@x.test", .template_code = "Welcome", .subject = "Hello"}});
  EXPECT_EQ(told.at("refusal"), nullptr);
  EXPECT_THAT(told.at("summary").get<std::string>(), HasSubstr("CreateThing: done."));
  EXPECT_EQ(told.at("mails").at("sent"), 2);
  EXPECT_EQ(told.at("mails").at("kept")[0].at("to"), "a@x.test");
}

TEST(Explain, ACallThatReachedNoOperationSaysWhatWasSent) {
  Call call;
  call.service = "ThingService";
  call.http_status = 500;
  call.fault = "Server did not recognize the value of HTTP Header SOAPAction: x.";
  call.action = "x";
  call.soap_version = "1.1";
  const json told = explain(call, test::reader(), {});
  EXPECT_EQ(told.at("route"),
            json({{"soap", "1.1"}, {"by", "nothing"}, {"says", "the call was led to no operation"}, {"action", "x"}}));
  EXPECT_TRUE(told.at("rules").empty());
  EXPECT_THAT(told.at("summary").get<std::string>(), HasSubstr("answered with a SOAP fault"));
}

TEST(Explain, TellsAFaultFromARefusal) {
  Call call = test::call("CreateThing", 1, "Name=Acme");
  call.met = {{.id = "fault-1", .effect = "answers UnexpectedError"}};
  json told = explain(call, test::reader(), {});
  EXPECT_EQ(
      told.at("summary"),
      "888WS called ThingService.CreateThing: answered with 1 UnexpectedError, by a fault that was asked for; the "
      "operation did not run.");
  EXPECT_EQ(told.at("refusal"), nullptr);
  EXPECT_EQ(told.at("injected").at("faults")[0].at("id"), "fault-1");
  EXPECT_TRUE(told.at("rules").empty());
  EXPECT_THAT(states(told.at("fields"), "field"), HasSubstr("Name: not reached"));
  EXPECT_THAT(explanation_text(told), HasSubstr("  fault-1: answers UnexpectedError\n"));

  call.operation_result = "AlreadyExists";  // it ran, and its answer was lost
  call.rule = "CreateThing/fresh";
  told = explain(call, test::reader(), {});
  EXPECT_THAT(told.at("summary").get<std::string>(), HasSubstr("the operation itself came to AlreadyExists."));
  EXPECT_EQ(told.at("refusal").at("code"), 52);
}

TEST(Explain, ReadsAsText) {
  Call call = refused("CreateThing/owned", 53);
  call.notes = {
      {.kind = NoteKind::misspelled, .path = "request/Nam", .message = "it was read past", .nearest = "Name"}};
  call.circumstances = {"Owner.EntityId: entity 221 (partner Acme, active) is not below your entity 849."};
  EXPECT_EQ(explanation_text(explain(call, test::reader(), {})),
            "888WS called ThingService.CreateThing: refused with 53 ObjectEntityMismatch by CreateThing/owned.\n"
            "Call #7, id-CreateThing, at 2026-01-15T12:00:00Z, took 42 microseconds.\n"
            "\n"
            "How it was read\n"
            "  SOAP 1.1\n"
            "  the SOAPAction header names the operation\n"
            "  the AuthHeader's user and password are those of an API user of entity 849\n"
            "\n"
            "Why it was refused\n"
            "  The rule:  The owner is the caller's.\n"
            "  The code:  53 ObjectEntityMismatch: " +
                std::string(contract::info(contract::Code::ObjectEntityMismatch).meaning) +
                "\n"
                "  Found:     Owner.EntityId: entity 221 (partner Acme, active) is not below your entity 849.\n"
                "  What to do: Name something that exists, is yours, and is in the state that the rule asks for.\n"
                "  Evidence:  table\n"
                "\n"
                "What the host forgave in silence\n"
                "  misspelled request/Nam: it was read past (did you mean Name?)\n"
                "\n"
                "Checks of members, in their order\n"
                "  [passed] Name must not be empty; was \"Acme\"\n"
                "  [passed] Owner.EntityId must be >= 1; was \"221\"\n"
                "  [passed] Size must be <= 9; not sent\n"
                "\n"
                "Rules, in the document's order\n"
                "  [passed] call/credentials-valid: The AuthHeader names a user and the user's password. Else 3 "
                "InvalidSoapCredentials.\n"
                "  [passed] call/caller-usable: The user's entity and everything above it is active. Else 3 "
                "InvalidSoapCredentials.\n"
                "  [passed] call/request-given: The call carries its request object. Else 2 InvalidInputParameters.\n"
                "  [refused] CreateThing/owned: The owner is the caller's. Else 53 ObjectEntityMismatch.\n"
                "  [not asked] CreateThing/fresh: No thing has this name. Else 52 AlreadyExists.\n"
                "  [not asked] CreateThing/small: The thing is small. Else 2 InvalidInputParameters.\n");
}

}  // namespace
}  // namespace control
