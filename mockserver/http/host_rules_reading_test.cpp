// Host rules E and F: what is forgiven in a request's body, and what becomes of xsi:nil.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_host.hpp"

namespace http {
namespace {

using test::envelope11;
using test::kAccountPage;
using test::Probe;
using test::soap11;
using test::summary;
using test::wrapped;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string kInstance = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

class ReadingTest : public testing::Test {
 protected:
  // The first entity of GetEntityHierarchy with these members: what TargetEntityID was read as, where 888, the caller,
  // stands for 0. Otherwise the answer's code, or its status and fault.
  std::string target(const std::string& members) { return target_of(wrapped("GetEntityHierarchy", members)); }
  std::string target_of(const std::string& body) {
    const Response response = probe_.post(envelope11(body), soap11("GetEntityHierarchy"));
    const std::string id = test::between(response.body, "<EntityID>", "<");
    if (!id.empty()) return id;
    return response.status == 200 ? "code " + std::to_string(test::code_of(response)) : summary(response);
  }
  // The code of GetHistoryEventsTotals for these names.
  int totals(const std::string& names) {
    return test::code_of(probe_.post(envelope11("<GetHistoryEventsTotals xmlns=\"sosonlinebackup.com\"" + kInstance +
                                                ">" + names + "<months>1</months></GetHistoryEventsTotals>"),
                                     soap11("GetHistoryEventsTotals"), kAccountPage));
  }
  std::vector<std::string> notes() {
    std::vector<std::string> out;
    const auto calls = probe_.application().sandbox().journal().list({.limit = 1});
    for (const control::Note& note : calls.front().notes)
      if (note.kind != control::NoteKind::defaulted)
        out.push_back(std::string(control::name_of(note.kind)) + " " + note.path);
    return out;
  }

