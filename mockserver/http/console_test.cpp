// The console's page and files: what is in them, how long they may be kept, what they are allowed to do.
#include <gmock/gmock.h>

#include <regex>
#include <set>

#include "http/console.hpp"
#include "http/test_host.hpp"
#include "services/catalog.hpp"

namespace http {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class ConsoleTest : public testing::Test {
 protected:
  std::string_view header(const Response& response, std::string_view name) {
    return response.headers.find(name).value_or("");
  }
  // The addresses a text names between these marks.
  static std::set<std::string> addresses(const std::string& text, const std::string& pattern) {
    const std::regex expression(pattern);
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at) found.insert((*at)[1]);
    return found;
  }
  test::Probe probe;
};

TEST_F(ConsoleTest, ThePageListsTheServicesWithoutAnyScript) {
  const Response page = probe.get("/");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(header(page, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_THAT(page.body, AllOf(HasSubstr("<a href=\"/WebApi/AccountManagementService/EntityManagementService.asmx\">"),
                               HasSubstr("EntityManagementService.asmx?WSDL\">WSDL</a>"), HasSubstr("<noscript>")));
  EXPECT_THAT(page.body, Not(testing::AnyOf(HasSubstr("@services@"), HasSubstr("@files@"), HasSubstr("@routes@"))));
}

TEST_F(ConsoleTest, ThePageOfASandboxLeadsToItsServices) {
  const Console console(services::catalog());
  const Response page = console.answer(test::make_request("GET", "/"), "/sandboxes/worker7").value();
  EXPECT_THAT(page.body,
              HasSubstr("\"/sandboxes/worker7/WebApi/AccountManagementService/EntityManagementService.asmx\""));
  EXPECT_THAT(page.body, Not(HasSubstr("\"/WebApi/")));
}

TEST_F(ConsoleTest, ThePageNamesTheRoutesOfTheControlSurface) {
  EXPECT_THAT(probe.get("/").body, AllOf(HasSubstr("GET journal/{id}"), HasSubstr("POST clock/advance")));
}

TEST_F(ConsoleTest, NothingInlineRuns) {
  const Response page = probe.get("/");
  EXPECT_THAT(header(page, "Content-Security-Policy"),
              AllOf(StartsWith("default-src 'none'; script-src 'self'; style-src 'self';"), Not(HasSubstr("unsafe"))));
  EXPECT_THAT(addresses(page.body, "<script([^>]*)></script>"), testing::SizeIs(1));
  EXPECT_THAT(page.body, Not(testing::ContainsRegex("style=|<style|onclick|javascript:")));
  EXPECT_EQ(header(page, "X-Content-Type-Options"), "nosniff");
}

TEST_F(ConsoleTest, EveryFileThatIsImportedIsThere) {
  std::set<std::string> waiting = addresses(probe.get("/").body, "\"(/_console/[^\"]+)\"");
  ASSERT_EQ(waiting.size(), 4U);  // the icon, two style sheets and the script
  std::set<std::string> seen;
  while (!waiting.empty()) {
    const std::string address = waiting.extract(waiting.begin()).value();
    if (!seen.insert(address).second) continue;
    const Response file = probe.get(address);
    EXPECT_EQ(file.status, 200) << address;
    EXPECT_EQ(header(file, "Cache-Control"), "public, max-age=31536000, immutable") << address;
    EXPECT_EQ(header(file, "Content-Type"), address.ends_with(".css")   ? "text/css; charset=utf-8"
                                            : address.ends_with(".svg") ? "image/svg+xml"
                                                                        : "text/javascript; charset=utf-8");
    for (std::string name : addresses(file.body, "from '([^']+)'")) {
      std::string directory = address.substr(0, address.rfind('/'));
      for (; name.starts_with("../"); name.erase(0, 3)) directory.erase(directory.rfind('/'));
      waiting.insert(directory + '/' + (name.starts_with("./") ? name.substr(2) : name));
    }
  }
  EXPECT_GT(seen.size(), 20U);
}

TEST_F(ConsoleTest, ABrowserThatHasItIsToldSo) {
  const Response page = probe.get("/");
  const std::string tag(header(page, "ETag"));
  const Response again = probe.send(test::make_request("GET", "/", {{"If-None-Match", tag}}));
  EXPECT_EQ(again.status, 304);
  EXPECT_THAT(again.body, IsEmpty());
  EXPECT_EQ(probe.send(test::make_request("GET", "/", {{"If-None-Match", "\"other\""}})).status, 200);

  const Response file = probe.get("/_console/main.js");
  EXPECT_EQ(header(file, "Cache-Control"), "no-cache");
  EXPECT_EQ(
      probe.send(test::make_request("GET", "/_console/main.js", {{"If-None-Match", std::string(header(file, "ETag"))}}))
          .status,
      304);
}

TEST_F(ConsoleTest, AMailsFrameHasAnOriginOfItsOwn) {
  EXPECT_THAT(header(probe.get("/_console/mail_frame.html"), "Content-Security-Policy"),
              AllOf(StartsWith("sandbox "), Not(HasSubstr("allow-same-origin")), HasSubstr("default-src 'none'")));
}

TEST_F(ConsoleTest, OtherFilesAndMethodsAreRefused) {
  EXPECT_EQ(probe.get("/_console/").status, 404);
  EXPECT_EQ(probe.get("/_console/none.js").status, 404);
  EXPECT_EQ(probe.get("/_console/index.html").status, 404);
  EXPECT_EQ(probe.get("/_console/../main.js").status, 404);
  EXPECT_EQ(probe.get("/_console/0000000000000000/main.js").status, 404);
  const Response posted = probe.send(test::make_request("POST", "/"));
  EXPECT_EQ(posted.status, 405);
  EXPECT_EQ(header(posted, "Allow"), "GET, HEAD");
}

}  // namespace
}  // namespace http
