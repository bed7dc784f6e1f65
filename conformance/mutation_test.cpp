// Mutants of answers: each kind is made, and the scenarios notice what they expect.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "conformance/mutation_score.hpp"
#include "conformance/test_contract.hpp"

namespace conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;

HttpResponse opened() {
  return {
      .status = 200,
      .headers = {{"Content-Type", "text/xml; charset=utf-8"}},
      .body =
          R"(<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">)"
          R"(<soap:Body><OpenResponse xmlns="sosonlinebackup.com"><OpenResult><Result><Result>0</Result><Code>Success</Code></Result>)"
          R"(<UsedKB>7</UsedKB><IsOpen>true</IsOpen><Since>2024-01-01T00:00:00</Since><Height xsi:nil="true" /><Colour>Red</Colour>)"
          R"(<Note>old</Note><Shelves><Shelf><Number>1</Number></Shelf><Shelf><Number>2</Number></Shelf></Shelves>)"
          R"(</OpenResult></OpenResponse></soap:Body></soap:Envelope>)"};
}

const contract::Operation& open_operation() { return test::kOperations[0]; }

class Cabinet : public Endpoint {
 public:
  HttpResponse send(const HttpRequest&) override { return opened(); }
  std::string address() const override { return "http://cabinet"; }
};

MutationScore score_of(const std::string& expect, std::size_t each = 100) {
  static const TargetFile kTarget("t.json", R"({"name": "t", "kind": "mock", "roles": {}})");
  const Scenario scenario = read_scenario("CabinetService/Open/opens", "f.json",
                                          R"({"requirement": "A cabinet opens.", "steps": [
    {"call": "CabinetService.Open", "as": null, "expect": )" +
                                              expect + "}]}");
  return mutation_score({&scenario}, test::kRegistry, kTarget, [] { return std::make_unique<Cabinet>(); },
                        {.seed = 3, .each = each});
}

TEST(Mutants, AreMadeOfEveryKindAndAlterOneThing) {
  const auto mutants = mutants_of(open_operation(), opened(), 100, 1);
  std::set<Mutation> kinds;
  for (const Mutant& mutant : mutants) {
    kinds.insert(mutant.mutation);
    EXPECT_FALSE(mutant.response.body == opened().body && mutant.response.status == 200 &&
                 mutant.response.headers == opened().headers)
        << name_of(mutant.mutation) << " " << mutant.place;
  }
  EXPECT_EQ(kinds.size(), kMutations - 1);  // "state not changed" alters no answer
}

TEST(Mutants, FollowFromTheSeed) {
  const auto places = [](std::uint64_t seed) {
    std::string out;
    for (const Mutant& mutant : mutants_of(open_operation(), opened(), 2, seed)) out += mutant.place + ";";
    return out;
  };
  EXPECT_EQ(places(1), places(1));
  EXPECT_NE(places(1), places(2));
}

TEST(Mutants, ThereAreNoneOfAFaultOrOfAPage) {
  EXPECT_TRUE(mutants_of(open_operation(), {.status = 200, .body = "<html/>"}, 9, 1).empty());
  EXPECT_TRUE(mutants_of(open_operation(), {.status = 200, .body = "text"}, 9, 1).empty());
}

TEST(MutationScore, WhatTheContractForbidsIsAlwaysCaught) {
  const MutationScore score = score_of(R"({"code": "Success"})");
  EXPECT_EQ(score.holes(), 0u);
  for (const Mutation kind : {Mutation::status, Mutation::content_type, Mutation::fault, Mutation::code,
                              Mutation::renamed, Mutation::other_namespace, Mutation::reordered, Mutation::retyped}) {
    const auto at = static_cast<std::size_t>(kind);
    EXPECT_GT(score.made[at], 0) << name_of(kind);
    EXPECT_EQ(score.caught[at], score.made[at]) << name_of(kind);
  }
}

TEST(MutationScore, AValueThatIsExpectedIsNoticedAndAnotherIsNot) {
  const MutationScore score = score_of(R"({"code": "Success", "fields": {"UsedKB": 7, "Note": {"any": true}}})");
  EXPECT_EQ(score.holes(), 0u);
  std::string survivors;
  for (const Survivor& one : score.survivors)
    if (one.mutation == Mutation::stale) survivors += one.place + ": " + one.why + "\n";
  EXPECT_THAT(survivors, AllOf(HasSubstr("Note: it is expected loosely"), HasSubstr("IsOpen: it is not expected"),
                               testing::Not(HasSubstr("UsedKB"))));
}

TEST(MutationScore, IsPrintedByKindWithReasons) {
  std::ostringstream out;
  print(out, score_of(R"({"code": "Success"})", 1), false);
  EXPECT_THAT(out.str(),
              AllOf(HasSubstr("wrong status"), HasSubstr("100 %"), HasSubstr("survived: it is not expected")));
}

}  // namespace
}  // namespace conformance
