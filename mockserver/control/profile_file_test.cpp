// Profiles as files: what is taken, and what is said of mistakes.
#include "control/profile_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "control/json_schema.hpp"

namespace control {
namespace {

using testing::HasSubstr;

std::string complaint(std::string_view text) {
  try {
    read_profile(text);
  } catch (const BadProfile& error) {
    return error.what();
  }
  return "nothing";
}

TEST(ProfileFile, ChoosesAnswersWithTheirEvidenceOrByNameAlone) {
  const ProfileFile read =
      read_profile(R"({"profile": 1, "target": "partner sandbox", "measured": "2026-01-02T03:04:05Z",
    "answers": {"Q-cancel-expired": {"answer": "cancelled", "evidence": "it was"}, "Q-policy-page": "refused"}})");
  EXPECT_EQ(read.target, "partner sandbox");
  EXPECT_EQ(read.measured, "2026-01-02T03:04:05Z");
  EXPECT_TRUE((read.profile.is<"Q-cancel-expired", "cancelled">()));
  EXPECT_TRUE((read.profile.is<"Q-policy-page", "refused">()));
  EXPECT_EQ(read.profile.differences().size(), 2u);
}

TEST(ProfileFile, KeepsTheAssumedAnswerOfWhatIsLeftOut) {
  EXPECT_TRUE(read_profile(R"({"profile": 1, "answers": {}})").profile.is_assumed());
}

TEST(ProfileFile, NamesThePlaceOfEveryMistakeAndTheNearestName) {
  EXPECT_EQ(complaint(R"({"profile": 1, "answers": {"Q-cancel-expird": "refused", "Q-policy-page": "refuse"}})"),
            "/answers/Q-cancel-expird: there is no question 'Q-cancel-expird'; did you mean 'Q-cancel-expired'?\n"
            "  /answers/Q-policy-page: Q-policy-page has no answer 'refuse', only empty, refused; did you mean "
            "'refused'?");
  EXPECT_THAT(complaint(R"({"profile": 1, "answers": {"Q-element-order": "x"}})"), HasSubstr("is no switch"));
  EXPECT_THAT(complaint(R"({"profile": 1, "answers": {"Q-policy-page": 7}})"), HasSubstr("/answers/Q-policy-page: "));
  EXPECT_THAT(complaint(R"({"profile": 1, "answers": {"Q-policy-page": {"answer": "empty", "evidense": 1}}})"),
              HasSubstr("/answers/Q-policy-page/evidense: unknown property"));
}

TEST(ProfileFile, RefusesWhatIsNoProfile) {
  EXPECT_THAT(complaint("{"), HasSubstr("line 1"));
  EXPECT_THAT(complaint("[]"), HasSubstr("/: must be an object"));
  EXPECT_THAT(complaint(R"({"answers": {}})"), HasSubstr("profile"));
  EXPECT_THAT(complaint(R"({"profile": 2, "answers": {}})"), HasSubstr("/profile: "));
  EXPECT_THAT(complaint(R"({"profile": 1, "answer": {}, "answers": {}})"), HasSubstr("did you mean \"answers\"?"));
  EXPECT_THAT(complaint(R"({"profile": 1, "answers": []})"), HasSubstr("/answers: must be an object"));
}

TEST(ProfileFile, SaysWhichFileCannotBeRead) { EXPECT_THROW(profile_from_file("/nowhere/profile.json"), BadProfile); }

TEST(ProfileFile, HasASchemaWithEveryAnswerOfEverySwitch) {
  const nlohmann::json schema = profile_schema();
  const auto& answers = schema.at("properties").at("answers").at("properties");
  EXPECT_EQ(answers.size(), contract::kSwitches.size());
  EXPECT_EQ(answers.at("Q-policy-page").at("properties").at("answer").at("enum"), nlohmann::json({"empty", "refused"}));
  EXPECT_TRUE(check_schema(
                  schema, nlohmann::json::parse(R"({"profile": 1, "answers": {"Q-policy-page": {"answer": "empty"}}})"))
                  .empty());
  EXPECT_FALSE(
      check_schema(schema, nlohmann::json::parse(R"({"profile": 1, "answers": {"Q-policy-page": {"answer": "full"}}})"))
          .empty());
}

}  // namespace
}  // namespace control
