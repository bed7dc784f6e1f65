// Recordings: what is replaced by references, what counts as a difference, what may be noise.
#include "conformance/recording.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "conformance/test_contract.hpp"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

HttpResponse opened(const std::string& since, const std::string& note, const std::string& message = "") {
  return {
      .status = 200,
      .headers = {{"Content-Type", "text/xml; charset=utf-8"}},
      .body =
          R"(<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><s:Body>)"
          R"(<OpenResponse xmlns="sosonlinebackup.com"><OpenResult><Result><Result>0</Result><Code>Success</Code>)" +
          message + "</Result><UsedKB>7</UsedKB><IsOpen>true</IsOpen><Since>" + since +
          R"(</Since><Height xsi:nil="true" /><Colour>Red</Colour><Note>)" + note +
          "</Note></OpenResult></OpenResponse></s:Body></s:Envelope>"};
}

// A scenario of two calls, answered so.
struct Played {
  Scenario scenario =
      read_scenario("CabinetService/Open/opens", "f.json", R"({"requirement": "A cabinet opens.", "steps": [
    {"call": "CabinetService.Open", "as": null, "expect": {"code": "Success"}},
    {"call": "CabinetService.Open", "as": null, "expect": {"code": "Success"}}]})");
  ScenarioRun run{.scenario = &scenario};

  Played(const HttpResponse& first, const HttpResponse& second) {
    run.steps = {{.step = &scenario.steps[0], .response = first}, {.step = &scenario.steps[1], .response = second}};
  }
  Json recording(const std::string& mark) const { return recording_of(run, test::kRegistry, mark); }
};

Json recording(const std::string& first, const std::string& second, const std::string& note = "n",
               const std::string& mark = "cf1") {
  return Played(opened(first, note), opened(second, note)).recording(mark);
}

std::vector<std::string> paths(const std::vector<Difference>& found) {
  std::vector<std::string> out;
  for (const Difference& one : found) out.push_back(one.path);
  return out;
}

TEST(Recording, ReplacesWholeValuesByNumberedReferences) {
  const Json steps = recording("2024-01-01T00:00:00", "2024-02-02T00:00:00", "Acmecf1x1").at("steps");
  EXPECT_EQ(steps[0].at("result").at("Since"), "<time>");
  EXPECT_EQ(steps[1].at("result").at("Since"), "<time>");
  EXPECT_EQ(steps[1].at("result").at("Note"), "<name:1>");
  EXPECT_EQ(steps[0].at("result").at("UsedKB"), 7);
  EXPECT_EQ(steps[0].at("result").at("Colour"), "Red");
  EXPECT_EQ(steps[0].at("result").at("Height"), Json());
}

TEST(Recording, AValueThatMeansNothingStays) {
  EXPECT_EQ(recording("0001-01-01T00:00:00", "0001-01-01T00:00:00").at("steps")[0].at("result").at("Since"),
            "0001-01-01T00:00:00");
}

TEST(Recording, OtherTimesAndNamesAreNoDifference) {
  EXPECT_THAT(differences(recording("2024-01-01T00:00:00", "2024-01-01T00:00:00", "Acmecf1x1", "cf1"),
                          recording("2025-05-05T05:05:05", "2025-05-05T05:05:05", "Acmecf2x1", "cf2"), Noise()),
              IsEmpty());
}

Json named(const std::string& first, const std::string& second) {
  return Played(opened("2024-01-01T00:00:00", first), opened("2024-01-01T00:00:00", second)).recording("cf1");
}

TEST(Recording, IdentityBetweenCallsIsCompared) {
  EXPECT_THAT(paths(differences(named("Acmecf1a", "Acmecf1a"), named("Acmecf1b", "Acmecf1c"), Noise())),
              ElementsAre("result.Note"));
}

TEST(Recording, WhichTimesCoincideIsNot) {
  EXPECT_THAT(differences(recording("2024-01-01T00:00:00", "2024-01-01T00:00:00"),
                          recording("2025-05-05T05:05:05", "2025-05-05T05:05:06"), Noise()),
              IsEmpty());
}

