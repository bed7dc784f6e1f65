// Host rules G and H as far as the operations have members of the type; the others are tested where values are
// converted (wire/conversions_test.cpp, wire/date_time_test.cpp).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_host.hpp"

namespace http {
namespace {

using test::envelope11;
using test::kAccountPage;
using test::Probe;
using test::soap11;
using testing::HasSubstr;
using testing::MatchesRegex;

class ValuesTest : public testing::Test {
 protected:
  std::string target(const std::string& value) {
    return probe_.outcome("CancelEntity", "<TargetEntityId>" + value + "</TargetEntityId>");
  }
  std::string size(const std::string& value) {
    return probe_.outcome("ChangeAccountSize", "<AccountSizeMB>" + value + "</AccountSizeMB>", kAccountPage);
  }
  std::string months(const std::string& value) {
    const Response response = probe_.post(envelope11("<GetHistoryEventsTotals xmlns=\"sosonlinebackup.com\"><months>" +
                                                     value + "</months></GetHistoryEventsTotals>"),
                                          soap11("GetHistoryEventsTotals"), kAccountPage);
    return response.status == 200 ? std::to_string(test::code_of(response)) : test::fault_of(response).text;
  }

  Probe probe_;
};

// Host rule 57.
TEST_F(ValuesTest, Rule57Integers) {
  for (const char* value : {"225", "+225", " 225 ", "\n225\t", "0225", "&#50;25"})
    EXPECT_EQ(target(value), "0") << value;
  for (const char* value : {"-0", "-2147483648"}) EXPECT_EQ(target(value), "2") << value;
  EXPECT_EQ(target("2147483647"), "53");
  for (const char* value : {"5.0", "1e3", "1,000", "0x1", "", " ",
                            "\xC2\xA0"
                            "5",
                            "5 5", "--5", "+", "\xD9\xA5", "true"})
    EXPECT_THAT(target(value), MatchesRegex(".*\\). ---> Input string was not in a correct format\\.")) << value;
  for (const char* value : {"2147483648", "-2147483649", "99999999999999999999999999"})
    EXPECT_THAT(target(value), HasSubstr("---> Value was either too large or too small for an Int32.")) << value;
  EXPECT_EQ(size("9223372036854775807"), "2");
  EXPECT_THAT(size("9223372036854775808"), HasSubstr("---> Value was either too large or too small for an Int64."));
  EXPECT_EQ(months("12"), "0");
  EXPECT_THAT(months("256"), HasSubstr("---> Value was either too large or too small for an unsigned byte."));
}

// Host rule 58.
TEST_F(ValuesTest, Rule58Booleans) {
  const auto flag = [&](const std::string& value) {
    return probe_.outcome("GetEntityHierarchy", "<IncludeInactive>" + value + "</IncludeInactive>");
  };
  for (const char* value : {"true", "false", "1", "0", " true\n"}) EXPECT_EQ(flag(value), "0") << value;
  for (const std::string value : {"True", "TRUE", "yes", "", "2", "tru e"})
    EXPECT_THAT(flag(value), HasSubstr("---> The string '" + value + "' is not a valid Boolean value.")) << value;
}

// Host rule 64.
TEST_F(ValuesTest, Rule64StringsAreKeptAsTheyAre) {
  const auto user = [&](const std::string& name) {
    return probe_.outcome("GetAccountEntities", "<UserName>" + name + "</UserName>");
  };
  EXPECT_EQ(user("nodevice@company1.example"), "0");
  EXPECT_EQ(user("<![CDATA[nodevice@company1.example]]>"), "0");
  EXPECT_EQ(user(" nodevice@company1.example"), "53");
  EXPECT_EQ(user("nodevice@company1.example\r\n"), "53");
  EXPECT_EQ(user("a&#13;b"), "53");
  EXPECT_EQ(user("a\x01"), "400 empty");
  EXPECT_EQ(user("a&#0;"), "400 empty");
  EXPECT_EQ(user("\xEF\xBF\xBE"), "400 empty");
}

// Host rule 68.
TEST_F(ValuesTest, Rule68DatesInAnswers) {
  const std::string accounts = probe_
                                   .call("GetEntityDirectAccounts",
                                         "<TargetEntityID>311</TargetEntityID><PageSize>1</PageSize>"
                                         "<PageIndex>1</PageIndex>")
                                   .body;
  EXPECT_THAT(test::between(accounts, "<SignupDate>", "<"), MatchesRegex("....-..-..T..:..:..(\\.[0-9]*[1-9])?"));
  const std::string signed_in =
      probe_
          .call("AuthenticateDashboardUser", "<UserName>SomeDistributorAdmin</UserName><Password>Sandbox888</Password>")
          .body;
  EXPECT_THAT(test::between(signed_in, "<ValidTillUtcDate>", "<"),
              MatchesRegex("....-..-..T..:..:..(\\.[0-9]*[1-9])?Z"));
}

}  // namespace
}  // namespace http
