// Leftovers of dead runs: how they are found, and taken away.
#include "conformance/sweep.hpp"

#include <sstream>

#include "conformance/ledger.hpp"
#include "conformance/run_id.hpp"
#include "conformance/test_caring.hpp"

namespace conformance {
namespace {

using namespace caring;
using testing::ElementsAre;
using testing::HasSubstr;

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

}  // namespace
}  // namespace conformance
