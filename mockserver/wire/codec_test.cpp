// Messages in, messages out: what decoding forgives and what it refuses, field checks, and the bytes of an answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/field_path.hpp"
#include "contract/operation.hpp"
#include "wire/decode.hpp"
#include "wire/encode.hpp"
#include "wire/message_values.hpp"
#include "wire/validate.hpp"

namespace wire {
namespace {
enum class Flavour : std::uint8_t { sweet, sour };
}
}  // namespace wire
template <>
struct contract::EnumNames<wire::Flavour> {
  static constexpr std::string_view kName = "Flavour";
  static constexpr std::array<std::string_view, 2> kValues{"Sweet", "Sour"};
};
namespace wire {
namespace {

using contract::field;
using contract::fields_of;
using testing::ElementsAre;
using testing::HasSubstr;

struct Seed {
  static constexpr std::string_view kName = "Seed";
  std::int32_t weight = 0;
  std::optional<std::string> note = {};
  static constexpr auto fields() {
    return fields_of(field<&Seed::weight>("Weight", {.max = 9}), field<&Seed::note>("Note"));
  }
};

constexpr std::int64_t kSizes[] = {1024, 2048};

struct Fruit {
  static constexpr std::string_view kName = "Fruit";
  std::string name = {};
  std::optional<std::string> colour = {};
  std::int32_t count = 0;
  std::optional<std::int32_t> age = {};
  Flavour flavour = Flavour::sweet;
  std::int64_t size = 1024;
  std::vector<Seed> seeds = {};
  std::optional<std::vector<std::optional<std::string>>> tags = {};
  std::optional<Seed> core = {};
  contract::Nillable<std::string> owner = {};

