// Host rules C and D: statuses, and what faults look like.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_host.hpp"

namespace http {
namespace {

using test::envelope11;
using test::envelope12;
using test::fault_of;
using test::kSoap11;
using test::kSoap12;
using test::Probe;
using test::soap11;
using test::soap12;
using test::summary;
using test::wrapped;
using testing::HasSubstr;
using testing::Not;

const std::string kCancel = wrapped("CancelEntity", "<TargetEntityId>221</TargetEntityId>");
const std::string kDeclaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";
const std::string kNamespaces =
    "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">";
const std::string kRead = "500 1.1 soap:Client: Server was unable to read request. ---> ";

class FaultTest : public testing::Test {
 protected:
  std::string of11(const std::string& body) { return summary(probe_.post(body, soap11("CancelEntity"))); }
  std::string of12(const std::string& body) { return summary(probe_.post(body, soap12("CancelEntity"))); }
  std::string without_action(const std::string& body) {
    return summary(probe_.post(body, {{"Content-Type", "text/xml; charset=utf-8"}}));
  }

  Probe probe_;
};

// Host rule 20, the whole answer.
TEST_F(FaultTest, Rule20SuccessIs200) {
  const Response response =
      probe_.post(envelope12(wrapped("CancelEntity", "<TargetEntityId>225</TargetEntityId>")), soap12("CancelEntity"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.find("Content-Type"), "application/soap+xml; charset=utf-8");
  EXPECT_EQ(response.body,
            kDeclaration + "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope" + kNamespaces +
                "<soap:Body><CancelEntityResponse xmlns=\"sosonlinebackup.com\"><CancelEntityResult><Result>"
                "<Result>0</Result><Code>Success</Code></Result><AlreadyCanceled>true</AlreadyCanceled>"
                "</CancelEntityResult></CancelEntityResponse></soap:Body></soap:Envelope>");
}

// Host rules 21 and 22.
TEST_F(FaultTest, Rule22OnlyA500HasABody) {
  for (const bool twelve : {false, true}) {
    const std::string broken = (twelve ? envelope12(kCancel) : envelope11(kCancel)) + "<x/>";
    const Response response = probe_.post(broken, twelve ? soap12("CancelEntity") : soap11("CancelEntity"));
    EXPECT_EQ(summary(response), "400 empty");
    EXPECT_EQ(response.headers.find("Content-Type"),
              twelve ? "application/soap+xml; charset=utf-8" : "text/xml; charset=utf-8");
  }
}

// Host rules 23 and 36: nothing runs, nothing changes.
TEST_F(FaultTest, Rule23BrokenXmlWithAKnownActionIs400) {
  const std::string before = probe_.content();
  const std::string good = envelope11(kCancel);
  const auto with = [&](std::string_view what, std::string_view instead) {
    std::string text = good;
    return text.replace(text.find(what), what.size(), instead);
  };
  for (const std::string& body :
       {std::string(), std::string("not xml"), std::string("{\"TargetEntityId\":221}"), good.substr(0, good.size() - 1),
        good.substr(0, good.size() / 2), good.substr(0, 40), good + "<x/>", good + "junk", "\n" + kDeclaration + good,
        "<?xml version=\"1.1\"?>" + good, with("221", "&nosuch;"), with("221", "&#1;"), with("221", "&"),
        with("221", std::string("2\0", 2)), with("</soap:Body>", "</soap:Body>junk<"),
        with("</soap:Body>", "</soap:Body><unclosed>"), with("</request>", "</Request>")})
    EXPECT_EQ(of11(body), "400 empty") << body;
  for (const std::string& body : {std::string(), std::string("not xml"), envelope12(kCancel) + "<x/>"})
    EXPECT_EQ(of12(body), "400 empty") << body;
  EXPECT_TRUE(probe_.content() == before);
}

// Host rule 24.
TEST_F(FaultTest, Rule24OtherContentTypesAre415) {
  for (const char* type :
       {"text/plain", "application/xml; charset=utf-8", "application/json", "text/xmlx", "*/*", "xml"}) {
    Headers headers = soap11("CancelEntity");
    headers.set("Content-Type", type);
    const Response response = probe_.post(envelope11(kCancel), headers);
    EXPECT_EQ(summary(response), "415 empty") << type;
    EXPECT_EQ(response.headers.find("Content-Type"), "text/xml; charset=utf-8");
  }
  Headers absent = soap11("CancelEntity");
  absent.remove("Content-Type");
  EXPECT_EQ(summary(probe_.post(envelope11(kCancel), absent)), "415 empty");
}

// Host rule 25.
TEST_F(FaultTest, Rule25AnOldEnvelopeCannotComeAsTheNewTypeButTheReverseCan) {
  EXPECT_EQ(summary(probe_.post(envelope11(kCancel), soap12("CancelEntity"))), "415 empty");
  const Response response = probe_.post(envelope12(kCancel), soap11("CancelEntity"));
  EXPECT_EQ(test::code_of(response), 0);
  EXPECT_EQ(response.headers.find("Content-Type"), "application/soap+xml; charset=utf-8");
}

// Host rules 26 and 96.
TEST_F(FaultTest, Rule26UnreadableXmlWithoutAnActionIsAFaultOfTheServer) {
  const std::string receiver = "500 1.2 soap:Receiver: Server was unable to process request. ---> ";
  EXPECT_EQ(without_action(""), receiver + "Root element is missing.");
  EXPECT_EQ(without_action("<!DOCTYPE a []><a/>"), receiver + "DTD is prohibited in this XML document.");
  EXPECT_EQ(without_action("hello"), receiver + "Data at the root level is invalid. Line 1, position 1.");
  EXPECT_EQ(without_action("<soap:Envelope xmlns:soap=\"" + std::string(kSoap11) + "\"><soap:Body>"),
            "500 1.1 soap:Server: Server was unable to process request. ---> Unexpected end of file has occurred. The "
            "following elements are not closed: soap:Body, soap:Envelope. Line 1, position 82.");
}

// Host rule 27.
TEST_F(FaultTest, Rule27RefusalsOfTheServiceAreNoFaults) {
  const Response response = probe_.call("CancelEntity", "<TargetEntityId>0</TargetEntityId>");
  EXPECT_EQ(summary(response), "200");
  EXPECT_EQ(test::code_of(response), 2);
  EXPECT_THAT(response.body, HasSubstr("; TargetEntityId: must be &gt;= 1</Message>"));
}

// Host rules 28 and 31.
TEST_F(FaultTest, Rule28AFaultOfSoap11ByteForByte) {
  const Response response = probe_.call("CancelEntity", "<TargetEntityId>x</TargetEntityId>");
  EXPECT_EQ(
      response.body,
      kDeclaration + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/" + kNamespaces +
          "<soap:Body><soap:Fault><faultcode>soap:Client</faultcode><faultstring>Server was unable to read "
          "request. ---&gt; There is an error in XML document (1, 306). ---&gt; Input string was not in a correct "
          "format.</faultstring><detail /></soap:Fault></soap:Body></soap:Envelope>");
}

// Host rule 29: only faults about a header are without a detail.
TEST_F(FaultTest, Rule29HeaderFaultsHaveNoDetail) {
  const std::string unknown = "<x xmlns=\"urn:x\" soap:mustUnderstand=\"1\" />";
  EXPECT_FALSE(fault_of(probe_.post(envelope11(kCancel, unknown), soap11("CancelEntity"))).has_detail);
  EXPECT_FALSE(fault_of(probe_.post(envelope12(kCancel, unknown), soap12("CancelEntity"))).has_detail);
  EXPECT_TRUE(fault_of(probe_.post(envelope12(""), soap12("NoSuchThing"))).has_detail);
  EXPECT_TRUE(fault_of(probe_.post(envelope11(""), soap11("NoSuchThing"))).has_detail);
}

// Host rule 30.
TEST_F(FaultTest, Rule30AFaultOfSoap12ByteForByte) {
  const Response response =
      probe_.post(envelope12(wrapped("CancelEntity", "<TargetEntityId></TargetEntityId>")), soap12("CancelEntity"));
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.headers.find("Content-Type"), "application/soap+xml; charset=utf-8");
  EXPECT_EQ(
      response.body,
      kDeclaration + "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope" + kNamespaces +
          "<soap:Body><soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value></soap:Code><soap:Reason>"
          "<soap:Text xml:lang=\"en\">Server was unable to read request. ---&gt; There is an error in XML document "
          "(1, 303). ---&gt; Input string was not in a correct format.</soap:Text></soap:Reason><soap:Detail />"
          "</soap:Fault></soap:Body></soap:Envelope>");
}

// Host rules 32 and 33: the place is that of the node after the end tag.
TEST_F(FaultTest, Rule32ThePlaceIsTheNodeBehindTheElement) {
  const auto place = [&](const std::string& request) {
    return test::between(fault_of(probe_.post(request, soap11("CancelEntity"))).text, "document ", ".");
  };
  const std::string open =
      envelope11("", "").substr(0, 81) + "\n<CancelEntity xmlns=\"sosonlinebackup.com\">\n<request>";
  const std::string close = "</request></CancelEntity></soap:Body></soap:Envelope>";
  EXPECT_EQ(place(open + "<TargetEntityId>x</TargetEntityId>" + close), "(3, 46)");          // the r of </request>
  EXPECT_EQ(place(open + "<TargetEntityId>x</TargetEntityId><Other/>" + close), "(3, 45)");  // the O
  EXPECT_EQ(place(open + "<TargetEntityId>x</TargetEntityId>\r\n  " + close), "(3, 44)");    // white space, same line
  EXPECT_EQ(place(open + "\r\n      <TargetEntityId>x\n</TargetEntityId>\r\n" + close), "(5, 18)");
  EXPECT_EQ(place(open + "<TargetEntityId>x</TargetEntityId><!--c-->" + close), "(3, 48)");
  EXPECT_EQ(place(open + "\xC3\xA9\xF0\x9F\x98\x80<TargetEntityId>x</TargetEntityId>" + close), "(3, 49)");
  // The place of a bad xsi:nil or xsi:type is the element itself: rules 46 and 55.
}

// Host rule 34.
TEST_F(FaultTest, Rule34NoExceptionOfTheServiceReachesTheCaller) {
  // The API answers a failure of its own as UnexpectedError, in its Result, and not as a fault.
  probe_.application().sandbox().state().database.script("ALTER TABLE entity RENAME TO elsewhere");
  testing::internal::CaptureStderr();
  const Response response = probe_.post(envelope11(kCancel), soap11("CancelEntity"));
  testing::internal::GetCapturedStderr();
  EXPECT_EQ(test::code_of(response), 1);
  EXPECT_THAT(response.body, Not(HasSubstr("elsewhere")));
}

// Host rule 35: what can be followed of it, the names of the exceptions.
TEST_F(FaultTest, Rule35WithCustomErrorsOffTheExceptionsAreNamed) {
  Probe open({.custom_errors = false});
  EXPECT_EQ(fault_of(open.call("CancelEntity", "<TargetEntityId>x</TargetEntityId>")).text,
            "System.Web.Services.Protocols.SoapException: Server was unable to read request. ---> "
            "System.InvalidOperationException: There is an error in XML document (1, 306). ---> "
            "System.FormatException: Input string was not in a correct format.");
}

// Host rule 36.
TEST_F(FaultTest, Rule36AnUnknownEnvelopeIsAVersionMismatch) {
  const Response response = probe_.post("<foo/>", soap12("NoSuchThing"));
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.headers.find("Content-Type"), "text/xml; charset=utf-8");
  EXPECT_EQ(
      response.body,
      kDeclaration + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/" + kNamespaces +
          "<soap:Header><soap12:Upgrade xmlns:soap12=\"http://www.w3.org/2003/05/soap-envelope\">"
          "<soap12:SupportedEnvelope qname=\"soap:Envelope\" /><soap12:SupportedEnvelope "
          "qname=\"soap12:Envelope\" /></soap12:Upgrade></soap:Header><soap:Body><soap:Fault>"
          "<faultcode>soap:VersionMismatch</faultcode><faultstring>Possible SOAP version mismatch: Envelope "
          "namespace  was unexpected. Expecting http://schemas.xmlsoap.org/soap/envelope/.</faultstring><detail />"
          "</soap:Fault></soap:Body></soap:Envelope>");
  EXPECT_THAT(of11("<Envelope xmlns=\"urn:mine\"><Body/></Envelope>"),
              HasSubstr("soap:VersionMismatch: Possible SOAP version mismatch: Envelope namespace urn:mine was"));
}

// Host rule 36.
TEST_F(FaultTest, Rule36WhatAnEnvelopeMustHave) {
  const std::string missing = kRead + "Request format is invalid: Missing required soap:";
  const std::string space = " xmlns=\"" + std::string(kSoap11) + "\"";
  EXPECT_EQ(of11("<Letter" + space + "><Body/></Letter>"), missing + "Envelope element.");
  EXPECT_EQ(of11("<Envelope" + space + "/>"), missing + "Body element.");
  EXPECT_EQ(of11("<Envelope" + space + "><Header/></Envelope>"), missing + "Body element.");
  EXPECT_EQ(of11("<Envelope" + space + "><Corps/></Envelope>"), missing + "Body element.");
  EXPECT_EQ(of12("<Envelope xmlns=\"" + std::string(kSoap12) + "\"/>"),
            "500 1.2 soap:Sender: Server was unable to read request. ---> Request format is invalid: Missing required "
            "soap:Body element.");
}

}  // namespace
}  // namespace http