  Probe probe_;
};

// Host rule 37.
TEST_F(ReadingTest, Rule37AWrapperOfAnotherNameIsReadPast) {
  const std::string request = "<request><TargetEntityID>111</TargetEntityID></request>";
  for (const std::string& body :
       {"<getEntityHierarchy xmlns=\"sosonlinebackup.com\">" + request + "</getEntityHierarchy>",
        "<GetEntityHierarchy xmlns=\"http://sosonlinebackup.com\">" + request + "</GetEntityHierarchy>",
        "<GetEntityHierarchy>" + request + "</GetEntityHierarchy>"}) {
    EXPECT_EQ(target_of(body), "code 2") << body;  // the request is null
    EXPECT_THAT(notes(), testing::Contains(HasSubstr("ignored Body/")));
  }
}

// Host rule 38.
TEST_F(ReadingTest, Rule38AnEmptyBodyRunsTheOperationWithDefaults) {
  EXPECT_EQ(target_of(""), "code 2");
  const Response old = probe_.post(envelope11(""), soap11("GetAccountUsedSpace"), kAccountPage);
  EXPECT_THAT(old.body, HasSubstr("; userName: must not be empty</Message>"));
}

// Host rule 39.
TEST_F(ReadingTest, Rule39OrderDoesNotMatter) {
  EXPECT_EQ(target("<IncludeInactive>true</IncludeInactive><TargetEntityID>111</TargetEntityID>"), "111");
}

// Host rule 40.
TEST_F(ReadingTest, Rule40OtherSpellingsAndNamespacesAreUnknown) {
  EXPECT_EQ(target("<targetEntityID>111</targetEntityID>"), "888");
  EXPECT_THAT(notes(), ElementsAre("misspelled request/targetEntityID"));
  EXPECT_EQ(target("<TargetEntityID xmlns=\"\">111</TargetEntityID>"), "888");
  EXPECT_THAT(notes(), ElementsAre("namespace request/TargetEntityID"));
  EXPECT_EQ(target("<x:TargetEntityID xmlns:x=\"sosonlinebackup.com\">111</x:TargetEntityID>"), "111");
}

// Host rule 41.
TEST_F(ReadingTest, Rule41UnknownElementsAndAttributesAreReadPast) {
  EXPECT_EQ(
      target("<Odd a=\"1\"><TargetEntityID>225</TargetEntityID></Odd><TargetEntityID b=\"2\">111</TargetEntityID>"),
      "111");
}

// Host rule 41: the switch that turns silence into a fault.
TEST_F(ReadingTest, Rule41StrictnessMakesThemFaults) {
  Probe strict({.strictness = Strictness::fault});
  const auto fault = test::fault_of(strict.call("GetEntityHierarchy", "<targetEntityID>111</targetEntityID>"));
  EXPECT_EQ(fault.code, "soap:Client");
  EXPECT_THAT(fault.text, HasSubstr("The element was not expected in this context: request/targetEntityID"));
  EXPECT_EQ(strict.outcome("GetEntityHierarchy", "<TargetEntityID>111</TargetEntityID>"), "0");
}

// Host rule 42.
TEST_F(ReadingTest, Rule42TheFirstOfTwoEqualElementsWins) {
  EXPECT_EQ(target("<TargetEntityID>111</TargetEntityID><TargetEntityID>x</TargetEntityID>"), "111");
  EXPECT_THAT(notes(), ElementsAre("duplicate request/TargetEntityID"));
  EXPECT_EQ(target("<TargetEntityID>111</TargetEntityID></request><request><TargetEntityID>221</TargetEntityID>"),
            "111");
}

// Host rules 43 and 44: a member that may be absent is a null, any other has its type's default.
TEST_F(ReadingTest, Rule43MissingMembersHaveTheirDefaults) {
  EXPECT_EQ(target(""), "888");
  EXPECT_EQ(probe_.outcome("CancelEntity", ""), "2");
  const std::string change = "<PartnerEntityId>221</PartnerEntityId>";
  EXPECT_EQ(probe_.outcome("EditPartner", change, "/WebApi/AccountManagementService/PartnerManagementService.asmx"),
            "0");  // nothing is set, so nothing changes
}

// Host rule 45.
TEST_F(ReadingTest, Rule45ArraysKeepWhatHasTheRightName) {
  EXPECT_EQ(totals(""), 0);
  EXPECT_EQ(totals("<monitoredUsernames />"), 0);
  EXPECT_EQ(totals("<monitoredUsernames xsi:nil=\"true\"><string>nobody</string></monitoredUsernames>"), 0);
  EXPECT_EQ(totals("<monitoredUsernames>text<String>nobody</String></monitoredUsernames>"), 0);
  EXPECT_EQ(totals("<monitoredUsernames><string>admin@company1.example</string></monitoredUsernames>"), 0);
  EXPECT_NE(totals("<monitoredUsernames><string>nobody</string></monitoredUsernames>"), 0);
  EXPECT_NE(totals("<monitoredUsernames><string xsi:nil=\"true\" /></monitoredUsernames>"), 0);
  EXPECT_NE(totals("<monitoredUsernames><string/></monitoredUsernames>"), 0);
}

// Host rule 46.
TEST_F(ReadingTest, Rule46AnotherTypeIsRefusedOfAClassAndIgnoredOfAValue) {
  const auto typed = [&](const std::string& attributes) {
    return target_of("<GetEntityHierarchy xmlns=\"sosonlinebackup.com\"" + kInstance + "><request " + attributes +
                     "><TargetEntityID xsi:type=\"Foo\">111</TargetEntityID></request></GetEntityHierarchy>");
  };
  EXPECT_EQ(typed("xsi:type=\"GetEntityHierarchyRequest\""), "111");
  EXPECT_EQ(typed("xmlns:t=\"sosonlinebackup.com\" xsi:type=\"t:GetEntityHierarchyRequest\""), "111");
  EXPECT_EQ(typed("xsi:type=\"Foo\""),
            "500 1.1 soap:Client: Server was unable to read request. ---> There is an error in XML document (1, 322). "
            "---> The specified type was not recognized: name='Foo', namespace='sosonlinebackup.com', at <request "
            "xmlns='sosonlinebackup.com'>.");
}

// Host rule 47.
TEST_F(ReadingTest, Rule47CommentsAndInstructionsBetweenElementsAreSkipped) {
  EXPECT_EQ(target("<!-- a --><?b c?><TargetEntityID>111</TargetEntityID><!-- d -->"), "111");
}

// Host rules 48 and 64.
TEST_F(ReadingTest, Rule48MarkupInsideAValueIsBrokenXml) {
  for (const char* value : {"1<!--c-->1", "1<?p i?>1", "<b/>", "111<b>1</b>"}) {
    EXPECT_EQ(target("<TargetEntityID>" + std::string(value) + "</TargetEntityID>"), "400 empty");
    EXPECT_EQ(probe_.outcome("GetAccountEntities", "<UserName>" + std::string(value) + "</UserName>"), "400 empty");
  }
  EXPECT_EQ(target("<TargetEntityID>1<![CDATA[1]]>1</TargetEntityID>"), "111");
}

// Host rule 49.
TEST_F(ReadingTest, Rule49OfTwoWrappersTheLastWins) {
  const auto of = [](const std::string& id) {
    return wrapped("GetEntityHierarchy", "<TargetEntityID>" + id + "</TargetEntityID>");
  };
  EXPECT_EQ(target_of(of("111") + of("221")), "221");
  EXPECT_EQ(target_of("text" + of("111") + "<Other xmlns=\"sosonlinebackup.com\"/>text"), "111");
  EXPECT_THAT(target_of(of("x") + of("221")), HasSubstr("Input string was not in a correct format."));
  EXPECT_EQ(target_of(of("111") + "<Other>"), "400 empty");
}

// Host rule 50.
TEST_F(ReadingTest, Rule50ReferencesBetweenElementsMeanNothing) {
  EXPECT_EQ(target("<TargetEntityID href=\"#a\">111</TargetEntityID><Id id=\"a\">221</Id>"), "111");
}

// Host rule 51.
TEST_F(ReadingTest, Rule51NilIsNullWhereAMemberCanBeNull) {
  const auto with = [&](const std::string& element) {
    return target("<TargetEntityID>111</TargetEntityID><ConnectwiseIntegratorEntityID" + kInstance + element);
  };
  EXPECT_EQ(with(" xsi:nil=\"true\" />"), "111");
  EXPECT_EQ(with(" xsi:nil=\"1\">5</ConnectwiseIntegratorEntityID>"), "111");
  EXPECT_EQ(with(" xsi:nil=\"false\">888</ConnectwiseIntegratorEntityID>"), "111");
  EXPECT_THAT(with(" />"), HasSubstr("Input string was not in a correct format."));
}

// Host rule 52: an absent contact keeps the old one, and so does an empty one, which is what nil is read as.
TEST_F(ReadingTest, Rule52NilOfAPlainStringIsAnEmptyString) {
  EXPECT_THAT(probe_.call("AuthenticateDashboardUser", "<UserName" + kInstance + " xsi:nil=\"true\" />").body,
              HasSubstr("; UserName: must"));
  EXPECT_EQ(probe_.outcome("GetAccountEntities", "<UserName" + kInstance +
                                                     " xsi:nil=\"TRUE\">nodevice@company1.example"
                                                     "</UserName>"),
            "0");  // the attribute itself means nothing
}

// Host rule 53.
TEST_F(ReadingTest, Rule53NilOfAPlainNumberIsAnEmptyNumber) {
  EXPECT_THAT(target("<TargetEntityID" + kInstance + " xsi:nil=\"true\" />"),
              HasSubstr("Input string was not in a correct format."));
  EXPECT_THAT(target("<IncludeInactive" + kInstance + " xsi:nil=\"true\" />"),
              HasSubstr("The string '' is not a valid Boolean value."));
}

// Host rule 54.
TEST_F(ReadingTest, Rule54NilOfAClassIsAnObjectWithDefaults) {
  EXPECT_EQ(target_of("<GetEntityHierarchy xmlns=\"sosonlinebackup.com\"><request" + kInstance +
                      " xsi:nil=\"true\" /></GetEntityHierarchy>"),
            "888");
}

// Host rule 55.
TEST_F(ReadingTest, Rule55NilHasFourSpellingsAndABooleanValue) {
  const auto with = [&](const std::string& name, const std::string& space, const std::string& value) {
    return target("<TargetEntityID>111</TargetEntityID><ConnectwiseIntegratorEntityID xmlns:i=\"http://www.w3.org/" +
                  space + "/XMLSchema-instance\" i:" + name + "=\"" + value + "\" />");
  };
  for (const auto& [name, space] : {std::pair{"nil", "2001"}, {"null", "2001"}, {"null", "2000/10"}, {"null", "1999"}})
    EXPECT_EQ(with(name, space, "true"), "111") << name << space;
  EXPECT_THAT(with("nil", "1999", "true"), HasSubstr("Input string was not in a correct format."));
  EXPECT_EQ(with("nil", "2001", "TRUE"),
            "500 1.1 soap:Client: Server was unable to read request. ---> There is an error in XML document (1, 313). "
            "---> The string 'TRUE' is not a valid Boolean value.");
}

// Host rule 56.
TEST_F(ReadingTest, Rule56NullsInAnswersAreNilForValuesAndAbsentForClasses) {
  const Response refused = probe_.call("AuthenticateDashboardUser", "");
  EXPECT_THAT(refused.body, HasSubstr("<ValidTillUtcDate xsi:nil=\"true\" />"));
  EXPECT_THAT(refused.body, testing::Not(HasSubstr("AuthenticationToken")));
}

}  // namespace
}  // namespace http
