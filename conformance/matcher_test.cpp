// Values by type, paths, and every matcher both ways.
#include "conformance/matcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/path.hpp"
#include "conformance/test_contract.hpp"

namespace conformance {
namespace {

using contract::TypeOf;
using testing::HasSubstr;

const Shape kInt{&TypeOf<std::int32_t>::desc};
const Shape kText{&TypeOf<std::string>::desc};
const Shape kDate{&TypeOf<contract::DateTime>::desc};
const Shape kShelves{&TypeOf<test::Shelf>::desc, true};

Json json(std::string_view text) { return Json::parse(text); }
bool matches(std::string_view expected, const std::optional<Json>& actual, Shape shape = {}) {
  return match(json(expected), actual, shape, "X").empty();
}

TEST(Values, AreReadByTheirType) {
  EXPECT_EQ(read_value("42", *kInt.type), Json(42));
  EXPECT_EQ(read_value("true", TypeOf<bool>::desc), Json(true));
  EXPECT_EQ(read_value("Red", TypeOf<test::Colour>::desc), Json("Red"));
  EXPECT_EQ(read_value("", *kText.type), Json(""));
}

TEST(Values, RefuseWhatTheHostNeverPrints) {
  for (const char* text : {"", " 1", "+1", "1.0", "2147483648", "x"})
    EXPECT_FALSE(read_value(text, *kInt.type)) << text;
  EXPECT_FALSE(read_value("True", TypeOf<bool>::desc));
  EXPECT_FALSE(read_value("red", TypeOf<test::Colour>::desc));
  EXPECT_FALSE(read_value("2024-02-30T00:00:00", *kDate.type));
  EXPECT_FALSE(read_value("x", TypeOf<contract::Decimal>::desc));
}

TEST(Values, DatesAreInstants) {
  EXPECT_EQ(read_instant("0001-01-01T00:00:00"), 0);
  EXPECT_EQ(read_instant("0001-01-02T00:00:00.5Z"), contract::DateTime::kTicksPerDay + 5'000'000);
  EXPECT_EQ(read_instant("2024-01-01T01:30:00+01:30"), read_instant("2024-01-01T00:00:00Z"));
  for (const char* text :
       {"2024-01-01", "2024-01-01T24:00:00", "2024-01-01 00:00:00", "2024-01-01T00:00:00.", "2024-01-01T00:00:00z"})
    EXPECT_FALSE(read_instant(text)) << text;
}

TEST(Match, ComparesByType) {
  EXPECT_TRUE(matches("5", Json(5), kInt));
  EXPECT_FALSE(matches("\"5\"", Json(5), kInt));
  EXPECT_TRUE(matches("\"2024-01-01T00:00:00Z\"", Json("2024-01-01T00:00:00"), kDate));
  EXPECT_FALSE(matches("\"2024-01-01T00:00:01Z\"", Json("2024-01-01T00:00:00"), kDate));
  EXPECT_TRUE(matches("\"1.50\"", Json("1.5"), {&TypeOf<contract::Decimal>::desc}));
}

TEST(Match, TellsAbsentNilAndEmptyApart) {
  EXPECT_TRUE(matches(R"({"absent": true})", std::nullopt));
  EXPECT_FALSE(matches(R"({"absent": true})", Json("")));
  EXPECT_TRUE(matches("null", Json(nullptr)));
  EXPECT_TRUE(matches(R"({"nil": true})", Json(nullptr)));
  EXPECT_FALSE(matches(R"({"nil": true})", std::nullopt));
  EXPECT_FALSE(matches("null", std::nullopt));
  EXPECT_TRUE(matches(R"({"empty": true})", Json("")));
  EXPECT_TRUE(matches(R"({"empty": true})", Json::array()));
  EXPECT_FALSE(matches(R"({"empty": true})", Json(nullptr)));
  EXPECT_FALSE(matches(R"({"empty": true})", std::nullopt));
  EXPECT_TRUE(matches(R"({"any": true})", Json("")));
  EXPECT_FALSE(matches(R"({"any": true})", std::nullopt));
}

TEST(Match, KnowsRangesPatternsAndTypes) {
  EXPECT_TRUE(matches(R"({"min": 1, "max": 3})", Json(3), kInt));
  EXPECT_FALSE(matches(R"({"min": 1, "max": 3})", Json(4), kInt));
  EXPECT_FALSE(matches(R"({"min": 1})", Json("x"), kText));
  EXPECT_TRUE(matches(R"({"min": "2024-01-01T00:00:00Z"})", Json("2024-01-01T00:00:00.1"), kDate));
  EXPECT_TRUE(matches(R"({"regex": "^a[0-9]+$"})", Json("a12"), kText));
  EXPECT_FALSE(matches(R"({"regex": "^a[0-9]+$"})", Json("b12"), kText));
  EXPECT_TRUE(matches(R"({"type": "guid"})", Json("00000000-0000-0000-0000-00000000000A"), kText));
  EXPECT_FALSE(matches(R"({"type": "guid"})", Json("0000"), kText));
  EXPECT_TRUE(matches(R"({"not": 5})", Json(6), kInt));
  EXPECT_FALSE(matches(R"({"not": 5})", Json(5), kInt));
  EXPECT_FALSE(matches(R"({"not": 5})", std::nullopt, kInt));
}

TEST(Match, ComparesArraysItemByItemAndObjectsByTheNamedFields) {
  const Json shelves = json(R"([{"Number": 1, "Label": "a"}, {"Number": 2}])");
  EXPECT_TRUE(matches(R"([{"Number": 1}, {"Number": 2, "Label": {"absent": true}}])", shelves, kShelves));
  EXPECT_FALSE(matches(R"([{"Number": 2}, {"Number": 1}])", shelves, kShelves));
  EXPECT_FALSE(matches(R"([{"Number": 1}])", shelves, kShelves));
  EXPECT_TRUE(matches(R"({"unordered": [{"Number": 2}, {"Number": 1}]})", shelves, kShelves));
  EXPECT_FALSE(matches(R"({"unordered": [{"Number": 2}, {"Number": 2}]})", shelves, kShelves));
  EXPECT_FALSE(matches(R"({"unordered": [{"Number": 2}]})", shelves, kShelves));
  EXPECT_TRUE(matches(R"({"contains": {"Number": 2}})", shelves, kShelves));
  EXPECT_FALSE(matches(R"({"contains": {"Number": 3}})", shelves, kShelves));
  EXPECT_TRUE(matches(R"({"count": 2})", shelves, kShelves));
  EXPECT_TRUE(matches(R"({"count": {"min": 1}})", shelves, kShelves));
  EXPECT_FALSE(matches(R"({"count": 3})", shelves, kShelves));
  EXPECT_TRUE(matches(R"({"contains": "ell"})", Json("hello"), kText));
}

TEST(Match, NamesThePlaceOfADifference) {
  const auto found = match(json(R"([{"Number": 7}])"), json(R"([{"Number": 1}])"), kShelves, "Shelves");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].path, "Shelves[0].Number");
  EXPECT_EQ(found[0].expected, "7");
  EXPECT_EQ(found[0].actual, "1");
}

