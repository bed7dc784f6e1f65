// Host rules J and J2: SOAP headers, credentials, encodings, what surrounds a request.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_host.hpp"

namespace http {
namespace {

using test::envelope11;
using test::envelope12;
using test::kCredentials;
using test::Probe;
using test::soap11;
using test::soap12;
using test::summary;
using test::wrapped;
using testing::HasSubstr;
using testing::Not;

const std::string kCancel = wrapped("CancelEntity", "<TargetEntityId>221</TargetEntityId>");
const std::string kNotUnderstood = "500 1.1 soap:MustUnderstand: SOAP header ";

class HeaderTest : public testing::Test {
 protected:
  // What CancelEntity of 221 answers with these header blocks: its code, or status and fault.
  std::string with(const std::string& header) { return outcome(envelope11(kCancel, header)); }
  std::string outcome(const std::string& body) {
    const Response response = probe_.post(body, soap11("CancelEntity"));
    return response.status == 200 ? std::to_string(test::code_of(response)) : summary(response);
  }
  std::string also(const std::string& block) { return with(std::string(kCredentials) + block); }

  // How the host reads `value`, sent with this Content-Type: a boolean that is none is repeated in the fault.
  std::string read_as(const std::string& value, const std::string& type, const std::string& before = "") {
    const std::string call = wrapped("GetEntityHierarchy", "<IncludeInactive>" + value + "</IncludeInactive>");
    Headers headers = soap11("GetEntityHierarchy");
    headers.set("Content-Type", type);
    const bool twelve = type.starts_with("application/soap+xml");
    const auto fault = test::fault_of(probe_.post(before + (twelve ? envelope12(call) : envelope11(call)), headers));
    return test::between(fault.text, "The string '", "' is not");
  }

