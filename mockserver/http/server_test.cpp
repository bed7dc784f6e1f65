#include "http/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <vector>

#include "http/test_client.hpp"

namespace http {
namespace {

using test::Answer;
using test::Client;
using test::post;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class ServerTest : public testing::Test {
 protected:
  int start(Handler handler = test::echo, ServerSettings settings = {}) {
    server_ = std::make_unique<Server>(std::move(settings), std::move(handler));
    server_->start();
    return server_->port();
  }
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, AnswersTwentyPostsOnOneConnection) {
  Client client(start());
  for (int i = 0; i < 20; ++i) {
    const std::string body = "number " + std::to_string(i);
    client.send(post("/a.asmx?x=1", body));
    EXPECT_THAT(client.read().body, StartsWith("POST /a.asmx?x=1|/a.asmx|x=1|" + body + "|Host: localhost"));
  }
}

// Host rule 94.
TEST_F(ServerTest, ContinuesAtOnceWhenAskedTo) {
  Client client(start());
  client.send("POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);
  client.send("body");
  EXPECT_THAT(client.read().body, HasSubstr("|body|"));
}

// Host rule 94.
TEST_F(ServerTest, TakesChunkedBodies) {
  Client client(start());
  client.send("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
  client.send("6\r\n world\r\n0\r\n\r\n");
  EXPECT_THAT(client.read().body, HasSubstr("|hello world|"));
}

// Host rule 5: the application decides what these methods get.
TEST_F(ServerTest, EveryMethodReachesTheHandler) {
  Client client(start());
  for (const std::string method : {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"}) {
    client.send(method + " /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi");
    EXPECT_THAT(client.read().body, StartsWith(method + " /a|/a||hi|"));
  }
}

// The library reads no others.
TEST_F(ServerTest, MethodsOfWebDavAreRefused) {
  Client client(start());
  client.send("PROPFIND /a HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(client.read().status, 400);
  EXPECT_TRUE(client.is_at_end());
}

TEST_F(ServerTest, HeadGetsTheLengthButNotTheBody) {
  Client client(start());
  client.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_THAT(client.read(false).head, Not(HasSubstr("Content-Length: 0")));
  client.send("GET /b HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_THAT(client.read().body, StartsWith("GET /b|"));  // nothing of the first answer's body lay in between
}

// Host rule 93: a packed body is not unpacked, a form not taken apart.
TEST_F(ServerTest, BodiesAreHandedOverUntouched) {
  Client client(start());
  const std::string packed("\x1F\x8B\x08\x00rest\x00", 9);
  client.send(post("/a", packed, "Content-Encoding: gzip\r\nRange: bytes=0-1\r\nAccept-Encoding: gzip\r\n"));
  const Answer answer = client.read();
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr("|" + packed + "|"));
  const std::string form = "a=" + std::string(20'000, 'x');
  client.send(post("/a", form, "Content-Type: application/x-www-form-urlencoded\r\n"));
  EXPECT_THAT(client.read().body, HasSubstr(form));
  client.send(post("/a", "--x\r\nbroken", "Content-Type: multipart/form-data\r\n"));
  EXPECT_THAT(client.read().body, HasSubstr("--x\r\nbroken"));
}

TEST_F(ServerTest, AddsNoHeaderOfItsOwnButLengthAndDate) {
  Client client(start([](const Request&) { return Response{.body = "x"}; }));
  client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_THAT(client.read().head,
              testing::MatchesRegex("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nDate: [A-Za-z0-9 ,:]+\r\n\r\n"));
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrderAndThenRefusesGarbage) {
  Client client(start());
  client.send(post("/1", "one") + post("/2", "two") + "garbage\r\n\r\n" + post("/3", "three"));
  EXPECT_THAT(client.read().body, HasSubstr("|one|"));
  EXPECT_THAT(client.read().body, HasSubstr("|two|"));
  const Answer refusal = client.read();
  EXPECT_EQ(refusal.status, 400);
  EXPECT_THAT(refusal.head, HasSubstr("Connection: close"));
  EXPECT_TRUE(client.is_at_end());
}

TEST_F(ServerTest, AnswersLongPathsAndRefusesAbsurdOnes) {
  const int port = start();
  Client patient(port);
  const std::string path = "/" + std::string(8'000, 'a');
  patient.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_THAT(patient.read().body, StartsWith("GET " + path));
  Client absurd(port);
  absurd.send("GET /" + std::string(1'000'000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(absurd.read().status, 414);
  Client talkative(port);
  talkative.send("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(1'000'000, 'a') + "\r\n\r\n");
  EXPECT_EQ(talkative.read().status, 431);
}

TEST_F(ServerTest, RefusesRequestsThatNobodyCanRead) {
  const int port = start();
  for (const std::string head :
       {"POST /a HTTP/1.1\r\nContent-Length: 2\r\n", "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: -2\r\n",
        "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n", "GET /a HTTP/3.0\r\nHost: h\r\n", "GET\r\n"}) {
    Client client(port);
    client.send(head + "\r\nhi");
    const Answer answer = client.read();
    EXPECT_EQ(answer.status, 400) << head;
    EXPECT_THAT(answer.head, HasSubstr("Connection: close")) << head;
    EXPECT_TRUE(client.is_at_end()) << head;
  }
}

TEST_F(ServerTest, RefusesABrokenChunkAndTellsOneWhoStopsWithinABody) {
  Client broken(start(test::echo, {.timeout = std::chrono::milliseconds(50)}));
  broken.send("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n");
  EXPECT_EQ(broken.read().status, 400);
  Client stopped(server_->port());
  stopped.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
  EXPECT_EQ(stopped.read().status, 408);
}

// Old clients end a body with a line break that is not part of it; others speak HTTP/1.0 or name the whole address.
TEST_F(ServerTest, ReadsWhatOldClientsSend) {
  Client client(start());
  client.send(post("/a", "x") + "\r\n" + "GET http://h/b?c=d HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_THAT(client.read().body, HasSubstr("|x|"));
  const Answer old = client.read();
  EXPECT_THAT(old.head, HasSubstr("Connection: keep-alive"));
  EXPECT_THAT(old.body, StartsWith("GET http://h/b?c=d|/b|c=d||"));
  client.send("POST /c HTTP/1.1\r\nHost: h\r\nConnection: Close\r\n\r\n");
  EXPECT_THAT(client.read().head, HasSubstr("Connection: close"));
  EXPECT_TRUE(client.is_at_end());
}

// Host rule 95.
TEST_F(ServerTest, TheHandlerAnswersABodyOverTheLimit) {
  Client client(start(test::echo, {.limits = {.body = 1'000, .drained = 10'000'000}}));
  client.send(post("/a", std::string(5'000'000, 'x')));
  EXPECT_THAT(client.read().body, HasSubstr("<over limit>"));
  client.send(post("/a", "small"));
  EXPECT_THAT(client.read().body, HasSubstr("|small|"));
}

TEST_F(ServerTest, LargeAnswersArriveWhole) {
  Client client(start([](const Request&) { return Response{.body = std::string(5'000'000, 'y')}; }));
  client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(client.read().body, std::string(5'000'000, 'y'));
}

TEST_F(ServerTest, ClosesWhenAskedTo) {
  Client client(start());
  client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(client.read().head, HasSubstr("Connection: close"));
  EXPECT_TRUE(client.is_at_end());
}

TEST_F(ServerTest, ADroppedAnswerIsNotOneByteLong) {
  Client client(start([](const Request&) { return Response{.delivery = {.kind = Delivery::Kind::kDropped}}; }));
  client.send(post("/a", "x"));
  EXPECT_TRUE(client.is_at_end());
}

TEST_F(ServerTest, AHandlersExceptionBecomesABare500) {
  Client client(start([](const Request&) -> Response { throw std::runtime_error("secret detail"); }));
  client.send(post("/a", "x"));
  const Answer answer = client.read();
  EXPECT_EQ(answer.status, 500);
  EXPECT_THAT(answer.body, Not(HasSubstr("secret")));
}

TEST_F(ServerTest, ASilentClientLosesItsConnectionAndAStalledOneIsTold) {
  const int port = start(test::echo, {.timeout = std::chrono::milliseconds(1)});
  Client silent(port);
  EXPECT_TRUE(silent.is_at_end());
  Client stalled(port);
  stalled.send("POST / HTTP/1.1\r\n");
  EXPECT_EQ(stalled.read().status, 408);
}

TEST_F(ServerTest, AnAbandonedRequestIsNotAnswered) {
  std::atomic<int> calls = 0;
  const int port = start([&calls](const Request&) {
    ++calls;
    return Response{};
  });
  Client client(port);
  client.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
  client.finish_sending();
  EXPECT_TRUE(client.is_at_end());
  EXPECT_EQ(calls, 0);
}

TEST_F(ServerTest, NobodyWaitsForSilentConnections) {
  const int port = start();
  std::vector<std::unique_ptr<Client>> silent;
  for (int i = 0; i < 100; ++i) silent.push_back(std::make_unique<Client>(port));
  Client client(port);
  client.send(post("/a", "hello"));
  EXPECT_EQ(client.read().status, 200);
  for (auto& other : silent) other->send(post("/a", "late"));
  for (auto& other : silent) EXPECT_EQ(other->read().status, 200);
}

TEST_F(ServerTest, AnIdleConnectionMakesRoomWhenThereAreTooMany) {
  const int port = start(test::echo, {.connections = 1});
  Client first(port);
  first.send(post("/a", "1"));
  EXPECT_EQ(first.read().status, 200);
  Client second(port);
  second.send(post("/a", "2"));
  EXPECT_EQ(second.read().status, 200);
}

TEST_F(ServerTest, ListensOnBothLoopbacksForLocalhost) {
  std::string seen;
  const int port = start([&seen](const Request& request) {
    seen = request.remote_address + " " + request.local_address + " " + std::to_string(request.local_port);
    return Response{};
  });
  Client client(port);
  client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  client.read();
  EXPECT_EQ(seen, "127.0.0.1 127.0.0.1 " + std::to_string(port));
}

TEST_F(ServerTest, ABusyPortIsNamed) {
  const int port = start();
  try {
    Server second({.port = port}, test::echo);
    second.start();
    FAIL() << "two servers listen on one port";
  } catch (const BindError& error) {
    EXPECT_EQ(std::string(error.what()),
              "cannot listen on 127.0.0.1:" + std::to_string(port) + ": the port is in use by another program");
  }
}

TEST_F(ServerTest, AnAddressThatIsNotThisMachinesIsNamed) {
  Server server({.bind = "203.0.113.1"}, test::echo);
  EXPECT_THROW(server.start(), BindError);
  Server unknown({.bind = "no such host"}, test::echo);
  EXPECT_THROW(unknown.start(), BindError);
}

TEST_F(ServerTest, StopsWhileConnectionsAreIdle) {
  const int port = start();
  std::vector<std::unique_ptr<Client>> idle;
  for (int i = 0; i < 20; ++i) {
    idle.push_back(std::make_unique<Client>(port));
    idle.back()->send(post("/a", "x"));
    idle.back()->read();
  }
  server_->stop();
  for (auto& client : idle) EXPECT_TRUE(client->is_at_end());
  server_->wait();
  EXPECT_THROW(Client{port}, std::runtime_error);
}

TEST_F(ServerTest, LetsARequestUnderWayFinish) {
  std::promise<void> entered;
  std::promise<void> leave;
  const int port = start([&](const Request&) {
    entered.set_value();
    leave.get_future().wait();
    return Response{.body = "done"};
  });
  Client client(port);
  client.send(post("/a", "x"));
  entered.get_future().wait();
  auto stopped = std::async(std::launch::async, [this] { server_->stop(); });
  leave.set_value();
  EXPECT_EQ(client.read().body, "done");
  stopped.wait();
  EXPECT_TRUE(client.is_at_end());
}

TEST_F(ServerTest, StopsTwiceAndWithoutHavingStarted) {
  start();
  server_->stop();
  server_->stop();
  Server never({}, test::echo);
  never.stop();
  EXPECT_EQ(never.port(), 0);
}

}  // namespace
}  // namespace http