TEST(Match, HintsAtAnExpectationOfAnotherType) {
  EXPECT_THAT(match(json("\"5\""), Json(5), kInt, "Id").front().hint, HasSubstr("of type int"));
}

TEST(Match, ALongTextIsSearchedWithoutTroubleForTheStack) {
  EXPECT_TRUE(matches(R"({"regex": "^(a|b)*c$"})", Json(std::string(500'000, 'a') + "c"), kText));
}

TEST(Path, LeadsToMembersItemsAndCounts) {
  const Json tree = json(R"({"Shelves": [{"Number": 1}, {"Number": 2, "Label": "b"}], "Note": null})");
  EXPECT_EQ(value_at("Shelves[0].Number", tree), Json(1));
  EXPECT_EQ(value_at("Shelves[-1].Number", tree), Json(2));
  EXPECT_EQ(value_at("Shelves[Number=2].Label", tree), Json("b"));
  EXPECT_EQ(value_at("Shelves.count", tree), Json(2));
  EXPECT_EQ(value_at("Note", tree), Json(nullptr));
  EXPECT_EQ(value_at("Shelves[2].Number", tree), std::nullopt);
  EXPECT_EQ(value_at("Shelves[Number=9]", tree), std::nullopt);
}

TEST(Path, KnowsTheTypeAtItsEnd) {
  const auto& type = TypeOf<test::OpenResult>::desc;
  EXPECT_EQ(name_of(shape_at("Shelves", type)), "array of Shelf");
  EXPECT_EQ(name_of(shape_at("Shelves[0].Number", type)), "int");
  EXPECT_EQ(name_of(shape_at("Shelves.count", type)), "int");
  EXPECT_EQ(name_of(shape_at("Result.Code", type)), "string");
}

TEST(Path, RefusesWhatTheMessageDoesNotHave) {
  const auto& type = TypeOf<test::OpenResult>::desc;
  const auto refusal = [&](std::string_view path) -> std::string {
    try {
      shape_at(path, type);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_THAT(refusal("Shelfs"), HasSubstr("did you mean 'Shelves'?"));
  EXPECT_THAT(refusal("Shelves.Number"), HasSubstr("needs an [index]"));
  EXPECT_THAT(refusal("UsedKB[0]"), HasSubstr("no array stands"));
  EXPECT_THAT(refusal("Shelves[x]"), HasSubstr("between [ and ]"));
  EXPECT_THAT(refusal("Shelves["), HasSubstr("lacks a ]"));
  EXPECT_THAT(refusal(""), HasSubstr("lacks a name"));
}

}  // namespace
}  // namespace conformance