  Probe probe_;
};

// Host rule 82.
TEST_F(HeaderTest, Rule82AnUnknownHeaderIsIgnored) { EXPECT_EQ(also("<x xmlns=\"urn:x\"><deep/></x>"), "0"); }

// Host rule 83: the operation does not run.
TEST_F(HeaderTest, Rule83AnUnknownHeaderThatMustBeUnderstoodIsAFault) {
  const std::string before = probe_.content();
  EXPECT_EQ(also("<x xmlns=\"urn:x\" soap:mustUnderstand=\"1\" />"), kNotUnderstood + "x was not understood.");
  EXPECT_EQ(also("<p:Security xmlns:p=\"urn:p\" soap:mustUnderstand=\"true\" />"),
            kNotUnderstood + "Security was not understood.");
  EXPECT_EQ(also("<x xmlns=\"urn:x\" soap:mustUnderstand=\"1\" soap:actor=\"urn:somebody-else\" />"),
            kNotUnderstood + "x was not understood.");
  EXPECT_EQ(summary(probe_.post(envelope12(kCancel, "<x soap:mustUnderstand=\"1\" />"), soap12("CancelEntity"))),
            "500 1.2 soap:MustUnderstand: SOAP header x was not understood.");
  EXPECT_TRUE(probe_.content() == before);
}

// Host rule 83: other values, and the attribute in another namespace, demand nothing.
TEST_F(HeaderTest, Rule83OtherValuesDemandNothing) {
  EXPECT_EQ(also("<x xmlns=\"urn:x\" soap:mustUnderstand=\"yes\" /><y soap:mustUnderstand=\"0\" />"
                 "<z mustUnderstand=\"1\" />"),
            "0");
}

// Host rule 84, Q-wcf-action.
TEST_F(HeaderTest, Rule84AnActionHeaderOfWsAddressingIsAFault) {
  EXPECT_EQ(also("<Action xmlns=\"http://www.w3.org/2005/08/addressing\" soap:mustUnderstand=\"1\">x</Action>"),
            kNotUnderstood + "Action was not understood.");
  const std::string none =
      "<Action xmlns=\"http://schemas.microsoft.com/ws/2005/05/addressing/none\" soap:mustUnderstand=\"1\">x</Action>";
  EXPECT_EQ(also(none), "0");  // most examples of the API document carry it and succeed
  Probe strict({.fault_on_wcf_action = true});
  EXPECT_EQ(summary(strict.post(envelope11(kCancel, std::string(kCredentials) + none), soap11("CancelEntity"))),
            kNotUnderstood + "Action was not understood.");
}

// Host rule 86.
TEST_F(HeaderTest, Rule86WithoutACharsetEveryByteThatIsNotAsciiIsAQuestionMark) {
  const std::string text = "\xC3\xA9\xE2\x82\xAC";  // é€
  EXPECT_EQ(read_as(text, "text/xml"), "?????");
  EXPECT_EQ(read_as(text, "text/xml; charset=klingon"), "?????");
  EXPECT_EQ(read_as(text, "text/xml", "<?xml version=\"1.0\" encoding=\"utf-8\"?>"), "?????");
  EXPECT_EQ(read_as(text, "text/xml", "\xEF\xBB\xBF"), text);
  EXPECT_EQ(read_as(text, "text/xml; charset=utf-8"), text);
  EXPECT_EQ(read_as(text, "text/xml; charset=utf-8", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>"), text);
  EXPECT_EQ(read_as("\xE9", "text/xml; charset=utf-8"), "\xEF\xBF\xBD");
  EXPECT_EQ(read_as("\xE9", "text/xml; charset=iso-8859-1"), "\xC3\xA9");
}

// Host rule 87.
TEST_F(HeaderTest, Rule87OfSoap12WithoutACharsetTheXmlReaderDetects) {
  EXPECT_EQ(read_as("\xC3\xA9", "application/soap+xml"), "\xC3\xA9");
  EXPECT_EQ(read_as("\xE9", "application/soap+xml", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>"), "\xC3\xA9");
}

// Host rule 88.
TEST_F(HeaderTest, Rule88CharsetsAreFoundWhateverTheirCaseAndQuotes) {
  for (const char* type : {"text/xml; charset=UTF-8", "text/xml;charset=\"utf-8\"", "TEXT/XML; Charset=Utf-8",
                           "text/xml; action=\"x\"; charset='utf-8'"})
    EXPECT_EQ(read_as("\xC3\xA9", type), "\xC3\xA9") << type;
}

// Host rules 89 and 90.
TEST_F(HeaderTest, Rule89AnswersAreUtf8OnOneLine) {
  const Response response = probe_.call("GetEntityHierarchy", "<TargetEntityID>111</TargetEntityID>");
  EXPECT_EQ(response.headers.find("Content-Type"), "text/xml; charset=utf-8");
  EXPECT_TRUE(response.body.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope "));
  EXPECT_THAT(response.body, Not(HasSubstr("\n")));
  EXPECT_TRUE(
      response.body.ends_with("</GetEntityHierarchyResult></GetEntityHierarchyResponse></soap:Body>"
                              "</soap:Envelope>"));
  EXPECT_THAT(probe_
                  .call("GetEntityDirectAccounts",
                        "<TargetEntityID>226</TargetEntityID><PageSize>1</PageSize><PageIndex>1</PageIndex>")
                  .body,
              HasSubstr("<Accounts />"));
}

// Host rule 91.
TEST_F(HeaderTest, Rule91CachingAndTheHeadersOfIis) {
  const Response good = probe_.call("CancelEntity", "<TargetEntityId>225</TargetEntityId>");
  EXPECT_EQ(good.headers.find("Cache-Control"), "private, max-age=0");
  EXPECT_FALSE(good.headers.has("X-AspNet-Version"));
  EXPECT_EQ(probe_.call("NoSuchThing", "").headers.find("Cache-Control"), "private");
  Probe iis({.iis_headers = true});
  const Response dressed = iis.call("CancelEntity", "<TargetEntityId>225</TargetEntityId>");
  EXPECT_EQ(dressed.headers.find("X-AspNet-Version"), "4.0.30319");
  EXPECT_EQ(dressed.headers.find("X-Powered-By"), "ASP.NET");
  EXPECT_EQ(dressed.headers.find("Server"), "Microsoft-IIS/10.0");
}

// Host rule 92.
TEST_F(HeaderTest, Rule92ADocumentTypeIsBrokenXml) {
  EXPECT_EQ(outcome("<!DOCTYPE x [<!ENTITY a \"1\">]>" + envelope11(kCancel)), "400 empty");
  EXPECT_EQ(outcome("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">" + envelope11(kCancel)), "400 empty");
}

// Host rule 93.
TEST_F(HeaderTest, Rule93APackedBodyIsBrokenXml) {
  Headers headers = soap11("CancelEntity");
  headers.add("Content-Encoding", "gzip");
  EXPECT_EQ(summary(probe_.post(std::string("\x1F\x8B\x08\0\0\0\0\0\0\3", 10), headers)), "400 empty");
}

// Host rule 95.
TEST_F(HeaderTest, Rule95BodiesThatAreTooLong) {
  const std::string before = probe_.content();
  const std::string space(std::size_t{4096} * 1024, ' ');
  const Response response = probe_.post(envelope11(kCancel) + space, soap11("CancelEntity"));
  EXPECT_EQ(summary(response),
            "500 1.1 soap:Server: There was an exception running the extensions specified in the config file. ---> "
            "Maximum request length exceeded.");
  EXPECT_EQ(test::code_of(probe_.post(
                envelope11(wrapped("CancelEntity", "")) + space.substr(envelope11(wrapped("CancelEntity", "")).size()),
                soap11("CancelEntity"))),
            2);
  Request huge = test::make_request("POST", test::kEntityPage, soap11("CancelEntity"));
  huge.body_over_limit = true;
  const Response denied = probe_.send(huge);
  EXPECT_EQ(denied.status, 404);
  EXPECT_EQ(denied.headers.find("Content-Type"), "text/html; charset=utf-8");
  EXPECT_THAT(denied.body, HasSubstr("exceeds the request content length"));
  EXPECT_TRUE(probe_.content() == before);
}

// Host rule 96.
TEST_F(HeaderTest, Rule96BlankLinesMayLeadIfThereIsNoDeclaration) {
  EXPECT_EQ(outcome("\r\n\n  " + envelope11(kCancel)), "0");
  EXPECT_EQ(outcome("\n<?xml version=\"1.0\"?>" + envelope11(kCancel)), "400 empty");
  EXPECT_EQ(outcome(""), "400 empty");
}

// Host rule J2.1.
TEST_F(HeaderTest, RuleJ21WithoutCredentialsTheServiceAnswers) {
  const std::string before = probe_.content();
  EXPECT_EQ(with(""), "3");
  const std::string open = "<s:Envelope xmlns:s=\"" + std::string(test::kSoap11) + "\">";
  const std::string header = "<s:Header>" + std::string(kCredentials) + "</s:Header>";
  const std::string body = "<s:Body>" + kCancel + "</s:Body>";
  EXPECT_EQ(outcome(open + "<s:Header/>" + body + "</s:Envelope>"), "3");
  EXPECT_EQ(outcome(open + body + header + "</s:Envelope>"), "3");
  EXPECT_EQ(with("<AuthHeader xmlns=\"http://sosonlinebackup.com\"><UserName>888WS</UserName><Password>Sandbox888"
                 "</Password></AuthHeader>"),
            "3");
  EXPECT_TRUE(probe_.content() == before);
  EXPECT_EQ(outcome(open + header + body + "</s:Envelope>"), "0");
}

// Host rule J2.2.
TEST_F(HeaderTest, RuleJ22TheChildrenOfTheHeader) {
  const auto holding = [&](const std::string& children) {
    return with("<AuthHeader xmlns=\"sosonlinebackup.com\">" + children + "</AuthHeader>");
  };
  for (const char* children :
       {"", "<UserName>888WS</UserName>", "<Password>Sandbox888</Password>",
        "<UserName xmlns=\"\">888WS</UserName><Password xmlns=\"\">Sandbox888</Password>",
        "<UserName>888WS</UserName><Password />", "<username>888WS</username><Password>Sandbox888</Password>"})
    EXPECT_EQ(holding(children), "3") << children;
  EXPECT_EQ(with("<AuthHeader xmlns=\"sosonlinebackup.com\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" "
                 "i:nil=\"true\"><UserName>888WS</UserName><Password>Sandbox888</Password></AuthHeader>"),
            "3");
  EXPECT_EQ(holding("<Password>Sandbox888</Password><Other/><UserName>888WS</UserName>"), "0");
}

// Host rule J2.3.
TEST_F(HeaderTest, RuleJ23OfTwoHeadersTheFirstCounts) {
  const std::string wrong = "<AuthHeader xmlns=\"sosonlinebackup.com\"><UserName>888WS</UserName></AuthHeader>";
  EXPECT_EQ(with(wrong + std::string(kCredentials)), "3");
  EXPECT_EQ(also("<AuthHeader xmlns=\"sosonlinebackup.com\" soap:mustUnderstand=\"1\" />"),
            kNotUnderstood + "AuthHeader was not understood.");
  EXPECT_EQ(also(wrong), "0");
}

// Host rule J2.4: every operation declares the header, so the case of one that does not cannot come up.
TEST_F(HeaderTest, RuleJ24MustUnderstandOnTheHeaderItself) {
  EXPECT_EQ(with("<AuthHeader xmlns=\"sosonlinebackup.com\" soap:mustUnderstand=\"1\"><UserName>888WS</UserName>"
                 "<Password>Sandbox888</Password></AuthHeader>"),
            "0");
  EXPECT_EQ(also("<AuthHeader xmlns=\"urn:other\" soap:mustUnderstand=\"1\" />"),
            kNotUnderstood + "AuthHeader was not understood.");
}

// Host rule J2.5.
TEST_F(HeaderTest, RuleJ25MarkupInsideACredentialIsBrokenXml) {
  EXPECT_EQ(with("<AuthHeader xmlns=\"sosonlinebackup.com\"><UserName>888<b/>WS</UserName></AuthHeader>"), "400 empty");
  EXPECT_EQ(with("<AuthHeader xmlns=\"sosonlinebackup.com\"><Password><!--x--></Password></AuthHeader>"), "400 empty");
}

// Host rule J2.7: the action has no scheme, and one put before it makes it another (rule 9).
TEST_F(HeaderTest, RuleJ27TheActionHasNoScheme) {
  Headers headers = soap11("CancelEntity");
  EXPECT_EQ(headers.find("SOAPAction"), "\"sosonlinebackup.com/CancelEntity\"");
  EXPECT_EQ(outcome(envelope11(kCancel)), "0");
  headers.set("SOAPAction", "\"http://sosonlinebackup.com/CancelEntity\"");
  EXPECT_EQ(probe_.post(envelope11(kCancel), headers).status, 500);
}

}  // namespace
}  // namespace http
