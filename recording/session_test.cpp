#include "recording/session.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace recording {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kAt = "2026-01-02T03:04:05.678Z";

class SessionFile : public testing::Test {
 protected:
  std::filesystem::path file = std::filesystem::path(testing::TempDir()) / ("session." + std::to_string(::getpid()));
  const SessionFacts facts{.target = "https://h", .began = kAt, .program = "mockserver 1"};

  void write(const std::string& text) const { std::ofstream(file, std::ios::binary) << text; }
  void TearDown() override { std::filesystem::remove(file); }
  Session read(const std::string& text) const {
    write(text);
    return read_session(file);
  }
  std::string complaint(const std::string& text) const try {
    read(text);
    return "";
  } catch (const SessionError& error) {
    return error.what();
  }
};

Call answered(std::uint64_t number) {
  return {.number = number,
          .at = kAt,
          .milliseconds = 1.5,
          .request = {.method = "POST",
                      .target = "/a?b=c",
                      .headers = {{"SOAPAction", "\"x\""}, {"X", "1"}, {"X", "2"}},
                      .body = {.text = "<a>\xC3\xA4</a>", .charset = "utf-16le"}},
          .response = Response{.status = 500, .headers = {{"Y", ""}}, .body = {.text = "b", .was_compressed = true}}};
}

TEST_F(SessionFile, HoldsWhatWasWrittenInTheOrderOfTheNumbers) {
  Call silent{.number = 1, .at = kAt, .request = {.method = "GET", .target = "/"}};
  silent.request.body.lost = "3 bytes that are no text";
  silent.trouble = Trouble{.kind = "timeout", .message = "too late"};
  const Session session = read(line_of(facts) + line_of(answered(2)) + line_of(silent));
  EXPECT_EQ(session.facts.target, "https://h");
  EXPECT_EQ(session.facts.program, "mockserver 1");
  EXPECT_FALSE(session.is_cut_off);
  ASSERT_EQ(session.calls.size(), 2U);
  const Call& first = session.calls[0];
  EXPECT_EQ(first.request.body.lost, "3 bytes that are no text");
  EXPECT_FALSE(first.response);
  EXPECT_EQ(first.trouble->kind, "timeout");
  EXPECT_EQ(first.trouble->message, "too late");
  const Call& second = session.calls[1];
  EXPECT_EQ(second.number, 2U);
  EXPECT_EQ(second.at, kAt);
  EXPECT_EQ(second.milliseconds, 1.5);
  EXPECT_EQ(second.request.method + second.request.target, "POST/a?b=c");
  EXPECT_EQ(second.request.headers, answered(2).request.headers);
  EXPECT_EQ(second.request.body.text, "<a>\xC3\xA4</a>");
  EXPECT_EQ(second.request.body.charset, "utf-16le");
  EXPECT_EQ(second.response->status, 500);
  EXPECT_EQ(second.response->body.text, "b");
  EXPECT_TRUE(second.response->body.was_compressed);
}

TEST_F(SessionFile, WithoutTheEndOfItsLastLineIsReadUpToThere) {
  const std::string whole = line_of(facts) + line_of(answered(1));
  const Session session = read(whole + line_of(answered(2)).substr(0, 50));
  EXPECT_TRUE(session.is_cut_off);
  EXPECT_EQ(session.calls.size(), 1U);
}

TEST_F(SessionFile, ThatIsNoneIsToldWithFileAndLine) {
  EXPECT_THAT(complaint(""), AllOf(HasSubstr(file.string()), HasSubstr("is empty")));
  EXPECT_THAT(complaint("<html>\n"), HasSubstr(file.string() + ":1: "));
  EXPECT_THAT(complaint("{}\n"), HasSubstr("no session of a proxy"));
  EXPECT_THAT(complaint("{\"session\": 2}\n"), AllOf(HasSubstr("version 2"), HasSubstr("version 1")));
  EXPECT_THAT(complaint(line_of(facts) + "{\"call\": 1}\n"), HasSubstr(file.string() + ":2: "));
  EXPECT_THAT(complaint(line_of(facts) + "\n" + line_of(answered(1))), HasSubstr(":2: "));
  std::filesystem::remove(file);
  EXPECT_THROW(static_cast<void>(read_session(file)), SessionError);
}

TEST_F(SessionFile, ReplacesBytesThatAreNoUtf8) {
  Call call = answered(1);
  call.request.headers = {{"X", "\xE4"}};
  EXPECT_EQ(read(line_of(facts) + line_of(call)).calls[0].request.headers[0].second, "\xEF\xBF\xBD");
}

TEST(Body, OfAnyCharsetComesBackAsItWas) {
  using namespace std::string_view_literals;
  for (const auto& [bytes, charset] : {std::pair{"<a>\xC3\xA4</a>"sv, "utf-8"},
                                       {"<a>\xE4</a>"sv, "latin-1"},
                                       {"\xFF\xFE<\0a\0>\0"sv, "utf-16le"},
                                       {"\xFE\xFF\0<\0a\0>"sv, "utf-16be"},
                                       {"\0<\0a\0>"sv, "utf-16be"},
                                       {"<\0a\0>\0"sv, "utf-16le"},
                                       {"\x01\0\xFF"sv, "latin-1"},
                                       {""sv, "utf-8"}}) {
    const Body body = body_of(bytes);
    EXPECT_EQ(body.charset, charset);
    EXPECT_EQ(bytes_of(body), bytes);
  }
  EXPECT_THROW(static_cast<void>(bytes_of({.text = "a", .charset = "ebcdic"})), SessionError);
  EXPECT_THROW(static_cast<void>(bytes_of({.text = "\xE2\x82\xAC", .charset = "latin-1"})), SessionError);
}

}  // namespace
}  // namespace recording
