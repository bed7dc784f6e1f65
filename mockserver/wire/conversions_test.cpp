#include "wire/conversions.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace wire {
namespace {

constexpr std::string_view kFormat = "Input string was not in a correct format.";

template <class T>
T read(std::string_view text) {
  T value{};
  const auto error = parse_value(text, value);
  EXPECT_FALSE(error) << '"' << text << "\": " << error->text;
  return value;
}

// The message for a text that cannot be read; the value must stay as it was.
template <class T>
std::string error_of(std::string_view text, T untouched = {}) {
  T value = untouched;
  const auto error = parse_value(text, value);
  EXPECT_TRUE(error) << '"' << text << '"';
  EXPECT_EQ(value, untouched) << '"' << text << '"';
  return error ? error->text : "";
}

template <class T>
std::string printed(const T& value) {
  std::string out;
  append_value(out, value);
  return out;
}

TEST(Conversions, HostRule57IntegersTakeASignAndWhitespace) {
  EXPECT_EQ(read<std::int32_t>("+5"), 5);
  EXPECT_EQ(read<std::int32_t>(" \t\r\n5 "), 5);
  EXPECT_EQ(read<std::int32_t>("-0"), 0);
  EXPECT_EQ(read<std::int32_t>("007"), 7);
  EXPECT_EQ(read<std::int16_t>("-32768"), -32768);
  EXPECT_EQ(read<std::int32_t>("2147483647"), 2147483647);
  EXPECT_EQ(read<std::int64_t>("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(read<std::int64_t>("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
}

TEST(Conversions, HostRule57OtherSpellingsOfIntegersAreRefused) {
  for (const std::string_view text : {"5.0", "1e3", "1,000", "0x1", "", " ", "\u00a05", "+", "-", "+-5", "5 5", "--5",
                                      "\u0665", "99999999999999999999x"}) {
    EXPECT_EQ(error_of<std::int32_t>(text, 42), kFormat) << text;
  }
}

TEST(Conversions, HostRule57IntegersOutOfRangeAreNamedByTheirType) {
  EXPECT_EQ(error_of<std::int16_t>("32768"), "Value was either too large or too small for an Int16.");
  EXPECT_EQ(error_of<std::int32_t>("2147483648"), "Value was either too large or too small for an Int32.");
  EXPECT_EQ(error_of<std::int32_t>("-2147483649"), "Value was either too large or too small for an Int32.");
  EXPECT_EQ(error_of<std::int64_t>("9223372036854775808"), "Value was either too large or too small for an Int64.");
  EXPECT_EQ(error_of<std::int64_t>("-9223372036854775809"), "Value was either too large or too small for an Int64.");
  EXPECT_EQ(error_of<std::int64_t>(std::string(1000, '9')), "Value was either too large or too small for an Int64.");
}

TEST(Conversions, UnsignedBytesHaveWordsOfTheirOwn) {
  EXPECT_EQ(read<std::uint8_t>("255"), 255);
  EXPECT_EQ(read<std::uint8_t>("-0"), 0);
  EXPECT_EQ(error_of<std::uint8_t>("256"), "Value was either too large or too small for an unsigned byte.");
  EXPECT_EQ(error_of<std::uint8_t>("-1"), "Value was either too large or too small for an unsigned byte.");
}

TEST(Conversions, HostRule58Booleans) {
  EXPECT_TRUE(read<bool>("true"));
  EXPECT_TRUE(read<bool>(" 1\n"));
  EXPECT_FALSE(read<bool>("false"));
  EXPECT_FALSE(read<bool>("0"));
  EXPECT_EQ(error_of<bool>("True"), "The string 'True' is not a valid Boolean value.");
  EXPECT_EQ(error_of<bool>(" yes "), "The string 'yes' is not a valid Boolean value.");
  EXPECT_EQ(error_of<bool>("", true), "The string '' is not a valid Boolean value.");
}

TEST(Conversions, HostRule59DecimalsKeepTheirScale) {
  EXPECT_EQ(read<contract::Decimal>("-1.50").text, "-1.50");
  EXPECT_EQ(read<contract::Decimal>(" +007.0 ").text, "7.0");
  EXPECT_EQ(read<contract::Decimal>(".5").text, "0.5");
  EXPECT_EQ(read<contract::Decimal>("5.").text, "5");
  EXPECT_EQ(read<contract::Decimal>("-0.00").text, "0.00");
  EXPECT_EQ(read<contract::Decimal>("79228162514264337593543950335").text, "79228162514264337593543950335");
}

TEST(Conversions, HostRule59DecimalsRoundWhatDoesNotFit) {
  EXPECT_EQ(read<contract::Decimal>("0.00000000000000000000000000005").text, "0.0000000000000000000000000000");
  EXPECT_EQ(read<contract::Decimal>("0.00000000000000000000000000015").text, "0.0000000000000000000000000002");
  EXPECT_EQ(read<contract::Decimal>("79228162514264337593543950334.6").text, "79228162514264337593543950335");
}

TEST(Conversions, HostRule59OtherSpellingsOfDecimalsAreRefused) {
  for (const std::string_view text : {"1e3", "1,000", "", ".", "-", "1.2.3", "INF"}) {
    EXPECT_EQ(error_of<contract::Decimal>(text), kFormat) << text;
  }
  EXPECT_EQ(error_of<contract::Decimal>("79228162514264337593543950336"),
            "Value was either too large or too small for a Decimal.");
  EXPECT_EQ(error_of<contract::Decimal>("79228162514264337593543950335.5"),
            "Value was either too large or too small for a Decimal.");
}

TEST(Conversions, HostRule59Doubles) {
  EXPECT_EQ(read<double>(" -1.5e3 "), -1500.0);
  EXPECT_EQ(read<double>("+.5"), 0.5);
  EXPECT_EQ(read<double>("INF"), std::numeric_limits<double>::infinity());
  EXPECT_EQ(read<double>("-INF"), -std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isnan(read<double>("NaN")));
  EXPECT_EQ(read<double>("1e-400"), 0.0);
  EXPECT_TRUE(std::signbit(read<double>("-1e-400")));
  EXPECT_EQ(read<double>("0e999999999999"), 0.0);
  EXPECT_EQ(error_of<double>("1e400"), "Value was either too large or too small for a Double.");
  EXPECT_EQ(error_of<double>(std::string(400, '9')), "Value was either too large or too small for a Double.");
  for (const std::string_view text : {"", "1e", "e5", "1,5", "0x1p3", "nan", "inf", "1 2"}) {
    EXPECT_EQ(error_of<double>(text), kFormat) << text;
  }
}

TEST(Conversions, HostRule60GuidsInTheirFourForms) {
  const auto guid = read<contract::Guid>("01234567-89ab-cdef-0123-456789ABCDEF");
  EXPECT_EQ(printed(guid), "01234567-89ab-cdef-0123-456789abcdef");
  EXPECT_EQ(read<contract::Guid>(" {01234567-89ab-cdef-0123-456789abcdef}\n"), guid);
  EXPECT_EQ(read<contract::Guid>("(01234567-89ab-cdef-0123-456789abcdef)"), guid);
  EXPECT_EQ(read<contract::Guid>("0123456789abcdef0123456789abcdef"), guid);
}

TEST(Conversions, HostRule60WordsForBadGuids) {
  constexpr std::string_view kLength =
      "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).";
  EXPECT_EQ(error_of<contract::Guid>(" "), "Unrecognized Guid format.");
  EXPECT_EQ(error_of<contract::Guid>("123"), kLength);
  EXPECT_EQ(error_of<contract::Guid>("01234567-89ab-cdef-0123-456789abcdef0"), kLength);
  EXPECT_EQ(error_of<contract::Guid>("{01234567-89ab-cdef-0123-456789abcdef"), kLength);
  EXPECT_EQ(error_of<contract::Guid>("01234567-89ab-cdef-0123-456789abcdeg"),
            "Could not find any recognizable digits.");
}

TEST(Conversions, HostRule63Base64) {
  EXPECT_EQ(read<contract::Bytes>("AAEC").data, std::string("\0\1\2", 3));
  EXPECT_EQ(read<contract::Bytes>(" A A\nE = ").data, std::string("\0\1", 2));
  EXPECT_EQ(read<contract::Bytes>("AAE").data, std::string("\0\1", 2));
  EXPECT_EQ(read<contract::Bytes>("").data, "");
  for (const std::string_view text : {"A!", "AA=A", "\u00e9"}) {
    contract::Bytes value{"kept"};
    const auto error = parse_value(text, value);
    ASSERT_TRUE(error) << text;
    EXPECT_TRUE(error->is_xml_exception);
    EXPECT_EQ(value.data, "kept");
  }
}

TEST(Conversions, Base64SurvivesTheWayThereAndBack) {
  std::string all;
  for (int length = 0; length < 300; ++length) {
    const contract::Bytes bytes{all};
    EXPECT_EQ(read<contract::Bytes>(printed(bytes)), bytes);
    all += static_cast<char>(length * 7);
  }
  EXPECT_EQ(printed(contract::Bytes{"M"}), "TQ==");
  EXPECT_EQ(printed(contract::Bytes{"Ma"}), "TWE=");
  EXPECT_EQ(printed(contract::Bytes{"Man"}), "TWFu");
}

TEST(Conversions, IntegersAndBooleansArePrinted) {
  EXPECT_EQ(printed(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(printed(std::int32_t{-1}), "-1");
  EXPECT_EQ(printed(std::uint8_t{255}), "255");
  EXPECT_EQ(printed(true), "true");
  EXPECT_EQ(printed(false), "false");
  EXPECT_EQ(printed(contract::Decimal{"-1.50"}), "-1.50");
}

TEST(Conversions, DoublesArePrintedInTheRoundTripFormat) {
  EXPECT_EQ(printed(0.0), "0");
  EXPECT_EQ(printed(-0.0), "-0");
  EXPECT_EQ(printed(1.5), "1.5");
  EXPECT_EQ(printed(-100.0), "-100");
  EXPECT_EQ(printed(0.1), "0.1");
  EXPECT_EQ(printed(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(printed(0.0001), "0.0001");
  EXPECT_EQ(printed(0.00001), "1E-05");
  EXPECT_EQ(printed(1.25e-7), "1.25E-07");
  EXPECT_EQ(printed(123456789012345.0), "123456789012345");
  EXPECT_EQ(printed(1e15), "1E+15");
  EXPECT_EQ(printed(1.7976931348623157e308), "1.7976931348623157E+308");
  EXPECT_EQ(printed(std::numeric_limits<double>::infinity()), "INF");
  EXPECT_EQ(printed(-std::numeric_limits<double>::infinity()), "-INF");
  EXPECT_EQ(printed(std::nan("")), "NaN");
}

TEST(Conversions, TextIsEscapedAsTheXmlWriterDoes) {
  std::string out = "<";
  append_text(out, "a<b>&\"'\t\n\r\x01\x1F\u00e9");
  EXPECT_EQ(out, "<a&lt;b&gt;&amp;\"'\t\n\r&#x1;&#x1F;\u00e9");
}

TEST(Conversions, AttributesAreEscapedAsTheXmlWriterDoes) {
  std::string out;
  append_attribute(out, "a<b>&\"'\t\n\r");
  EXPECT_EQ(out, "a&lt;b&gt;&amp;&quot;'\t&#xA;&#xD;");
}

}  // namespace
}  // namespace wire
