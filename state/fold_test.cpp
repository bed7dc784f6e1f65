#include "state/fold.hpp"

#include <gtest/gtest.h>

namespace state {
namespace {

TEST(Fold, LowersLettersOfEveryScript) {
  EXPECT_EQ(fold("Acme@WIN-1"), "acme@win-1");
  EXPECT_EQ(fold("MÜLLER ÉÑ"), "müller éñ");
  EXPECT_EQ(fold("ИВАН ΑΘΗΝΑ"), "иван αθηνα");
  EXPECT_EQ(fold("\U00010400"), "\U00010428");  // Deseret, beyond the basic plane
}

TEST(Fold, LeavesWhatHasNoCase) { EXPECT_EQ(fold("日本 123 \U0001F600"), "日本 123 \U0001F600"); }

TEST(Fold, LeavesBytesThatAreNotUtf8) {
  EXPECT_EQ(fold("A\xC3"), "a\xC3");
  EXPECT_EQ(fold("\xFF\x80Z"), "\xFF\x80z");
  EXPECT_EQ(fold("\xE2\x28\xA1"), "\xE2\x28\xA1");
}

TEST(SameSecret, ComparesEveryByte) {
  EXPECT_TRUE(same_secret("Sandbox888", "Sandbox888"));
  EXPECT_TRUE(same_secret("", ""));
  for (const auto* other : {"sandbox888", "Sandbox88", "Sandbox8888", "", "Sandbox889"})
    EXPECT_FALSE(same_secret("Sandbox888", other)) << other;
  EXPECT_FALSE(same_secret("ab", "abab"));
  EXPECT_FALSE(same_secret("", std::string_view("\0", 1)));
}

}  // namespace
}  // namespace state
