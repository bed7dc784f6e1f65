#include "http/request_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http {
namespace {

using State = RequestReader::State;
using testing::HasSubstr;

Request read(std::string_view bytes, Limits limits = {}) {
  RequestReader reader(limits);
  reader.feed(bytes);
  EXPECT_EQ(reader.state(), State::kComplete) << reader.rejection().reason;
  return reader.take();
}

Rejection rejected(std::string_view bytes) {
  RequestReader reader(Limits{});
  reader.feed(bytes);
  EXPECT_EQ(reader.state(), State::kRejected);
  return reader.rejection();
}

TEST(RequestReader, SplitsTheTarget) {
  const Request request = read("GET /Web%20Api/a+b.asmx?op=X&y=%31?z HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(request.method, "GET");
  EXPECT_EQ(request.target, "/Web%20Api/a+b.asmx?op=X&y=%31?z");
  EXPECT_EQ(request.path, "/Web Api/a+b.asmx");
  EXPECT_EQ(request.query, "op=X&y=%31?z");
}

TEST(RequestReader, TakesThePathOfAnAbsoluteTarget) {
  EXPECT_EQ(read("GET http://host:80/a?b HTTP/1.1\r\nHost: h\r\n\r\n").path, "/a");
  EXPECT_EQ(read("GET http://host HTTP/1.1\r\nHost: h\r\n\r\n").path, "/");
}

TEST(RequestReader, DecodesPercentSignsOnceAndLeavesBadOnes) {
  EXPECT_EQ(percent_decoded("%41%2541%zz%4"), "A%41%zz%4");
  EXPECT_EQ(percent_decoded("%C3%a9"), "\xC3\xA9");
  EXPECT_EQ(percent_decoded("100%"), "100%");
}

// Host rules 9, 11 and 12 need the header as it was sent: undecoded, and present even when it says nothing.
TEST(RequestReader, KeepsHeaderValuesVerbatimIncludingEmptyOnes) {
  const Request request = read("POST /a HTTP/1.1\r\nHost: h\r\nSOAPAction:\r\nX: a%2Fb\r\nx:  'c' \r\n\r\n");
  EXPECT_EQ(request.headers.find("soapaction"), "");
  EXPECT_EQ(request.headers.find("X"), "a%2Fb");
  EXPECT_EQ(request.headers.size(), 4U);
  EXPECT_FALSE(request.headers.has("Y"));
}

TEST(RequestReader, JoinsAChunkedBody) {
  const Request request = read(
      "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n4;ext=1\r\nabcd\r\n3\r\nefg\r\n0\r\nTrailer: "
      "x\r\n\r\n");
  EXPECT_EQ(request.body, "abcdefg");
  EXPECT_FALSE(request.headers.has("Trailer"));
}

TEST(RequestReader, ReadsTheSameByteByByte) {
  const std::string bytes = "POST /abc?d HTTP/1.1\r\nHost: h\r\nSOAPAction: \"x\"\r\nContent-Length: 5\r\n\r\nhello";
  RequestReader reader(Limits{});
  for (const char byte : bytes) {
    ASSERT_EQ(reader.state(), State::kReading);
    ASSERT_EQ(reader.feed({&byte, 1}), 1U);
  }
  ASSERT_EQ(reader.state(), State::kComplete);
  const Request request = reader.take();
  EXPECT_EQ(request.target, "/abc?d");
  EXPECT_EQ(request.header("soapaction"), "\"x\"");
  EXPECT_EQ(request.body, "hello");
}

TEST(RequestReader, StopsAtTheEndOfARequest) {
  const std::string_view two = "GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n";
  RequestReader reader(Limits{});
  const std::size_t taken = reader.feed(two);
  EXPECT_EQ(taken, two.size() / 2);
  EXPECT_EQ(reader.take().path, "/1");
  EXPECT_FALSE(reader.has_begun());
  reader.feed(two.substr(taken));
  EXPECT_EQ(reader.take().path, "/2");
}

TEST(RequestReader, SaysWhenTheSenderWaitsForLeave) {
  RequestReader reader(Limits{});
  reader.feed("POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_TRUE(reader.must_continue());
  EXPECT_FALSE(reader.must_continue());
  reader.feed("ok");
  EXPECT_EQ(reader.take().body, "ok");
}

// Host rule 95: it is the application that answers a body that is too large.
TEST(RequestReader, ReportsABodyOverTheLimitAndReadsPastIt) {
  const Limits limits{.body = 4, .drained = 1000};
  for (const char* framing :
       {"Content-Length: 6\r\n\r\nabcdef", "Transfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n0\r\n\r\n"}) {
    RequestReader reader(limits);
    reader.feed(std::string("POST /a HTTP/1.1\r\nHost: h\r\n") + framing);
    ASSERT_EQ(reader.state(), State::kComplete);
    EXPECT_TRUE(reader.keep_alive());
    const Request request = reader.take();
    EXPECT_TRUE(request.body_over_limit);
    EXPECT_EQ(request.body, "");
  }
  EXPECT_FALSE(read("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nabcd", limits).body_over_limit);
}

TEST(RequestReader, DoesNotWaitForABodyThatIsFarTooLarge) {
  for (const char* head : {"Content-Length: 9\r\n\r\n", "Content-Length: 6\r\nExpect: 100-continue\r\n\r\n",
                           "Transfer-Encoding: chunked\r\n\r\n9\r\nabcdefghi"}) {
    RequestReader reader(Limits{.body = 4, .drained = 8});
    reader.feed(std::string("POST /a HTTP/1.1\r\nHost: h\r\n") + head);
    ASSERT_EQ(reader.state(), State::kComplete) << head;
    EXPECT_FALSE(reader.keep_alive());
    EXPECT_TRUE(reader.take().body_over_limit);
  }
}

TEST(RequestReader, KnowsWhetherTheConnectionStays) {
  const auto stays = [](std::string_view bytes) {
    RequestReader reader(Limits{});
    reader.feed(bytes);
    return reader.keep_alive();
  };
  EXPECT_TRUE(stays("GET / HTTP/1.1\r\nHost: h\r\n\r\n"));
  EXPECT_FALSE(stays("GET / HTTP/1.1\r\nHost: h\r\nConnection: Close\r\n\r\n"));
  EXPECT_FALSE(stays("GET / HTTP/1.0\r\n\r\n"));
  EXPECT_TRUE(stays("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}

TEST(RequestReader, IgnoresAnOfferToUpgrade) {
  const Request request = read(
      "POST /a HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nContent-Length: "
      "2\r\n\r\nok");
  EXPECT_EQ(request.body, "ok");
  EXPECT_EQ(read("GET /a HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n").path, "/a");
}

TEST(RequestReader, TakesEveryMethod) {
  for (const char* method : {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"}) {
    EXPECT_EQ(read(std::string(method) + " / HTTP/1.1\r\nHost: h\r\n\r\n").method, method);
  }
}

TEST(RequestReader, RejectsWhatIsNoHttp) {
  EXPECT_EQ(rejected("hello\r\n\r\n").status, 400);
  EXPECT_EQ(rejected("GET / HTTP/9.7x\r\n\r\n").status, 400);
  EXPECT_EQ(rejected(std::string_view("\x16\x03\x01\x02\x00", 5)).status, 400);
  EXPECT_EQ(rejected("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n").status, 400);
  EXPECT_EQ(rejected("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n").status,
            400);
  EXPECT_EQ(rejected("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n").status, 400);
  EXPECT_THAT(rejected("GET / HTTP/1.1\r\nHost: h\r\n(a): c\r\n\r\n").reason, HasSubstr("badly formed"));
}

TEST(RequestReader, RejectsAnAddresslessRequest) {
  EXPECT_THAT(rejected("GET / HTTP/1.1\r\n\r\n").reason, HasSubstr("Host"));
}

TEST(RequestReader, TakesLongPathsAndManyHeaders) {
  const std::string path = "/" + std::string(9000, 'a');
  EXPECT_EQ(read("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n").path, path);
  std::string head = "GET / HTTP/1.1\r\nHost: h\r\n";
  for (int i = 0; i < 1000; ++i) head += "X-" + std::to_string(i) + ": " + std::to_string(i) + "\r\n";
  EXPECT_EQ(read(head + "\r\n").headers.size(), 1001U);
}

TEST(RequestReader, RejectsAbsurdHeads) {
  EXPECT_EQ(rejected("GET /" + std::string(100'000, 'a')).status, 414);
  EXPECT_EQ(rejected("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(100'000, 'a')).status, 431);
}

}  // namespace
}  // namespace http
