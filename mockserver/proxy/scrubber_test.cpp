#include "proxy/scrubber.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace proxy {
namespace {

using recording::Call;
using testing::HasSubstr;
using testing::Not;

std::string body(Scrubber& scrubber, const std::string& text) {
  Call call{.request = {.body = {.text = text}}};
  scrubber.scrub(call);
  return call.request.body.text;
}

TEST(Scrubber, GivesEachSecretANumberWhichItKeeps) {
  Scrubber scrubber;
  EXPECT_EQ(body(scrubber, "<Password>Sandbox888</Password><NewPassword>Other99</NewPassword>"),
            "<Password>***secret:1***</Password><NewPassword>***secret:2***</NewPassword>");
  EXPECT_EQ(body(scrubber, "<s:Password xmlns:s='x'>Other99</s:Password>"),
            "<s:Password xmlns:s='x'>***secret:2***</s:Password>");
}

TEST(Scrubber, FindsASecretHoweverItIsWritten) {
  Scrubber scrubber;
  EXPECT_THAT(body(scrubber, "<Password>a&lt;b&#38;c</Password>"), HasSubstr("***secret:1***"));
  EXPECT_THAT(body(scrubber, "<Password><![CDATA[a<b&c]]></Password>"), HasSubstr("***secret:1***"));
  EXPECT_THAT(body(scrubber, "UserName=x&Password=a%3Cb%26c"), HasSubstr("Password=***secret:1***"));
  EXPECT_THAT(body(scrubber, "<Note>they said a&lt;b&amp;c</Note>"), HasSubstr("they said ***secret:1***<"));
  EXPECT_EQ(body(scrubber, "dXNlcjphPGImYw=="),
            "dXNlcjp"
            "***secret:1***"
            "w==")
      << "what its neighbours do not touch";
}

TEST(Scrubber, TakesWholeHeadersThatAreSecret) {
  Scrubber scrubber;
  Call call{.request = {.target = "/a?token=tok123&x=1",
                        .headers = {{"Authorization", "Basic dXNlcjpwYXNz"}, {"Cookie", "id=5"}, {"Accept", "*/*"}}},
            .response = recording::Response{.headers = {{"Set-Cookie", "id=5"}, {"X-Auth-Token", "tok123"}}}};
  scrubber.scrub(call);
  EXPECT_EQ(call.request.target, "/a?token=***secret:1***&x=1");
  EXPECT_EQ(call.request.headers[0].second, "***secret:2***");
  EXPECT_EQ(call.request.headers[1].second, "***secret:3***");
  EXPECT_EQ(call.request.headers[2].second, "*/*");
  EXPECT_EQ(call.response->headers[0].second, "***secret:3***");
  EXPECT_EQ(call.response->headers[1].second, "***secret:1***");
}

TEST(Scrubber, AnAnswersSecretIsAlsoFoundInItsRequest) {
  Scrubber scrubber;
  Call call{.request = {.body = {.text = "<Key>token-of-mine</Key>"}},
            .response = recording::Response{.body = {.text = "<AuthToken>token-of-mine</AuthToken>"}}};
  scrubber.scrub(call);
  EXPECT_EQ(call.request.body.text, "<Key>***secret:1***</Key>");
}

TEST(Scrubber, APasswordThatIsPartOfAPlaceholderBreaksNone) {
  Scrubber scrubber;
  EXPECT_EQ(body(scrubber, "<Password>secret</Password> secret <Password>secret</Password>"),
            "<Password>***secret:1***</Password> ***secret:1*** <Password>***secret:1***</Password>");
}

TEST(Scrubber, LinksLoseTheirTokens) {
  Scrubber scrubber;
  EXPECT_THAT(body(scrubber, "<Url>https://h/reset?token=abcdef&amp;x=1</Url>"),
              HasSubstr("token=***secret:1***&amp;x=1"));
}

TEST(Scrubber, WhatIsNoSecretStays) {
  Scrubber scrubber;
  const std::string text = "<UserName>888WS</UserName><Password></Password><ChangePassword/>";
  EXPECT_EQ(body(scrubber, text), text);
}

}  // namespace
}  // namespace proxy
