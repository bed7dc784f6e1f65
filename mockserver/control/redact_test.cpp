// Secrets never survive, whatever the text looks like; everything else does.
#include "control/redact.hpp"

#include <gtest/gtest.h>

namespace control {
namespace {

TEST(Redact, MasksThePasswordOfTheAuthHeader) {
  EXPECT_EQ(redact("<h:AuthHeader><h:UserName>888WS</h:UserName><h:Password>Sandbox888</h:Password></h:AuthHeader>"),
            "<h:AuthHeader><h:UserName>888WS</h:UserName><h:Password>********</h:Password></h:AuthHeader>");
}

TEST(Redact, IgnoresLetterCaseAndPrefixes) {
  EXPECT_EQ(redact("<NEWPASSWORD>a</NEWPASSWORD><x:answer>b</x:answer><SecretAnswer>c</SecretAnswer>"),
            "<NEWPASSWORD>********</NEWPASSWORD><x:answer>********</x:answer><SecretAnswer>********</SecretAnswer>");
}

TEST(Redact, MasksTokens) {
  EXPECT_EQ(
      redact("<AuthToken>1</AuthToken><Token>2</Token><AuthenticationToken>3</AuthenticationToken>"),
      "<AuthToken>********</AuthToken><Token>********</Token><AuthenticationToken>********</AuthenticationToken>");
}

TEST(Redact, LooksInsideOperationsThatAreNamedAfterASecret) {
  EXPECT_EQ(redact("<ChangeBackupAccountPassword><request><Username>u</Username><NewPassword>p</NewPassword></request>"
                   "</ChangeBackupAccountPassword>"),
            "<ChangeBackupAccountPassword><request><Username>u</Username><NewPassword>********</NewPassword></request>"
            "</ChangeBackupAccountPassword>");
  EXPECT_EQ(redact("<SendResetPasswordEmail>true</SendResetPasswordEmail>"),
            "<SendResetPasswordEmail>true</SendResetPasswordEmail>");
}

TEST(Redact, KeepsAnEmptyValueEmpty) {
  EXPECT_EQ(redact("<Password></Password><Password/><Password />x"), "<Password></Password><Password/><Password />x");
}

TEST(Redact, MasksToTheEndWhereTheEndTagIsMissing) {
  EXPECT_EQ(redact("<a><Password>secret</Passwor></a>"), "<a><Password>********");
  EXPECT_EQ(redact("<a><Password>sec"), "<a><Password>********");
}

TEST(Redact, IsNotFooledByAnEndTagInCdataOrComment) {
  EXPECT_EQ(redact("<Password><![CDATA[x</Password>secret]]></Password>!"), "<Password>********</Password>!");
  EXPECT_EQ(redact("<Password>x<!-- </Password> -->secret</Password>!"), "<Password>********</Password>!");
  EXPECT_EQ(redact("<!-- <Password>secret</Password>"), "<!-- <Password>********</Password>");
}

TEST(Redact, CountsNestedElementsOfTheSameName) {
  EXPECT_EQ(redact("<Password>a<Password>b</Password>c</Password>d"), "<Password>********</Password>d");
}

TEST(Redact, MasksWhateverASecretElementHolds) {
  EXPECT_EQ(redact("<Password>a<b>c</b>d</Password>"), "<Password>********</Password>");
}

TEST(Redact, MasksAttributes) {
  EXPECT_EQ(redact("<AuthHeader UserName=\"u\" Password=\"p>q\" x:token='t'/>"),
            "<AuthHeader UserName=\"u\" Password=\"********\" x:token='********'/>");
  EXPECT_EQ(redact("<AuthHeader Password=bare other=\"x\">"), "<AuthHeader Password=******** other=\"x\">");
}

TEST(Redact, MasksFormParametersAndQueries) {
  EXPECT_EQ(redact("UserName=u&Password=p%26q&x=1"), "UserName=u&Password=********&x=1");
  EXPECT_EQ(redact("/Account/Login?uid=1&token=abc"), "/Account/Login?uid=1&token=********");
  EXPECT_EQ(redact("request.NewPass%77ord=p"), "request.NewPass%77ord=********");
}

TEST(Redact, MasksTheTokensOfLinksInMarkup) {
  EXPECT_EQ(redact("<Url>http://a/Browse?authtoken=12/ab&amp;top=Jobs</Url><a href='/x?token=c'/><b>token=</b>"),
            "<Url>http://a/Browse?authtoken=********&amp;top=Jobs</Url><a href='/x?token=********'/><b>token=</b>");
}

TEST(Redact, MasksJsonMembers) {
  EXPECT_EQ(redact(R"({"userName": "u", "password" : "a\"b", "token": 12, "c": 1})"),
            R"({"userName": "u", "password" : "********", "token": ********, "c": 1})");
}

TEST(Redact, ReadsTextThatIsNotWellFormed) {
  EXPECT_EQ(redact("<a b=\"unclosed><Password>secret</Password>"), "<a b=\"unclosed><Password>********</Password>");
  EXPECT_EQ(redact("garbage <Password>p</Password>"), "garbage <Password>********</Password>");
  EXPECT_EQ(redact("<<< Password >p</ Password >"), "<<< Password >********</ Password >");
  EXPECT_EQ(redact("<"), "<");
  EXPECT_EQ(redact(""), "");
  EXPECT_EQ(redact("\xFF\xFE=<Password"), "\xFF\xFE=<Password");
}

TEST(Redact, SeesThroughUndecodedUtf16) {
  const std::string text("<\0P\0a\0s\0s\0w\0o\0r\0d\0>\0x\0<\0/\0P\0a\0s\0s\0w\0o\0r\0d\0>\0", 44);
  EXPECT_EQ(redact(text), "<Password>********</Password>");
}

TEST(Redact, StaysLinearOnHostileText) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "<!--<a =\"";
  EXPECT_EQ(redact(text), text);
}

}  // namespace
}  // namespace control
