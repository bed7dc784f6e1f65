// The ring keeps what fits, newest first, and never a secret.
#include "control/journal.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace control {
namespace {

Call call(std::string operation, int code = 0) {
  Call made;
  made.id = "id-" + operation;
  made.service = "PartnerManagementService";
  made.operation = std::move(operation);
  made.caller = "888WS";
  made.http_status = 200;
  made.result_code = code;
  return made;
}

TEST(Journal, ListsTheNewestFirst) {
  Journal journal;
  EXPECT_EQ(journal.add(call("First")), 1U);
  EXPECT_EQ(journal.add(call("Second")), 2U);
  const auto calls = journal.list();
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[0].operation, "Second");
  EXPECT_EQ(calls[1].operation, "First");
}

TEST(Journal, MasksSecretsInWhateverItAnswers) {
  Journal journal;
  Call made = call("EditPartner");
  made.request = "<Password>Sandbox888</Password>";
  made.response = "<Token>abc</Token>";
  journal.add(std::move(made));
  EXPECT_EQ(journal.list()[0].request, "<Password>********</Password>");
  EXPECT_EQ(journal.list()[0].response, "<Token>********</Token>");
  EXPECT_EQ(journal.find("id-EditPartner")->request, "<Password>********</Password>");
  EXPECT_EQ(journal.find("id-EditPartner")->response, "<Token>********</Token>");
}

TEST(Journal, DropsTheOldestBeyondItsNumberOfCalls) {
  Journal journal({.calls = 2});
  for (const char* name : {"A", "B", "C"}) journal.add(call(name));
  EXPECT_EQ(journal.list().size(), 2U);
  EXPECT_FALSE(journal.find("id-A"));
  EXPECT_EQ(journal.totals().recorded, 3U);
  EXPECT_EQ(journal.totals().dropped, 1U);
}

TEST(Journal, DropsTheOldestBeyondItsBytes) {
  Journal journal({.calls = 100, .total_bytes = 10'000});
  for (int i = 0; i < 50; ++i) {
    Call made = call("Op" + std::to_string(i));
    made.request.assign(2'000, 'x');
    journal.add(std::move(made));
  }
  EXPECT_LE(journal.totals().bytes, 10'000U);
  EXPECT_EQ(journal.list()[0].operation, "Op49");
}

TEST(Journal, CutsLongTextsBetweenCharactersAndSaysSo) {
  Journal journal({.text_bytes = 4});
  Call made = call("Op");
  made.request = "abc\xC3\xA9";
  journal.add(std::move(made));
  EXPECT_EQ(journal.list()[0].request, "abc");
  EXPECT_TRUE(journal.list()[0].truncated);
}

TEST(Journal, MasksASecretThatWasCutInTwo) {
  Journal journal({.text_bytes = 14});
  Call made = call("Op");
  made.request = "<Password>Sandbox888</Password>";
  journal.add(std::move(made));
  EXPECT_EQ(journal.list()[0].request, "<Password>********");
}

TEST(Journal, FindsACallByItsIdWithoutLetterCase) {
  Journal journal;
  journal.add(call("EditPartner"));
  EXPECT_EQ(journal.find("ID-editpartner")->operation, "EditPartner");
  EXPECT_FALSE(journal.find(""));
}

TEST(Journal, FiltersByOperationCallerCodeAndSequence) {
  Journal journal;
  journal.add(call("EditPartner", 53));
  journal.add(call("EditPartner"));
  journal.add(call("MoveCompany"));
  EXPECT_EQ(journal.list({.operation = "editpartner"}).size(), 2U);
  EXPECT_EQ(journal.list({.operation = "EditPartner", .result_code = 53}).size(), 1U);
  EXPECT_EQ(journal.list({.caller = "849WS"}).size(), 0U);
  EXPECT_EQ(journal.list({.after = 1}).size(), 2U);
  EXPECT_EQ(journal.list({.limit = 1}).size(), 1U);
}

TEST(Journal, FiltersByIdRuleNoteAndTime) {
  Journal journal;
  Call made = call("EditPartner", 53);
  made.rule = "shared/in-tree";
  made.at = 100;
  made.notes = {{.kind = NoteKind::misspelled}};
  journal.add(made);
  journal.add(call("MoveCompany"));
  EXPECT_EQ(journal.list({.id = "ID-EditPartner"}).size(), 1U);
  EXPECT_EQ(journal.list({.rule = "shared/in-tree"}).size(), 1U);
  EXPECT_EQ(journal.list({.note = NoteKind::misspelled}).size(), 1U);
  EXPECT_EQ(journal.list({.note = NoteKind::ignored}).size(), 0U);
  EXPECT_EQ(journal.list({.since = 100}).size(), 1U);
  EXPECT_EQ(journal.list({.until = 100}).size(), 1U);
  EXPECT_EQ(journal.list({.since = 0, .until = 101}).size(), 2U);
}

TEST(Journal, ShowsEveryCallHoweverManyThereAre) {
  Journal journal;
  for (int i = 0; i < 500; ++i) journal.add(call("Op"));
  std::uint64_t expected = 500;
  journal.each({}, [&](Call&& one) {
    EXPECT_EQ(one.sequence, expected--);
    journal.add(call("Meanwhile"));
    return true;
  });
  EXPECT_EQ(expected, 0U);
}

TEST(Journal, ForgetsSomeCallsAndTheirBytes) {
  Journal journal;
  for (const char* name : {"A", "B", "C"}) journal.add(call(name));
  const std::vector<std::uint64_t> gone = {3, 1, 99};
  EXPECT_EQ(journal.remove(gone), 2U);
  EXPECT_EQ(journal.list()[0].operation, "B");
  Journal alone;
  alone.add(call("B"));
  EXPECT_EQ(journal.totals().bytes, alone.totals().bytes);
}

TEST(Journal, TellsUpToWhichCallItHasDropped) {
  Journal journal({.calls = 2});
  for (const char* name : {"A", "B", "C", "D"}) journal.add(call(name));
  EXPECT_EQ(journal.totals().dropped_through, 2U);
  journal.clear();
  EXPECT_EQ(journal.totals().dropped_through, 0U);
}

TEST(Journal, ClearsButGoesOnCounting) {
  Journal journal;
  journal.add(call("A"));
  journal.clear();
  EXPECT_TRUE(journal.list().empty());
  EXPECT_EQ(journal.totals().bytes, 0U);
  EXPECT_EQ(journal.add(call("B")), 2U);
}

TEST(Journal, TakesCallsFromManyThreads) {
  Journal journal({.calls = 10'000});
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&journal] {
      for (int i = 0; i < 200; ++i) journal.add(call("Op"));
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(journal.totals().calls, 1'600U);
  EXPECT_EQ(journal.list({.limit = 1})[0].sequence, 1'600U);
}

}  // namespace
}  // namespace control