TEST(Recording, MomentsInsideSentencesAreNot) {
  EXPECT_EQ(named("Done on 11/23/2026 8:59 PM.", "n").at("steps")[0].at("result").at("Note"), "Done on <time>.");
}

TEST(Recording, TheHostAndTheTokenOfALinkAreNot) {
  const Json left = named("http://a:80/Open?authtoken=12&amp;top=Jobs", "https://a");
  EXPECT_EQ(left.at("steps")[0].at("result").at("Note"), "<host>/Open?authtoken=***&top=Jobs");
  EXPECT_EQ(left.at("steps")[1].at("result").at("Note"), "<host>");
  EXPECT_THAT(differences(left, named("http://b:81/Open?authtoken=34&amp;top=Jobs", "http://b"), Noise()), IsEmpty());
}

TEST(Recording, ValuesStatusAndPresenceAreCompared) {
  const Json left = recording("2024-01-01T00:00:00", "2024-01-01T00:00:00");
  Played other(opened("2024-01-01T00:00:00", "other"), opened("2024-01-01T00:00:00", "n", "<Message>Err-1;</Message>"));
  other.run.steps[1].response.status = 500;
  EXPECT_THAT(paths(differences(left, other.recording("cf1"), Noise())),
              ElementsAre("result.Note", "status", "result.Result.Message"));
  other.run.steps.pop_back();
  EXPECT_EQ(differences(left, other.recording("cf1"), Noise()).back().right, "null");
}

TEST(Noise, BelongsToAFieldOfAnOperationAndHasAReason) {
  const Noise noise("n.json", R"({"CabinetService.Open": {"Note": "people write them by hand"}})");
  EXPECT_THAT(differences(recording("2024-01-01T00:00:00", "2024-01-01T00:00:00", "a"),
                          recording("2024-01-01T00:00:00", "2024-01-01T00:00:00", "b"), noise),
              IsEmpty());
  EXPECT_TRUE(noise.covers("CabinetService.Open", "result.Note"));
  EXPECT_FALSE(noise.covers("CabinetService.Count", "result.Note"));
  EXPECT_FALSE(noise.covers("CabinetService.Open", "status"));
  for (const char* wrong :
       {"[]", R"({"Open": {"Note": "people write them"}})", R"({"*.*": {"Note": "people write them"}})",
        R"({"CabinetService.Open": {"Note": "short"}})", R"({"CabinetService.Open": {"Rows[0]": "people write them"}})",
        R"({"CabinetService.Open": ["Note"]})"})
    EXPECT_THROW(Noise("n.json", wrong), Complaint) << wrong;
}

TEST(RecordingFile, ComesBackWithoutSecrets) {
  const std::string directory = testing::TempDir() + "conformance-recordings-" + std::to_string(::getpid());
  const Report report("http://x", {{.value = "geheim99", .variable = "PASSWORD_X"}});
  Json content = recording("2024-01-01T00:00:00", "2024-01-01T00:00:00", "it is geheim99");
  write_recording(directory, {.at = "2024-05-06T07:08:09Z", .target = "real", .content = content}, report);
  ASSERT_TRUE(has_recording(directory, "CabinetService/Open/opens"));
  const Recorded back = read_recording(directory, "CabinetService/Open/opens");
  EXPECT_EQ(back.at, "2024-05-06T07:08:09Z");
  EXPECT_EQ(back.content.at("steps")[0].at("result").at("Note"), "it is ***");
  EXPECT_EQ(report.clean(R"({"Token": "<secret:1>", "Password": "x"})"),
            R"({"Token": "<secret:1>", "Password": "***"})");
  std::ofstream(directory + "/CabinetService/Open/opens.recorded.json") << "{}";
  EXPECT_THROW(read_recording(directory, "CabinetService/Open/opens"), Complaint);
  std::filesystem::remove_all(directory);
  EXPECT_FALSE(has_recording(directory, "CabinetService/Open/opens"));
  EXPECT_THROW(write_recording("/dev/null/x", {.content = content}, report), std::runtime_error);
}

}  // namespace
}  // namespace conformance
