// What the readers of people's JSON say, word for word; and that a well-known validator agrees with ours.
#include "control/json_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "control/world.hpp"

namespace control {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> texts(const std::vector<Problem>& problems) {
  std::vector<std::string> out;
  for (const Problem& problem : problems) out.push_back(problem.text());
  return out;
}

std::vector<std::string> errors(const char* schema, const char* value) {
  return texts(check_schema(json::parse(schema), json::parse(value)));
}

std::string syntax_error(std::string_view text) {
  std::vector<Problem> problems;
  parse_json(text, problems);
  return problems.empty() ? "" : problems[0].text();
}

TEST(ParseJson, NamesLineAndColumnOfASyntaxError) {
  EXPECT_THAT(syntax_error("{\n  \"a\": 1,\n  \"b\": x\n}"), HasSubstr("/: is not JSON: line 3, column 8: "));
  EXPECT_THAT(syntax_error(""), HasSubstr("line 1, column 1"));
  EXPECT_THAT(syntax_error("[1, 2"), HasSubstr("line 1, column 6"));
}

TEST(ParseJson, RefusesInvalidUtf8AndEndlessNesting) {
  EXPECT_THAT(syntax_error("\"\xFF\""), HasSubstr("is not JSON: line 1"));
  EXPECT_THAT(syntax_error(std::string(200'000, '[')), HasSubstr("is not JSON: line 1"));
}

TEST(ParseJson, RefusesAPropertyNamedTwice) {
  EXPECT_EQ(syntax_error(R"({"a": {"b": 1, "b": 2}})"), "/: the property \"b\" stands twice in one object");
  EXPECT_EQ(syntax_error(R"({"a": {"b": 1}, "b": 2})"), "");
}

TEST(CheckSchema, NamesThePathOfEachProblem) {
  constexpr auto schema = R"({"type": "object", "required": ["id"], "additionalProperties": false, "properties": {
      "id": {"$ref": "#/definitions/id"}, "kind": {"type": "string", "enum": ["A", "B"]},
      "items": {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 2, "maxLength": 3}},
      "on": {"type": "boolean"}}, "definitions": {"id": {"type": "integer", "minimum": 1, "maximum": 9}}})";
  EXPECT_THAT(errors(schema, R"({"id": 1, "kind": "A", "items": ["ab", "äöü"], "on": true})"), IsEmpty());
  EXPECT_THAT(errors(schema, R"({"id": 0, "kind": "C"})"),
              ElementsAre("/id: must be >= 1", R"(/kind: must be one of "A", "B")"));
  EXPECT_THAT(errors(R"({"enum": ["Windows", "Mac"]})", R"("windos")"),
              ElementsAre(R"(/: must be one of "Windows", "Mac"; did you mean "Windows"?)"));
  EXPECT_THAT(errors(schema, R"({"items": ["a", "abcd", 1], "id": 10})"),
              ElementsAre("/id: must be <= 9", "/items/0: must have at least 2 characters",
                          "/items/1: must have at most 3 characters", "/items/2: must be a string"));
  EXPECT_THAT(errors(schema, R"({"items": []})"), ElementsAre("/items: must have at least 1 item", "/id: is required"));
  EXPECT_THAT(errors(schema, R"({"id": 1.5, "on": 1})"),
              ElementsAre("/id: must be a whole number", "/on: must be a boolean"));
  EXPECT_THAT(errors(schema, "[]"), ElementsAre("/: must be an object"));
}

TEST(CheckSchema, NamesTheNearestKnownProperty) {
  constexpr auto schema =
      R"({"type": "object", "additionalProperties": false, "properties": {"diskQuotaGB": {"type": "integer"}}})";
  EXPECT_THAT(errors(schema, R"({"diskQuota": 1})"),
              ElementsAre(R"(/diskQuota: unknown property; did you mean "diskQuotaGB"?)"));
  EXPECT_THAT(errors(schema, R"({"a/b~": 1})"), ElementsAre("/a~1b~0: unknown property"));
}

TEST(CheckSchema, RefusesASchemaItCannotFollow) {
  EXPECT_THROW(errors(R"({"type": "string", "pattern": "a"})", R"("a")"), std::logic_error);
  EXPECT_THROW(errors(R"({"type": "decimal"})", "1"), std::logic_error);
}

TEST(CheckSchema, StopsAfterTwentyProblems) {
  EXPECT_EQ(check_schema(json::parse(R"({"type": "array", "items": {"type": "string"}})"), json(std::vector<int>(100)))
                .size(),
            20U);
}

// Valijson, the library, is the judge of what the published schema says.
bool valijson_accepts(const json& document) {
  static const json schema_json = json::parse(world_schema());
  valijson::Schema schema;
  valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
  return valijson::Validator().validate(schema, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
}

// Every leaf of a world, replaced in turn by values that fit and values that do not.
TEST(CheckSchema, AgreesWithValijsonOnMutatedWorlds) {
  const json schema = json::parse(world_schema());
  const json world = World::embedded("empty").document();
  const json replacements =
      json::array({0, 1, -5, "", "x", true, nullptr, json::array(), json::object(), "Partner", 2147483648});
  std::size_t refused = 0;
  const json leaves = world.flatten();
  for (const auto& [path, leaf] : leaves.items()) {
    for (const json& replacement : replacements) {
      json mutated = world;
      mutated[json::json_pointer(path)] = replacement;
      const bool accepted = check_schema(schema, mutated).empty();
      EXPECT_EQ(accepted, valijson_accepts(mutated)) << path << " = " << replacement;
      refused += accepted ? 0 : 1;
    }
    json without = world;
    const json::json_pointer at(path);
    if (without[at.parent_pointer()].is_object()) {
      without[at.parent_pointer()].erase(std::string(at.back()));
      EXPECT_EQ(check_schema(schema, without).empty(), valijson_accepts(without)) << "without " << path;
    }
  }
  EXPECT_GT(refused, 50U);
  EXPECT_TRUE(valijson_accepts(World::embedded("default").document()));
}

}  // namespace
}  // namespace control
