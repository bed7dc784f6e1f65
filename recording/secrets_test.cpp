// Placeholders and known secrets; the masks are tested with the reports that use them.
#include "recording/secrets.hpp"

#include <gtest/gtest.h>

namespace recording {
namespace {

TEST(Placeholders, AreFoundOneAfterTheOther) {
  const std::string text = "a" + placeholder(7) + "b" + placeholder(12);
  const auto first = find_placeholder(text);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->number, 7U);
  EXPECT_EQ(text.substr(first->begin, first->end - first->begin), "***secret:7***");
  const auto second = find_placeholder(text, first->end);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->number, 12U);
  EXPECT_EQ(second->end, text.size());
  EXPECT_FALSE(find_placeholder(text, second->end));
}

TEST(Placeholders, ThatAreNoneAreNotFound) {
  for (const char* text : {"", "***", "***secret:", "***secret:x***", "***secret:1", "***secret:1**", "secret:1"})
    EXPECT_FALSE(find_placeholder(text)) << text;
  EXPECT_EQ(find_placeholder("***secret:***secret:3***")->number, 3U);
}

TEST(Placeholders, StayWhenATextIsMasked) {
  EXPECT_EQ(masked("<Password>***secret:1***</Password>", {}), "<Password>***secret:1***</Password>");
}

TEST(KnownSecrets, GiveWayInEveryShapeToTheirOwnReplacement) {
  KnownSecrets known;
  known.add("a<b&c", "[1]");
  known.add("a<b&c and more", "[2]");
  known.add("abc", "[3]");
  EXPECT_EQ(known.replaced("x a<b&c y"), "x [1] y");
  EXPECT_EQ(known.replaced("a&lt;b&amp;c"), "[1]");
  EXPECT_EQ(known.replaced("p=a%3Cb%26c"), "p=[1]");
  EXPECT_EQ(known.replaced("a<b&c and more"), "[2]") << "the longest counts";
  EXPECT_EQ(known.replaced("abc"), "abc") << "too short to be looked for";
  EXPECT_EQ(known.replaced("user:YTxiJmM="), "user:[1]M=") << "in base64, but for what its end shares with others";
}

}  // namespace
}  // namespace recording
