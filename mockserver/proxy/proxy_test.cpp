// The proxy in front of servers that answer, pack, redirect, hang, drip, close and lie.
#include "proxy/proxy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <sstream>
#include <thread>

#include "http/server.hpp"
#include "http/test_client.hpp"

namespace proxy {
namespace {

using http::Request;
using http::Response;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string gzipped(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() + 100, '\0');
  std::string in = text;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// A server that answers its first connection with bytes of a test's choice.
class RawServer {
 public:
  // Answers after a whole head has come; then closes, or keeps silent until the client goes.
  RawServer(std::string bytes, bool closes) : listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listening_, 4) != 0 ||
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      throw std::runtime_error("cannot listen");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this, bytes = std::move(bytes), closes] { serve(bytes, closes); });
  }
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;
  ~RawServer() {
    ::shutdown(listening_, SHUT_RDWR);
    thread_.join();
    ::close(listening_);
  }
  [[nodiscard]] std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  void serve(const std::string& bytes, bool closes) const {
    const int connection = ::accept(listening_, nullptr, nullptr);
    if (connection < 0) return;
    std::string head;
    std::array<char, 4096> piece{};
    constexpr char kTlsHandshake = 0x16;
    while (head.find("\r\n\r\n") == std::string::npos && !head.starts_with(kTlsHandshake)) {
      const ssize_t got = ::recv(connection, piece.data(), piece.size(), 0);
      if (got <= 0) break;
      head.append(piece.data(), static_cast<std::size_t>(got));
    }
    ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    while (!closes && ::recv(connection, piece.data(), piece.size(), 0) > 0) {
    }
    ::close(connection);
  }

  int listening_;
  int port_ = 0;
  std::thread thread_{};
};

class ProxyTest : public testing::Test {
 protected:
  std::filesystem::path directory = std::filesystem::path(testing::TempDir()) / ("proxy." + std::to_string(::getpid()));
  std::ostringstream complaints;
  std::unique_ptr<http::Server> target;
  std::unique_ptr<Upstream> upstream;
  std::unique_ptr<Recorder> recorder;

  void TearDown() override { std::filesystem::remove_all(directory); }

  // A proxy in front of a server with this handler.
  Proxy before(http::Handler handler, bool keeps_addresses = false) {
    target = std::make_unique<http::Server>(http::ServerSettings{.bind = "127.0.0.1"}, std::move(handler));
    target->start();
    return before(address(), keeps_addresses);
  }
  Proxy before(const std::string& to, bool keeps_addresses = false,
               std::chrono::milliseconds timeout = std::chrono::seconds(10)) {
    upstream = std::make_unique<Upstream>(UpstreamSettings{.address = to, .timeout = timeout});
    recorder = std::make_unique<Recorder>(
        directory, recording::SessionFacts{.target = to, .began = utc_now(), .program = "test"}, complaints);
    return {*upstream, *recorder, keeps_addresses};
  }
  std::string address() const { return "http://127.0.0.1:" + std::to_string(target->port()); }
  recording::Call recorded() const {
    const auto session = recording::read_session(recorder->file());
    return session.calls.empty() ? recording::Call{} : session.calls.back();
  }

  static Request request(std::string method, std::string path, http::Headers headers = {}, std::string body = "") {
    headers.add("Host", "localhost:8081");
    return {.method = std::move(method),
            .target = path,
            .path = path,
            .headers = std::move(headers),
            .body = std::move(body),
            .remote_address = "127.0.0.1"};
  }
};

TEST_F(ProxyTest, PassesTheRequestOnAsItIs) {
  Proxy proxy = before(http::test::echo);
  const Response answer = proxy.answer(request("POST", "/WebApi/A.asmx?x=%20y",
                                               {{"SOAPAction", "\"sosonlinebackup.com/X\""},
                                                {"X-One", "1"},
                                                {"X-One", "2"},
                                                {"Te", "trailers"},
                                                {"Connection", "close"},
                                                {"Content-Type", "text/xml; charset=utf-8"}},
                                               "<a>\xC3\xA4</a>"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("POST /WebApi/A.asmx?x=%20y|"), HasSubstr("|<a>\xC3\xA4</a>|"),
                                 HasSubstr("SOAPAction: \"sosonlinebackup.com/X\""), HasSubstr("X-One: 1"),
                                 HasSubstr("X-One: 2"), HasSubstr("Host: " + upstream->authority()),
                                 Not(HasSubstr("Te: ")), Not(HasSubstr("localhost:8081"))));
}

