#include "http/response_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::time_t kInstant = 1795446360;  // 2026-11-23T15:06:00Z

TEST(ResponseWriter, WritesTheAnswersHeadersInOrderAndNothingElse) {
  Response response{.status = 500, .body = "abc"};
  response.headers.add("Cache-Control", "private");
  response.headers.add("Content-Type", "text/xml; charset=utf-8");
  EXPECT_EQ(head_of(response, {.now = kInstant}),
            "HTTP/1.1 500 Internal Server Error\r\nCache-Control: private\r\nContent-Type: text/xml; charset=utf-8\r\n"
            "Date: Mon, 23 Nov 2026 15:06:00 GMT\r\nContent-Length: 3\r\n\r\n");
}

// Host rule 22: 400 and 415 come with an empty body and say so.
TEST(ResponseWriter, StatesAnEmptyBody) {
  EXPECT_THAT(head_of({.status = 415}, {}), HasSubstr("Content-Length: 0\r\n"));
}

TEST(ResponseWriter, KeepsADateOfTheAnswersOwn) {
  Response response;
  response.headers.add("date", "Tue, 01 Jan 2030 00:00:00 GMT");
  EXPECT_THAT(head_of(response, {.now = kInstant}), Not(HasSubstr("2026")));
}

TEST(ResponseWriter, ReplacesFramingHeadersOfTheAnswersOwn) {
  Response response{.body = "abc"};
  response.headers.add("content-length", "99");
  response.headers.add("connection", "upgrade");
  const std::string head = head_of(response, {.keep_alive = false});
  EXPECT_THAT(head, HasSubstr("Content-Length: 3\r\nConnection: close\r\n\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("99")));
  EXPECT_THAT(head, Not(HasSubstr("upgrade")));
}

TEST(ResponseWriter, TellsAnHttp10ClientThatTheConnectionStays) {
  EXPECT_THAT(head_of({}, {.keep_alive = true, .is_http_1_0 = true}), HasSubstr("Connection: keep-alive\r\n"));
  EXPECT_THAT(head_of({}, {.keep_alive = true}), Not(HasSubstr("Connection")));
}

TEST(ResponseWriter, LetsNoValueBreakOutOfItsLine) {
  Response response;
  response.headers.add("X", "a\r\nSet-Cookie: b");
  EXPECT_THAT(head_of(response, {}), HasSubstr("X: a  Set-Cookie: b\r\n"));
}

TEST(ResponseWriter, NamesStatuses) {
  EXPECT_EQ(reason_phrase(405), "Method Not Allowed");
  EXPECT_EQ(reason_phrase(799), "Status");
}

}  // namespace
}  // namespace http