  static constexpr auto fields() {
    using Self = Fruit;
    return fields_of(field<&Self::name>("Name", {.max_length = 5, .required = true}),
                     field<&Self::colour>("Colour", {.pattern = &contract::kPassword, .aliases = {"Color"}}),
                     field<&Self::count>("Count", {.min = 1}), field<&Self::age>("Age", {.min = 0}),
                     field<&Self::flavour>("Flavour"), field<&Self::size>("SizeMB", {.one_of = kSizes}),
                     field<&Self::seeds>("Seeds"), field<&Self::tags>("Tags", {.item = "string"}),
                     field<&Self::core>("Core"), field<&Self::owner>("Owner"));
  }
};

struct Reading {
  Fruit fruit = {};
  Notes notes = {};
  std::optional<ReadError> error = {};
};

Reading read(const std::string& content, bool whole = true) {
  const std::string text =
      "<Fruit xmlns=\"sosonlinebackup.com\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" + content +
      (whole ? "</Fruit>" : "");
  const XmlDocument document = read_xml(text);
  Reading reading;
  const DecodeContext context{document, {}, &reading.notes};
  reading.error = decode(context, *document.root(), contract::TypeOf<Fruit>::desc, &reading.fruit);
  return reading;
}

std::vector<std::string> remarks(const Reading& reading) {
  std::vector<std::string> out;
  for (const Note& note : reading.notes)
    if (note.kind != Note::Kind::defaulted)
      out.push_back(std::string(name_of(note.kind)) + " " + note.path +
                    (note.nearest.empty() ? "" : " > " + note.nearest));
  return out;
}

std::string write(const Fruit& fruit) {
  std::string out;
  encode(contract::TypeOf<Fruit>::desc, &fruit, out);
  return out;
}

TEST(Decode, TakesElementsInAnyOrder) {  // host rule 39
  const Reading reading =
      read("<Count>3</Count><Seeds><Seed><Note>x</Note><Weight>2</Weight></Seed></Seeds><Name>fig</Name>");
  ASSERT_FALSE(reading.error);
  EXPECT_EQ(reading.fruit.name, "fig");
  EXPECT_EQ(reading.fruit.count, 3);
  ASSERT_EQ(reading.fruit.seeds.size(), 1u);
  EXPECT_EQ(reading.fruit.seeds[0].weight, 2);
}

TEST(Decode, KeepsTheFirstOfTwoEqualElements) {  // host rule 42
  const Reading reading = read("<Name>fig</Name><Name>plum</Name>");
  EXPECT_EQ(reading.fruit.name, "fig");
  EXPECT_THAT(remarks(reading), ElementsAre("duplicate Name"));
}

TEST(Decode, SkipsUnknownNamesAndSaysWhatWasMeant) {  // host rules 40, 41
  const Reading reading = read("<name>a</name><Cuont>1</Cuont><Peel>x</Peel><Name xmlns=\"urn:other\">b</Name>");
  ASSERT_FALSE(reading.error);
  EXPECT_EQ(reading.fruit.name, "");
  EXPECT_THAT(remarks(reading), ElementsAre("misspelled name > Name", "misspelled Cuont > Count", "ignored Peel",
                                            "wrong-namespace Name > Name"));
}

TEST(Decode, TellsWhichMembersKeptTheirDefault) {  // host rule 43
  const Reading reading =
      read("<Name>fig</Name><Count>1</Count><Age>1</Age><Flavour>Sour</Flavour><Seeds /><Tags /><Core />");
  std::vector<std::string> defaulted;
  for (const Note& note : reading.notes) defaulted.push_back(note.path);
  EXPECT_THAT(defaulted, testing::IsSupersetOf({"Colour", "SizeMB", "Owner", "Core/Weight"}));
}

TEST(Decode, AcceptsASecondSpelling) {
  const Reading reading = read("<Color>red</Color>");
  EXPECT_EQ(reading.fruit.colour, "red");
  EXPECT_THAT(remarks(reading), ElementsAre("alias Color > Colour"));
}

TEST(Decode, TellsEmptyAbsentAndNilArraysApart) {  // host rule 45
  EXPECT_FALSE(read("").fruit.tags);
  EXPECT_FALSE(read("<Tags xsi:nil=\"true\" />").fruit.tags);
  ASSERT_TRUE(read("<Tags />").fruit.tags);
  EXPECT_TRUE(read("<Tags><String>dropped</String>text</Tags>").fruit.tags->empty());
  const auto tags = *read("<Tags><string>a</string><string xsi:nil=\"1\" /><string /></Tags>").fruit.tags;
  EXPECT_THAT(tags, ElementsAre("a", std::nullopt, ""));
}

TEST(Decode, HonoursNilWhereAMemberCanBeNull) {  // host rules 51, 52
  const Reading reading =
      read("<Age xsi:nil=\"true\" /><Colour xsi:nil=\"true\" /><Owner xsi:nil=\"true\" /><Core xsi:nil=\"true\" />");
  ASSERT_FALSE(reading.error);
  EXPECT_FALSE(reading.fruit.age);
  EXPECT_EQ(reading.fruit.colour, "");  // a plain string reads as empty
  EXPECT_FALSE(reading.fruit.owner);
  EXPECT_FALSE(reading.fruit.core);
}

TEST(Decode, FaultsOnNilForAPlainNumber) {  // host rule 53
  ASSERT_TRUE(read("<Count xsi:nil=\"true\" />").error);
}

TEST(Decode, LooksAtNilOnlyWhereAMemberCanBeNull) {  // host rules 52, 55
  EXPECT_EQ(read("<Name xsi:nil=\"TRUE\">fig</Name><Count xsi:nil=\"no\">3</Count>").fruit.name, "fig");
  EXPECT_FALSE(read("<Name xsi:nil=\"TRUE\">fig</Name><Count xsi:nil=\"no\">3</Count>").error);
  EXPECT_TRUE(read("<Age xsi:nil=\"TRUE\">3</Age>").error);
  EXPECT_TRUE(read("<Tags xsi:nil=\"TRUE\" />").error);
}

TEST(Decode, FaultsWithThePlaceOfTheNodeAfterTheElement) {  // host rule 32
  const Reading reading = read("<Count>x</Count><Name>fig</Name>");
  ASSERT_TRUE(reading.error);
  EXPECT_FALSE(reading.error->is_xml_exception);
  EXPECT_EQ(reading.error->message,
            "There is an error in XML document (1, 107). ---> Input string was not in a correct format.");
}

TEST(Decode, FaultsOnAnUnknownEnumeratorInTheHostsWords) {  // host rule 61
  EXPECT_THAT(read("<Flavour> Sour </Flavour>").error->message,
              HasSubstr("Instance validation error: ' Sour ' is not a valid value for Flavour."));
}

TEST(Decode, TreatsMarkupInsideAValueAsBrokenXml) {  // host rule 48
  EXPECT_TRUE(read("<Name>a<!-- c -->b</Name>").error->is_xml_exception);
  EXPECT_TRUE(read("<Name>a<b/></Name>").error->is_xml_exception);
  EXPECT_EQ(read("<Name>a<![CDATA[<b]]></Name>").fruit.name, "a<b");
}

TEST(Decode, ReportsTheEarlierOfTwoErrors) {
  EXPECT_FALSE(read("<Count>x</Count><Name>fig</Nam>").error->is_xml_exception);
  EXPECT_TRUE(read("<Name>fig", false).error->is_xml_exception);
}

TEST(Decode, RefusesAForeignTypeOnAClassOnly) {  // host rule 46
  EXPECT_THAT(read("<Core xsi:type=\"Foo\" />").error->message,
              HasSubstr("The specified type was not recognized: name='Foo', namespace='sosonlinebackup.com', at <Core "
                        "xmlns='sosonlinebackup.com'>."));
  EXPECT_FALSE(read("<Core xsi:type=\"Seed\" />").error);
  EXPECT_FALSE(read("<Count xsi:type=\"Foo\">1</Count>").error);
}

TEST(Validate, NamesTheFirstBrokenRowInDeclarationOrder) {
  Fruit fruit;
  auto error = validate(contract::TypeOf<Fruit>::desc, &fruit);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->path + ": " + error->reason, "Name: must not be empty");
  fruit.name = "banana";
  error = validate(contract::TypeOf<Fruit>::desc, &fruit);
  EXPECT_EQ(error->path + ": " + error->reason, "Name: must have at most 5 characters");
  fruit.name = "fig";
  error = validate(contract::TypeOf<Fruit>::desc, &fruit);
  EXPECT_EQ(error->path + ": " + error->reason, "Count: must be >= 1");
  fruit.count = 1;
  fruit.age = -1;
  error = validate(contract::TypeOf<Fruit>::desc, &fruit);
  EXPECT_EQ(error->path + ": " + error->reason, "Age: must be >= 0");
  fruit.age.reset();
  fruit.size = 5;
  error = validate(contract::TypeOf<Fruit>::desc, &fruit);
  EXPECT_EQ(error->path + ": " + error->reason, "SizeMB: must be one of 1024, 2048");
  fruit.size = 2048;
  fruit.seeds = {{.weight = 1}, {.weight = 10}};
  error = validate(contract::TypeOf<Fruit>::desc, &fruit);
  EXPECT_EQ(error->path + ": " + error->reason, "Seeds[1].Weight: must be <= 9");
  fruit.seeds.pop_back();
  EXPECT_FALSE(validate(contract::TypeOf<Fruit>::desc, &fruit));
}

TEST(Validate, TakesAnOptionalEmptyStringForNotGiven) {
  Fruit fruit{.name = "fig", .colour = "", .count = 1};
  EXPECT_FALSE(validate(contract::TypeOf<Fruit>::desc, &fruit));
  fruit.colour = "short";
  EXPECT_TRUE(validate(contract::TypeOf<Fruit>::desc, &fruit));
}

TEST(Encode, WritesNullsEmptiesAndValuesAsTheSerialiserDoes) {  // host rules 56, 90
  EXPECT_EQ(write({}),
            "<Name /><Count>0</Count><Age xsi:nil=\"true\" /><Flavour>Sweet</Flavour><SizeMB>1024</SizeMB>"
            "<Seeds /><Owner xsi:nil=\"true\" />");
  Fruit fruit{.name = "a<&>b", .colour = "", .count = -3, .age = 7, .flavour = Flavour::sour};
  fruit.seeds.push_back({.weight = 1});
  fruit.tags = std::vector<std::optional<std::string>>{"x", std::nullopt, ""};
  fruit.core.emplace();
  fruit.owner = "me";
  EXPECT_EQ(write(fruit),
            "<Name>a&lt;&amp;&gt;b</Name><Colour /><Count>-3</Count><Age>7</Age><Flavour>Sour</Flavour>"
            "<SizeMB>1024</SizeMB><Seeds><Seed><Weight>1</Weight></Seed></Seeds>"
            "<Tags><string>x</string><string xsi:nil=\"true\" /><string /></Tags><Core><Weight>0</Weight></Core>"
            "<Owner>me</Owner>");
}

TEST(MessageValues, StandAtPathsOfElementNames) {
  const Fruit fruit = {.name = "Plum & co",
                       .colour = "blue",
                       .count = 7,
                       .seeds = {{.weight = 1}, {.weight = 2, .note = "big"}},
                       .tags = {{"a", std::nullopt, "b"}},
                       .core = Seed{.note = "hard"}};
  const auto at = [&](std::string_view path) { return values_at(contract::TypeOf<Fruit>::desc, &fruit, path); };
  EXPECT_THAT(at("Name"), ElementsAre("Plum & co"));
  EXPECT_THAT(at("Count"), ElementsAre("7"));
  EXPECT_THAT(at("Flavour"), ElementsAre("Sweet"));
  EXPECT_THAT(at("Color"), ElementsAre("blue"));  // an alias
  EXPECT_THAT(at("Seeds/Seed/Weight"), ElementsAre("1", "2"));
  EXPECT_THAT(at("Seeds/Seed/Note"), ElementsAre("big"));
  EXPECT_THAT(at("Tags/string"), ElementsAre("a", "b"));
  EXPECT_THAT(at("Core/Note"), ElementsAre("hard"));
  for (const char* nowhere : {"", "name", "Age", "Seeds", "Seeds/Fruit/Weight", "Core/Note/More", "/Name", "Name/x"}) {
    EXPECT_THAT(at(nowhere), ElementsAre()) << nowhere;
  }
}

TEST(FieldPath, ListsThePathsOfAllValues) {
  EXPECT_THAT(contract::value_paths(contract::TypeOf<Fruit>::desc),
              ElementsAre("Name", "Colour", "Count", "Age", "Flavour", "SizeMB", "Seeds/Seed/Weight", "Seeds/Seed/Note",
                          "Tags/string", "Core/Weight", "Core/Note", "Owner"));
}

TEST(Notes, FindTheNearestNameWithinTwoEdits) {
  EXPECT_EQ(nearest_name("TargetEntityId", {"TargetEntityID", "IncludeInactive"}), "TargetEntityID");
  EXPECT_EQ(nearest_name("Usrname", {"Password", "Username"}), "Username");
  EXPECT_EQ(nearest_name("Quota", {"DiskQuotaGB"}), "");
  EXPECT_EQ(nearest_name(std::string(100'000, 'x'), {"Name"}), "");
}

}  // namespace
}  // namespace wire
