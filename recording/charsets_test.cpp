#include "recording/charsets.hpp"

#include <gtest/gtest.h>

namespace recording {
namespace {

constexpr std::string_view kText = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80";  // one to four bytes each

TEST(Charsets, TellUtf8FromOtherBytes) {
  EXPECT_TRUE(is_utf8(kText));
  EXPECT_TRUE(is_utf8(""));
  for (const char* wrong : {"\xE4", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xFF"})
    EXPECT_FALSE(is_utf8(wrong)) << wrong;
}

TEST(Charsets, GoThereAndBack) {
  for (const bool big : {false, true}) {
    const std::string wide = utf16_of_utf8(kText, big);
    EXPECT_EQ(wide.size(), 10U);
    EXPECT_EQ(utf8_of_utf16(wide, big), kText);
  }
  EXPECT_EQ(utf16_of_utf8("a", false), std::string("a\0", 2));
  EXPECT_EQ(utf16_of_utf8("a", true), std::string("\0a", 2));
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_EQ(latin1_of_utf8(utf8_of_latin1(all)), all);
}

TEST(Charsets, RefuseWhatDoesNotFit) {
  EXPECT_FALSE(latin1_of_utf8("\xE2\x82\xAC"));
  EXPECT_FALSE(utf8_of_utf16("abc", false));
  EXPECT_FALSE(utf8_of_utf16(std::string_view("\x00\xD8", 2), false));
  EXPECT_FALSE(utf8_of_utf16(std::string_view("\x00\xD8\x61\x00", 4), false));
  EXPECT_FALSE(utf8_of_utf16(std::string_view("\x00\xDC", 2), false));
}

}  // namespace
}  // namespace recording
