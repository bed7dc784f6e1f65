// Scenario files as text: comments, places of values, mistakes of syntax; and the near names.
#include "conformance/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/nearest.hpp"

namespace conformance {
namespace {

Complaint complaint_of(std::string_view text) {
  try {
    Document("file.json", text);
  } catch (const Complaint& complaint) {
    return complaint;
  }
  return {};
}

TEST(Document, ReadsCommentsAndKeepsTheOrderOfKeys) {
  const Document document("file.json", "{ // first\n  \"b\": 1, /* then */ \"a\": [true, null]\n}");
  EXPECT_EQ(document.root().dump(), R"({"b":1,"a":[true,null]})");
}

TEST(Document, KnowsTheLineOfEveryValue) {
  const Document document("file.json", "{\n  \"a\": [\n    1,\n    {\"b/c\": \"x\"}\n  ]\n}");
  EXPECT_EQ(document.complaint("/a/0", "bad").text(), "file.json:3:5: /a/0: bad");
  EXPECT_EQ(document.complaint("/a/1/b~1c", "bad").line, 4u);
  EXPECT_EQ(document.complaint("", "bad").text(), "file.json:1:1: bad");
}

TEST(Document, GivesAMissingValueTheLineOfWhatIsAroundIt) {
  const Document document("file.json", "{\n  \"a\": {\n  }\n}");
  EXPECT_EQ(document.complaint("/a/b/c", "is missing").line, 2u);
}

TEST(Document, TellsWhereTheSyntaxBreaks) {
  const Complaint complaint = complaint_of("{\n  \"a\": 1,\n  oops\n}");
  EXPECT_EQ(complaint.line, 3u);
  EXPECT_THAT(complaint.message, testing::HasSubstr("syntax error"));
}

TEST(Document, RefusesAKeyGivenTwice) {
  const Complaint complaint = complaint_of("{\"a\": {\"b\": 1,\n\"b\": 2}}");
  EXPECT_EQ(complaint.message, "the key 'b' is given twice");
  EXPECT_EQ(complaint.line, 2u);
}

TEST(Document, RefusesAnEmptyFile) { EXPECT_THAT(complaint_of("").message, testing::HasSubstr("syntax error")); }

TEST(Nearest, FindsAWrongCaseFirst) {
  EXPECT_EQ(nearest("TargetEntityID", {"TargetEntityIds", "TargetEntityId"}), "TargetEntityId");
}

TEST(Nearest, IsSilentAboutStrangers) {
  EXPECT_EQ(nearest("PageSize", {"UserName", "Password"}), "");
  EXPECT_EQ(did_you_mean("PageSize", {"UserName"}), "");
  EXPECT_EQ(did_you_mean("UserNam", {"UserName"}), "; did you mean 'UserName'?");
}

}  // namespace
}  // namespace conformance
