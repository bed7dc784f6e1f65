#include "wire/text_encoding.hpp"

#include <gtest/gtest.h>

namespace wire {
namespace {

using namespace std::string_literals;

std::string decoded(std::string body, std::string_view content_type) {
  auto result = decode_body(std::move(body), parse_content_type(content_type));
  EXPECT_EQ(result.broken_off, "");
  return result.text;
}

TEST(ContentType, IsTakenApart) {
  const auto type = parse_content_type(" Text/XML ; Charset=\"UTF-8\"; action='urn:a;b' ");
  EXPECT_EQ(type.media_type, "text/xml");
  EXPECT_EQ(type.charset, "UTF-8");
  EXPECT_FALSE(parse_content_type("text/xml").has_action);
}

TEST(ContentType, KeepsASemicolonInsideQuotes) {
  const auto type = parse_content_type("application/soap+xml;action=\"urn:a;b\";charset=utf-8");
  EXPECT_TRUE(type.has_action);
  EXPECT_EQ(type.action, "urn:a;b");
  EXPECT_EQ(type.charset, "utf-8");
}

TEST(ContentType, SurvivesNonsense) {
  EXPECT_EQ(parse_content_type("").media_type, "");
  EXPECT_EQ(parse_content_type(";;=;charset").charset, "");
  EXPECT_EQ(parse_content_type("a;charset=\"").charset, "");
}

TEST(TextEncoding, HostRule86TextXmlWithoutCharsetIsAsciiWithAQuestionMarkPerByte) {
  EXPECT_EQ(decoded("\u00e9\u20ac", "text/xml"), "?????");
}

TEST(TextEncoding, HostRule86AnUnknownCharsetIsAscii) {
  EXPECT_EQ(decoded("a\u00e9", "text/xml; charset=klingon"), "a??");
}

TEST(TextEncoding, HostRule86TheDeclarationDoesNotCount) {
  EXPECT_EQ(decoded("<?xml version='1.0' encoding='utf-8'?><a>\u00e9</a>", "text/xml"),
            "<?xml version='1.0' encoding='utf-8'?><a>?\?</a>");
}

TEST(TextEncoding, HostRule86AByteOrderMarkWins) {
  EXPECT_EQ(decoded("\xEF\xBB\xBF<a>\u00e9</a>", "text/xml"), "<a>\u00e9</a>");
  EXPECT_EQ(decoded("\xFF\xFE<\0\xe9\0"s, "text/xml"), "<\u00e9");
  EXPECT_EQ(decoded("\xFE\xFF\0<\0\xe9"s, "text/xml; charset=utf-8"), "<\u00e9");
}

TEST(TextEncoding, HostRule86Latin1BytesUnderUtf8BecomeReplacementCharacters) {
  EXPECT_EQ(decoded("<a>caf\xE9</a>", "text/xml; charset=utf-8"), "<a>caf\uFFFD</a>");
}

TEST(TextEncoding, HostRule88CharsetsAreFoundWhateverTheirCaseAndQuotes) {
  EXPECT_EQ(decoded("\u00e9", "text/xml; charset=\"Utf-8\""), "\u00e9");
  EXPECT_EQ(decoded("\u00e9", "text/xml; charset='UTF-8'"), "\u00e9");
}

TEST(TextEncoding, KnowsTheOtherCharsets) {
  EXPECT_EQ(decoded("\xE9\x80", "text/xml; charset=iso-8859-1"), "\u00e9\xC2\x80");
  EXPECT_EQ(decoded("\xE9\x80", "text/xml; charset=windows-1252"), "\u00e9\u20ac");
  EXPECT_EQ(decoded("a\xE9", "text/xml; charset=us-ascii"), "a?");
  EXPECT_EQ(decoded("a\0\x3D\xD8\x00\xDE"s, "text/xml; charset=utf-16"), "a\U0001F600");
  EXPECT_EQ(decoded("\xD8\x3D\xDE\x00"s, "text/xml; charset=utf-16be"), "\U0001F600");
}

TEST(TextEncoding, ReplacesLoneSurrogatesAndOddBytes) {
  EXPECT_EQ(decoded("\x3D\xD8"s + "a\0"s + "b", "text/xml; charset=utf-16"), "\uFFFDa\uFFFD");
}

TEST(TextEncoding, HostRule87SoapXmlWithoutCharsetIsDetected) {
  EXPECT_EQ(decoded("<a>\u00e9</a>", "application/soap+xml"), "<a>\u00e9</a>");
  EXPECT_EQ(decoded("<?xml version='1.0' encoding='iso-8859-1'?><a>\xE9</a>", "application/soap+xml"),
            "<?xml version='1.0' encoding='iso-8859-1'?><a>\u00e9</a>");
  EXPECT_EQ(decoded("<\0?\0x\0"s, "application/soap+xml"), "<?x");
  EXPECT_EQ(decoded("\xFF\xFE<\0"s, "application/soap+xml"), "<");
}

TEST(TextEncoding, HostRule87DetectionBreaksOffAtABadByte) {
  const auto result = decode_body("<a>\xE9</a>", parse_content_type("application/soap+xml"));
  EXPECT_EQ(result.text, "<a>");
  EXPECT_EQ(result.broken_off, "Invalid character in the given encoding.");
}

TEST(TextEncoding, HostRule87DetectionBreaksOffAtAnUnknownEncoding) {
  const auto result =
      decode_body("<?xml version='1.0' encoding='klingon'?><a/>", parse_content_type("application/soap+xml"));
  EXPECT_EQ(result.text, "<?xml version='1.0' encoding='");
  EXPECT_EQ(result.broken_off, "System does not support 'klingon' encoding.");
}

TEST(TextEncoding, BytesThatAreNoTextAreRepairedWhereDetectionBreaksOffToo) {
  const auto result =
      decode_body("<?xml version='\xFF' encoding='\xFEtf-8'?><a/>", parse_content_type("application/soap+xml"));
  EXPECT_TRUE(is_utf8(result.text));
  EXPECT_TRUE(is_utf8(result.broken_off)) << result.broken_off;
}

TEST(TextEncoding, RepairsEachMaximalBrokenPartOnce) {
  EXPECT_EQ(repair_utf8("a\xE2\x82z"), "a\uFFFDz");              // cut short
  EXPECT_EQ(repair_utf8("\xC0\xAF"), "\uFFFD\uFFFD");            // overlong
  EXPECT_EQ(repair_utf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // a surrogate
  EXPECT_EQ(repair_utf8("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(repair_utf8("\xF0\x9F\x98"), "\uFFFD");
}

TEST(TextEncoding, TellsUtf8FromTheRest) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("a\u00e9\u20ac\U0001F600"));
  EXPECT_FALSE(is_utf8("\x80"));
  EXPECT_FALSE(is_utf8("\xF5\x80\x80\x80"));
}

}  // namespace
}  // namespace wire
