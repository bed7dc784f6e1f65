#include "http/greeting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(Greeting, NamesTheAddressToUse) {
  EXPECT_EQ(base_address(Options{}, 81), "http://localhost:81");
  EXPECT_EQ(base_address(Options{.bind = "0.0.0.0"}, 81), "http://localhost:81");
  EXPECT_EQ(base_address(Options{.bind = "::1"}, 81), "http://[::1]:81");
  EXPECT_EQ(base_address(Options{.bind = "10.0.0.1", .tls_self_signed = "d"}, 81), "https://10.0.0.1:81");
}

TEST(Greeting, ShowsTheDefaultWorldsCredentialsAndACall) {
  EXPECT_THAT(greeting(Options{}, 81), AllOf(HasSubstr("888WS"), HasSubstr("curl -s http://localhost:81/WebApi/")));
  EXPECT_THAT(greeting(Options{.tls_self_signed = "d"}, 81), HasSubstr("--cacert d/certificate.pem https://"));
}

TEST(Greeting, TellsAFoundPortToMachinesFirst) {
  EXPECT_THAT(greeting(Options{.port = 0}, 81),
              StartsWith("{\"port\": 81, \"url\": \"http://localhost:81\"}\nmockserver "));
  EXPECT_THAT(greeting(Options{.port = 81}, 81), StartsWith("mockserver "));
}

TEST(Greeting, TellsAMadeTokenAndNoOther) {
  EXPECT_THAT(greeting(Options{.bind = "0.0.0.0"}, 81, "0123abcd"), HasSubstr("control token 0123abcd"));
  EXPECT_THAT(greeting(Options{.control_token = "a-token-of-ours"}, 81), Not(HasSubstr("token")));
}

TEST(Greeting, OfAProxyNamesBothEnds) {
  const ProxyOptions options{.to = "https://s.example", .record = "calls", .port = 0};
  EXPECT_THAT(greeting(options, 82),
              AllOf(StartsWith("{\"port\": 82, \"url\": \"http://localhost:82\"}\nmockserver "),
                    HasSubstr("http://localhost:82/ on to https://s.example"), HasSubstr("calls")));
}

TEST(Greeting, AnotherWorldsCredentialsAreNotGuessed) {
  EXPECT_THAT(greeting(Options{.world = "mine.json"}, 81), AllOf(HasSubstr("?WSDL"), Not(HasSubstr("888WS"))));
}

}  // namespace
}  // namespace http
