#include "proxy/addresses.hpp"

#include <gtest/gtest.h>

namespace proxy {
namespace {

std::string ours(std::string_view text, std::string_view authority = "host.example") {
  return readdressed(text, authority, "http://localhost:8081");
}

TEST(Addresses, OfTheTargetBecomeTheProxys) {
  EXPECT_EQ(ours("<a location=\"https://host.example/a.asmx\"/>"), "<a location=\"http://localhost:8081/a.asmx\"/>");
  EXPECT_EQ(ours("http://host.example:8443/a http://HOST.example"), "http://localhost:8081/a http://localhost:8081");
  EXPECT_EQ(ours("https://host.example/", "host.example:444"), "http://localhost:8081/");
  EXPECT_EQ(ours("http://[::1]:80/x", "[::1]:80"), "http://localhost:8081/x");
  EXPECT_EQ(ours("http://host.example: and on"), "http://localhost:8081: and on");
}

TEST(Addresses, OfOthersStay) {
  for (const char* text :
       {"http://other.example/", "http://host.example.evil/", "http://host.examples/", "ftp://host.example/",
        "://host.example", "host.example", "http://a.host.example/", "http://", "https://host.exampl", ""})
    EXPECT_EQ(ours(text), text);
}

}  // namespace
}  // namespace proxy
