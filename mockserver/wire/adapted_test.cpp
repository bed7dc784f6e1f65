// What an overlay may ask of the codec: values of another type, arrays without an element around, nulls that are
// written.
#include "wire/adapted.hpp"

#include <gtest/gtest.h>

#include <array>

#include "wire/decode.hpp"
#include "wire/encode.hpp"

namespace wire {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::TypeDesc;
using contract::TypeOf;
using contract::WhenNull;

struct Box {
  static constexpr std::string_view kName = "Box";
  std::int64_t size = 0;
  std::optional<std::int32_t> height = {};
  std::optional<std::string> label = {};
  std::vector<std::string> tags = {};
  static constexpr auto fields() {
    return contract::fields_of(contract::field<&Box::size>("Size"), contract::field<&Box::height>("Height"),
                               contract::field<&Box::label>("Label"), contract::field<&Box::tags>("Tags"));
  }
};

template <class Stored, class Sent>
const TypeDesc& adapted(std::string_view name) {
  static const TypeDesc desc{
      .name = name, .kind = Kind::adapted, .sent = &TypeOf<Sent>::desc, .stored = &TypeOf<Stored>::desc};
  return desc;
}

template <class Stored, class Sent>
std::string written(const Stored& value) {
  std::string out;
  append_adapted(adapted<Stored, Sent>(TypeOf<Sent>::desc.name), &value, out);
  return out;
}

template <class Stored, class Sent>
std::string read(std::string_view text, Stored& value) {
  const auto failed = read_adapted(text, adapted<Stored, Sent>(TypeOf<Sent>::desc.name), {}, &value);
  return failed ? failed->text : "";
}

TEST(Adapted, WritesNumbersAsTextAndWithinTheRangeOfSmallerNumbers) {
  EXPECT_EQ((written<std::int64_t, std::string>(7)), "7");
  EXPECT_EQ((written<std::int64_t, std::int32_t>(7)), "7");
  EXPECT_EQ((written<std::int64_t, std::int32_t>(5'000'000'000)), "2147483647");
  EXPECT_EQ((written<std::int32_t, std::int16_t>(-40'000)), "-32768");
}

TEST(Adapted, WritesBooleansAndNumbersAsEachOther) {
  EXPECT_EQ((written<bool, std::int32_t>(true)), "1");
  EXPECT_EQ((written<std::int32_t, bool>(5)), "true");
  EXPECT_EQ((written<std::int32_t, bool>(0)), "false");
}

TEST(Adapted, WritesTextAsTheTypeOrAsItsDefault) {
  EXPECT_EQ((written<std::string, std::int32_t>(std::string("12"))), "12");
  EXPECT_EQ((written<std::string, std::int32_t>(std::string("many"))), "0");
  EXPECT_EQ((written<std::string, contract::DateTime>(std::string())), "0001-01-01T00:00:00");
  EXPECT_EQ((written<contract::Bytes, std::string>(contract::Bytes{"a<b"})), "YTxi");
}

TEST(Adapted, ReadsInTheWordsOfTheTypeThatIsSent) {
  std::int32_t number = 0;
  EXPECT_EQ((read<std::int32_t, std::int64_t>("41", number)), "");
  EXPECT_EQ(number, 41);
  EXPECT_EQ((read<std::int32_t, std::int64_t>("99999999999999999999", number)),
            "Value was either too large or too small for an Int64.");
  EXPECT_EQ((read<std::int32_t, std::int64_t>("5000000000", number)),
            "Value was either too large or too small for an Int32.");
  EXPECT_EQ((read<std::int32_t, contract::Decimal>("17.00", number)), "");
  EXPECT_EQ(number, 17);
  std::string text;
  EXPECT_EQ((read<std::string, bool>(" 1 ", text)), "");
  EXPECT_EQ(text, "true");
  EXPECT_EQ((read<std::string, bool>("yes", text)), "The string 'yes' is not a valid Boolean value.");
}

TEST(Adapted, WritesTheDateOfADateTime) {
  const TypeDesc date{.name = "date", .kind = Kind::date_time};
  const TypeDesc type{
      .name = "date", .kind = Kind::adapted, .sent = &date, .stored = &TypeOf<contract::DateTime>::desc};
  contract::DateTime value;
  ASSERT_FALSE(read_adapted("2024-05-06", type, {}, &value));
  std::string out;
  append_adapted(type, &value, out);
  EXPECT_EQ(out, "2024-05-06");
}

// The rows of Box, changed as an overlay would.
class Overlaid : public testing::Test {
 protected:
  std::array<FieldDesc, 4> rows = Box::fields();
  TypeDesc type{.name = "Box", .kind = Kind::object, .fields = rows};

  std::string encoded(const Box& box) const {
    std::string out;
    encode(type, &box, out);
    return out;
  }
  Box decoded(const std::string& members) const {
    const std::string text = "<Box xmlns=\"sosonlinebackup.com\">" + members + "</Box>";
    const XmlDocument document = read_xml(text);
    Box box;
    EXPECT_FALSE(decode({document}, *document.root(), type, &box));
    return box;
  }
};

TEST_F(Overlaid, ArraysMayStandWithoutAnElementAround) {
  rows[3].flat = true;
  rows[3].rules.item = "Tags";
  EXPECT_EQ(encoded({.tags = {"a", "b"}}), "<Size>0</Size><Height xsi:nil=\"true\" /><Tags>a</Tags><Tags>b</Tags>");
  EXPECT_EQ(encoded({}), "<Size>0</Size><Height xsi:nil=\"true\" />");
  const Box box = decoded("<Tags>a</Tags><Size>3</Size><Tags>b</Tags>");
  EXPECT_EQ(box.tags, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(box.size, 3);
}

TEST_F(Overlaid, NullsMayBeWrittenAsDefaults) {
  rows[1].when_null = WhenNull::written;
  rows[2].when_null = WhenNull::written;
  EXPECT_EQ(encoded({}), "<Size>0</Size><Height>0</Height><Label /><Tags />");
  rows[1].when_null = WhenNull::left_out;
  rows[2].when_null = WhenNull::nil;
  EXPECT_EQ(encoded({}), "<Size>0</Size><Label xsi:nil=\"true\" /><Tags />");
}

}  // namespace
}  // namespace wire
