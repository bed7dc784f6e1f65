#include "http/call_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "http/test_host.hpp"

namespace http {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

std::string line_for(const Request& request) {
  std::ostringstream log;
  const Response response =
      logged([](const Request&) { return Response{.status = 202, .body = "four"}; }, log)(request);
  EXPECT_EQ(response.status, 202);
  return log.str();
}

TEST(CallLog, WritesOneLineACall) {
  EXPECT_THAT(
      line_for(test::make_request("POST", test::kEntityPage, test::soap11("CancelEntity"), "<Password>x")),
      MatchesRegex("127.0.0.1 POST /WebApi/.*/EntityManagementService.asmx \"sosonlinebackup.com/CancelEntity\" "
                   "202 4 bytes [0-9]+\\.[0-9] ms\n"));
}

TEST(CallLog, ShowsNoSecretsAndNoLinesOfTheClients) {
  const std::string line = line_for(test::make_request("GET", "/a.asmx/Op?UserName=me&Password=Secret123&x=1\x01"));
  EXPECT_THAT(line, Not(HasSubstr("Secret123")));
  EXPECT_THAT(line, HasSubstr("UserName=me"));
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_THAT(line, Not(HasSubstr("\x01")));
}

}  // namespace
}  // namespace http
