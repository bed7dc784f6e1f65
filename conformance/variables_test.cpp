#include "conformance/variables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace conformance {
namespace {

using testing::HasSubstr;

Variables variables() {
  return Variables({{"role", {{"distributor", {{"user", "888WS"}, {"entity", 888}}}}}, {"world", {{"company", 311}}}},
                   "r1x");
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
