// Header fields that no subject and no name can break.
#include "smtp/message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtp {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

TEST(Message, TakesTheAddressOutOfAMailbox) {
  EXPECT_EQ(address_of("Support Team <support@example.test>"), "support@example.test");
  EXPECT_EQ(address_of("support@example.test"), "support@example.test");
  EXPECT_EQ(address_of("broken <support@example.test"), "broken <support@example.test");
}

TEST(Message, KnowsAnAddressFromWhatCouldEndASmtpCommand) {
  EXPECT_TRUE(is_address("ann@acme.test"));
  EXPECT_TRUE(is_address("j\xC3\xB6rg@acme.test"));
  EXPECT_FALSE(is_address("ann"));
  EXPECT_FALSE(is_address("@acme.test"));
  EXPECT_FALSE(is_address("ann@"));
  EXPECT_FALSE(is_address("ann@acme.test>\r\nDATA"));
  EXPECT_FALSE(is_address("ann lee@acme.test"));
  EXPECT_FALSE(is_address(""));
}

TEST(Message, PlainSubjectsStayAsTheyAre) { EXPECT_EQ(header_text("Welcome, Ann!"), "Welcome, Ann!"); }

TEST(Message, OtherSubjectsBecomeEncodedWords) {
  EXPECT_EQ(header_text("Gr\xC3\xBC\xC3\x9F"
                        "e"),
            "=?UTF-8?B?R3LDvMOfZQ==?=");
  EXPECT_EQ(header_text("a"), "a");
  EXPECT_EQ(header_text("=?UTF-8?B?YQ==?="), "=?UTF-8?B?PT9VVEYtOD9CP1lRPT0/PQ==?=") << "said so, not meant so";
}

TEST(Message, ALineBreakInASubjectBeginsNoHeaderOfItsOwn) {
  const std::string text = header_text("Hello\r\nBcc: mallory@evil.test");
  EXPECT_THAT(text, Not(HasSubstr("Bcc")));
  EXPECT_THAT(text, Not(HasSubstr("\r\n")));
}

TEST(Message, LongSubjectsAreFoldedBetweenCharacters) {
  std::string subject;
  for (int i = 0; i < 40; ++i) subject += "\xE2\x82\xAC";  // the euro sign
  std::string text = header_text(subject);
  for (std::size_t at = 0; at < text.size();
       at = text.find("\r\n", at) == std::string::npos ? text.size() : text.find("\r\n", at) + 2) {
    const std::string line = text.substr(at, text.find("\r\n", at) - at);
    EXPECT_LE(line.size(), 76U);
    EXPECT_THAT(line, HasSubstr("=?UTF-8?B?4oKs")) << "every word begins with a whole character";
  }
}

TEST(Message, WritesTheHeadersOfAMail) {
  const auto lines = header_lines({.from = "Sup\xC3\xB6rt <support@example.test>",
                                   .to = "ann@acme.test",
                                   .subject = "Hello",
                                   .date = "Thu, 15 Jan 2026 12:00:00 +0000",
                                   .id = "1.2@sandbox.invalid"});
  EXPECT_THAT(lines, Contains("From: =?UTF-8?B?U3Vww7ZydA==?= <support@example.test>"));
  EXPECT_THAT(lines, Contains("To: ann@acme.test"));
  EXPECT_THAT(lines, Contains("Subject: Hello"));
  EXPECT_THAT(lines, Contains("Date: Thu, 15 Jan 2026 12:00:00 +0000"));
  EXPECT_THAT(lines, Contains("Message-ID: <1.2@sandbox.invalid>"));
}

}  // namespace
}  // namespace smtp