TEST_F(ProxyTest, PassesEveryStatusBackWithItsHeadersAndRecordsBothSides) {
  for (const int status : {200, 202, 400, 404, 500, 503}) {
    std::filesystem::remove_all(directory);
    Proxy proxy = before([status](const Request&) {
      return Response{.status = status, .headers = {{"X-Theirs", "1"}, {"Content-Type", "text/xml"}}, .body = "<f/>"};
    });
    const Response answer = proxy.answer(request("POST", "/a", {{"X-Mine", "2"}}, "<q/>"));
    EXPECT_EQ(answer.status, status);
    EXPECT_EQ(answer.body, "<f/>");
    EXPECT_EQ(answer.headers.find("X-Theirs"), "1");
    const recording::Call call = recorded();
    EXPECT_EQ(call.number, 1U);
    EXPECT_EQ(call.request.body.text, "<q/>");
    EXPECT_EQ(call.response->status, status);
    EXPECT_EQ(call.response->body.text, "<f/>");
    EXPECT_GE(call.milliseconds, 0);
  }
}

TEST_F(ProxyTest, ReadsAnswersInPieces) {
  const RawServer server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", true);
  Proxy proxy = before(server.address());
  const Response answer = proxy.answer(request("GET", "/"));
  EXPECT_EQ(answer.body, "abcde");
  EXPECT_FALSE(answer.headers.has("Transfer-Encoding"));
}

TEST_F(ProxyTest, LeavesPackedAnswersPackedAndRecordsThemUnpacked) {
  const std::string text = "<Password>Sandbox888</Password>";
  Proxy proxy = before([&](const Request&) {
    return Response{.headers = {{"Content-Encoding", "gzip"}, {"Content-Type", "text/xml"}}, .body = gzipped(text)};
  });
  const Response answer = proxy.answer(request("POST", "/", {{"Accept-Encoding", "gzip"}}));
  EXPECT_EQ(answer.body, gzipped(text));
  EXPECT_EQ(answer.headers.find("Content-Encoding"), "gzip");
  EXPECT_EQ(recorded().response->body.text, "<Password>***secret:1***</Password>");
  EXPECT_TRUE(recorded().response->body.was_compressed);
}

TEST_F(ProxyTest, WhatCannotBeSearchedForSecretsIsNotRecorded) {
  Proxy proxy = before([&](const Request& in) {
    return Response{.headers = {{"Content-Encoding", in.query == "br" ? "br" : "gzip"}}, .body = "no gzip at all"};
  });
  Request asked = request("POST", "/?br");
  asked.query = "br";
  EXPECT_EQ(proxy.answer(asked).body, "no gzip at all");
  EXPECT_THAT(recorded().response->body.lost.value_or(""), HasSubstr("14 bytes packed with br"));
  proxy.answer(request("POST", "/"));
  EXPECT_THAT(recorded().response->body.lost.value_or(""), HasSubstr("packed with gzip"));
  proxy.answer(request("POST", "/", {}, std::string("a\0\xFF", 3)));
  EXPECT_THAT(recorded().request.body.lost.value_or(""), HasSubstr("no text"));
}

TEST_F(ProxyTest, KeepsClientsOfAWsdlWithTheProxy) {
  const http::Handler wsdl = [&](const Request& in) {
    return Response{
        .headers = {{"Content-Type", "text/xml"}, {"Location", address() + "/there"}},
        .body = "<address location=\"" + address() + "/a.asmx\"/>" + std::string(in.header("Accept-Encoding"))};
  };
  Proxy proxy = before(wsdl);
  const Response answer = proxy.answer(request("GET", "/a.asmx?WSDL", {{"Accept-Encoding", "gzip"}}));
  EXPECT_EQ(answer.body, "<address location=\"http://localhost:8081/a.asmx\"/>");
  EXPECT_EQ(answer.headers.find("Location"), "http://localhost:8081/there");
  EXPECT_THAT(recorded().response->body.text, HasSubstr(address())) << "recorded is what the target said";
  EXPECT_THAT(proxy.answer(request("POST", "/a.asmx")).body, HasSubstr(address())) << "answers of calls stay";
}

