#include "conformance/variables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace conformance {
namespace {

using testing::HasSubstr;

Variables variables() {
  static const Json kTarget = {{"role", {{"distributor", {{"user", "888WS"}, {"entity", 888}}}}},
                               {"world", {{"company", 311}}}};
  return Variables(kTarget,
                   {.mark = "r1x", .seed = 7, .now = [] { return *read_http_date("Mon, 06 May 2024 23:08:09 GMT"); }});
}

std::string unknown(const Json& value) {
  try {
    variables().resolve(value);
  } catch (const UnknownVariable& error) {
    return error.what();
  }
  return "";
}

TEST(Variables, AWholeNameKeepsItsType) {
  auto vars = variables();
  EXPECT_EQ(vars.resolve("${role.distributor.entity}"), Json(888));
  EXPECT_EQ(vars.resolve("id ${world.company}!"), Json("id 311!"));
  EXPECT_EQ(vars.resolve("${world.company}${world.company}"), Json("311311"));
}

TEST(Variables, AreReplacedInKeysAndDepth) {
  auto vars = variables();
  vars.set("flag", true);
  EXPECT_EQ(vars.resolve(Json::parse(R"({"Rows[Id=${world.company}].Name": ["${flag}", 1, null]})")),
            Json::parse(R"({"Rows[Id=311].Name": [true, 1, null]})"));
}

TEST(Variables, UniqueNamesAreLettersAndDigitsAndDiffer) {
  auto vars = variables();
  EXPECT_EQ(vars.resolve("${unique:Acme & Co}"), Json("AcmeCor1x1"));
  EXPECT_EQ(vars.resolve("a@${unique:acme}.example"), Json("a@acmer1x2.example"));
}

TEST(Variables, MayUseThoseBeforeThem) {
  auto vars = variables();
  vars.define(Json::parse(R"({"name": "${unique:Acme}", "mail": "info@${name}.example"})"));
  EXPECT_EQ(vars.resolve("${mail}"), Json("info@Acmer1x1.example"));
  EXPECT_EQ(vars.resolve("${mail}"), vars.resolve("${mail}"));
}

TEST(Variables, TimesComeFromTheTargetsClockWithAnOffset) {
  auto vars = variables();
  EXPECT_EQ(vars.resolve("${now}"), Json("2024-05-06T23:08:09Z"));
  EXPECT_EQ(vars.resolve("${now:+1h30m}"), Json("2024-05-07T00:38:09Z"));
  EXPECT_EQ(vars.resolve("${now:-7d}"), Json("2024-04-29T23:08:09Z"));
  EXPECT_EQ(vars.resolve("${today}"), Json("2024-05-06"));
  EXPECT_EQ(vars.resolve("${today:+30d}"), Json("2024-06-05"));
  EXPECT_THAT(unknown("${now:tomorrow}"), HasSubstr("needs an offset"));
  EXPECT_THAT(unknown("${now:}"), HasSubstr("needs an offset"));
}

TEST(Variables, UuidsFollowFromTheSeed) {
  auto vars = variables();
  const Json first = vars.resolve("${uuid}");
  EXPECT_NE(first, vars.resolve("${uuid}"));
  EXPECT_EQ(first, variables().resolve("${uuid}"));
  EXPECT_THAT(first.get<std::string>(),
              testing::MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
}

TEST(Times, DurationsAreReadAndOthersRefused) {
  EXPECT_EQ(read_duration("90s"), 90);
  EXPECT_EQ(read_duration("1d2h3m4s"), 93'784);
  for (const char* wrong : {"", "5", "s", "1m1h", "-1s", "1.5h", "1s1s", "99999999d", "9223372036854775807s"})
    EXPECT_EQ(read_duration(wrong), std::nullopt) << wrong;
}

TEST(Times, HttpDatesAreReadAndOthersRefused) {
  EXPECT_EQ(instant_text(*read_http_date("Sun, 06 Nov 1994 08:49:37 GMT")), "1994-11-06T08:49:37Z");
  for (const char* wrong : {"", "Sunday", "Sun, 31 Feb 2024 00:00:00 GMT", "Sun, 06 nov 1994 08:49:37 GMT"})
    EXPECT_EQ(read_http_date(wrong), std::nullopt) << wrong;
}

TEST(Variables, TwoDollarsWriteOne) { EXPECT_EQ(variables().resolve("a$${b}"), Json("a${b}")); }

TEST(Variables, AnUnknownNameIsToldWithItsNeighbour) {
  EXPECT_THAT(unknown("${role.distributr.user}"), HasSubstr("did you mean 'distributor'?"));
  EXPECT_THAT(unknown("${wrld.company}"), HasSubstr("did you mean 'world'?"));
  EXPECT_THAT(unknown("${world.company"), HasSubstr("has no '}'"));
  EXPECT_THAT(unknown("${world.company.name}"), HasSubstr("nothing is known as"));
}

TEST(Variables, NamesAreFoundInKeysAndValues) {
  EXPECT_THAT(names_in(Json::parse(R"({"${a}": ["${b.c}", "x${d}y"]})")), testing::ElementsAre("a", "b.c", "d"));
}

}  // namespace
}  // namespace conformance
