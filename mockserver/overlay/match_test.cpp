// Which row an element of another name is taken for.
#include "overlay/match.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace overlay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "ours=theirs (reason)", every type the same but where `fit` says otherwise.
std::vector<std::string> pairs(const std::vector<std::string_view>& ours, const std::vector<std::string_view>& theirs,
                               Fit fit = Fit::same) {
  std::vector<Ours> rows;
  for (const std::string_view name : ours) rows.push_back({.name = name});
  const std::vector<std::vector<Fit>> fits(ours.size(), std::vector<Fit>(theirs.size(), fit));
  std::vector<std::string> out;
  for (const Pair& pair : match(rows, theirs, fits))
    out.push_back(std::string(ours[pair.ours]) + "=" + std::string(theirs[pair.theirs]) + " (" +
                  std::string(words_of(pair.reason)) + ")");
  return out;
}

TEST(Match, PrefersEqualNamesWhereverTheyStand) {
  EXPECT_THAT(pairs({"A", "B", "C"}, {"C", "A"}), ElementsAre("C=C (the same name)", "A=A (the same name)"));
  EXPECT_THAT(pairs({"Name", "name"}, {"name", "Name"}),
              ElementsAre("name=name (the same name)", "Name=Name (the same name)"));
}

TEST(Match, ThenNamesThatDifferInLetterCase) {
  EXPECT_THAT(pairs({"TargetEntityID"}, {"targetEntityId"}),
              ElementsAre("TargetEntityID=targetEntityId (the same letters)"));
}

TEST(Match, KnowsSecondSpellings) {
  constexpr std::array<std::string_view, 2> kAliases{"UncanelReason"};
  EXPECT_EQ(match({{.name = "UncancelReason", .aliases = kAliases}}, {"UncanelReason"}, {{Fit::none}}).at(0).reason,
            Reason::alias);
}

TEST(Match, ThenTheNearestNameOfATypeThatFits) {
  EXPECT_THAT(pairs({"UsedSpaceKB"}, {"UsedSpaceInKB"}), ElementsAre("UsedSpaceKB=UsedSpaceInKB (the nearest name)"));
  EXPECT_THAT(pairs({"UsedSpaceKB"}, {"UsedSpaceInKB"}, Fit::none), IsEmpty());
  EXPECT_THAT(pairs({"Cancel", "Cancelled"}, {"Canceled", "Cancels"}),
              ElementsAre("Cancelled=Canceled (the nearest name)", "Cancel=Cancels (the nearest name)"));
  EXPECT_THAT(pairs({"Reason"}, {"Season"}), ElementsAre("Reason=Season (the nearest name)"));
  EXPECT_THAT(pairs({"Code"}, {"Mode"}), ElementsAre("Code=Mode (the nearest name)"));
  EXPECT_THAT(pairs({"Size"}, {"Time"}), IsEmpty()) << "half of the letters";
}

TEST(Match, ThenThePlaceBetweenTheSameNeighboursWithAWordInCommon) {
  EXPECT_THAT(pairs({"Id", "GeneralContactEmail", "Quota"}, {"Id", "Email", "Quota"}),
              ElementsAre("Id=Id (the same name)", "GeneralContactEmail=Email (the same place and type)",
                          "Quota=Quota (the same name)"));
  EXPECT_THAT(pairs({"PartnerName", "ContactPerson", "Quota"}, {"Name", "PersonToCall", "Quota"}),
              ElementsAre("PartnerName=Name (the same place and type)",
                          "ContactPerson=PersonToCall (the same place and type)", "Quota=Quota (the same name)"));
}

TEST(Match, ARowThatWasMovedPartsNothing) {
  EXPECT_THAT(pairs({"Id", "EntityName", "Parent", "Active"}, {"Parent", "Id", "Name", "Active"}),
              testing::Contains("EntityName=Name (the same place and type)"));
}

TEST(Match, DoesNotGuessBeyondThat) {
  EXPECT_THAT(pairs({"Id", "Email", "Quota"}, {"Id", "Phone", "Quota"}),
              ElementsAre("Id=Id (the same name)", "Quota=Quota (the same name)"));
  EXPECT_THAT(pairs({"Id", "ContactEmail", "Quota"}, {"Id", "Quota", "Email"}),
              ElementsAre("Id=Id (the same name)", "Quota=Quota (the same name)"))
      << "another place";
  EXPECT_THAT(pairs({"Id", "ContactEmail", "Quota"}, {"Id", "Email", "EmailCopy", "Quota"}),
              ElementsAre("Id=Id (the same name)", "Quota=Quota (the same name)"))
      << "one or the other";
}

TEST(Match, TakesADistinctiveTypeInTheSamePlaceUnderAnyName) {
  EXPECT_THAT(pairs({"Filter"}, {"Criteria"}, Fit::distinctive),
              ElementsAre("Filter=Criteria (the same place and type)"));
}

TEST(Match, TakesWhatNoSchemaListsByItsExactNameOnly) {
  const std::vector<std::vector<Fit>> fits{{Fit::distinctive}};
  EXPECT_THAT(match({{.name = "Question", .listed = false}}, {"question"}, fits), IsEmpty());
  EXPECT_EQ(match({{.name = "Question", .listed = false}}, {"Question"}, fits).size(), 1u);
}

}  // namespace
}  // namespace overlay