TEST_F(ProxyTest, LeavesAddressesWhenTold) {
  Proxy proxy = before(
      [&](const Request&) {
        return Response{.headers = {{"Content-Type", "text/xml"}, {"Location", address() + "/there"}},
                        .body = address()};
      },
      true);
  const Response answer = proxy.answer(request("GET", "/a.asmx?WSDL"));
  EXPECT_EQ(answer.body, address());
  EXPECT_EQ(answer.headers.find("Location"), address() + "/there");
}

TEST_F(ProxyTest, KeepsItsConnectionsToTheTarget) {
  Proxy proxy = before([](const Request& in) { return Response{.body = std::to_string(in.remote_port)}; });
  const std::string port = proxy.answer(request("GET", "/")).body;
  EXPECT_EQ(proxy.answer(request("POST", "/", {{"Connection", "close"}}, "x")).body, port);
}

TEST_F(ProxyTest, ATargetThatIsNotThereIs502) {
  Proxy proxy = before("http://127.0.0.1:1");
  const Response answer = proxy.answer(request("POST", "/", {}, "<Password>Sandbox888</Password>"));
  EXPECT_EQ(answer.status, 502);
  EXPECT_THAT(answer.body, HasSubstr("http://127.0.0.1:1 cannot be connected to"));
  EXPECT_THAT(std::string(answer.headers.find("Content-Type").value_or("")), HasSubstr("text/plain"));
  EXPECT_FALSE(recorded().response);
  EXPECT_EQ(recorded().trouble->kind, "unreachable");
  EXPECT_THAT(recorded().request.body.text, HasSubstr("***secret:1***"));
}

TEST_F(ProxyTest, ATargetThatHangsOrDripsIs504) {
  for (const char* begun : {"", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"}) {
    const RawServer server(begun, false);
    std::filesystem::remove_all(directory);
    Proxy proxy = before(server.address(), false, std::chrono::milliseconds(50));
    const Response answer = proxy.answer(request("POST", "/"));
    EXPECT_EQ(answer.status, 504) << begun;
    EXPECT_THAT(answer.body, HasSubstr("no whole answer within 50 ms"));
    EXPECT_EQ(recorded().trouble->kind, "timeout");
  }
}

TEST_F(ProxyTest, ATargetThatClosesMidwayIs502) {
  for (const char* begun : {"", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "HTTP/1.1 200 OK\r\nContent-Le"}) {
    const RawServer server(begun, true);
    std::filesystem::remove_all(directory);
    Proxy proxy = before(server.address());
    const Response answer = proxy.answer(request("POST", "/"));
    EXPECT_EQ(answer.status, 502) << begun;
    EXPECT_THAT(answer.body, HasSubstr("closed the connection"));
    EXPECT_EQ(recorded().trouble->kind, "closed");
  }
}

TEST_F(ProxyTest, TlsThatFailsSaysSo) {
  const RawServer server("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", true);
  std::string secure = server.address();
  secure.insert(4, "s");
  Proxy proxy = before(secure);
  const Response answer = proxy.answer(request("POST", "/"));
  EXPECT_EQ(answer.status, 502);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("TLS with https://"), HasSubstr("--ca-file")));
  EXPECT_EQ(recorded().trouble->kind, "tls");
}

TEST_F(ProxyTest, TooLargeARequestIsNotPassedOn) {
  Proxy proxy = before("http://127.0.0.1:1");
  Request large = request("POST", "/");
  large.body_over_limit = true;
  EXPECT_EQ(proxy.answer(large).status, 413);
}

TEST(Upstream, AnAddressThatIsNoneIsNamed) {
  for (const char* wrong : {"", "host", "ftp://host", "http://", "http://host/path", "http://host?x", "http://u@host",
                            "http://ho st", "https://host:port", "http://host:", "http://host:65536", "http://:80"}) {
    try {
      Upstream upstream({.address = wrong});
      ADD_FAILURE() << wrong;
    } catch (const TargetError& error) {
      EXPECT_THAT(error.what(), AllOf(HasSubstr("--to"), HasSubstr("https://host"))) << wrong;
    }
  }
  EXPECT_THROW(Upstream({.address = "https://host", .ca_file = "/no/such.pem"}), TargetError);
}

}  // namespace
}  // namespace proxy
