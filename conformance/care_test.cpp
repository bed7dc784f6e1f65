// Care of a shared target: what may be sent, what is written down, what is taken away again.
#include "conformance/care.hpp"

#include <fstream>

#include "conformance/read_file.hpp"
#include "conformance/test_caring.hpp"

namespace conformance {
namespace {

using namespace caring;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

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

TEST_F(Caring, AShortRunIdInsideSomebodyElsesIdOrNameIsNoMark) {
  settings.run_id = "1";
  EXPECT_EQ(run(call("CancelEntity", R"({"TargetEntityId": 311})")).verdict, Verdict::skip);
  EXPECT_EQ(run(call("CreateAccountBySize", R"({"TargetEntityId": 311, "Username": "user1"})")).verdict, Verdict::skip);
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

}  // namespace
}  // namespace conformance
