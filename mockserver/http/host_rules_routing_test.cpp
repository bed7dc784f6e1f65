// Host rules A and B: who answers a request, and how a POST finds its operation.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_host.hpp"

namespace http {
namespace {

using test::envelope11;
using test::envelope12;
using test::kEntityPage;
using test::make_request;
using test::Probe;
using test::summary;
using test::wrapped;
using testing::HasSubstr;

const std::string kCall = wrapped("GetEntityHierarchy", "<TargetEntityID>111</TargetEntityID>");
const std::string kUnknownAction =
    "500 1.1 soap:Client: Server did not recognize the value of HTTP Header SOAPAction: ";

class RoutingTest : public testing::Test {
 protected:
  // A 1.1 envelope with a known operation, sent with this SOAPAction.
  Response with_action(std::string action) {
    return probe_.post(envelope11(kCall),
                       {{"Content-Type", "text/xml; charset=utf-8"}, {"SOAPAction", std::move(action)}});
  }
  std::string page(std::string_view below = "") { return std::string(kEntityPage) + std::string(below); }

  Probe probe_;
};

// Host rules 1 and 3: a POST to the page is SOAP, whatever it carries; the form binding needs an operation's name in
// the path.
TEST_F(RoutingTest, Rule3EveryPostToThePageIsSoap) {
  const Response form = probe_.post("TargetEntityID=1", {{"Content-Type", "application/x-www-form-urlencoded"}});
  EXPECT_EQ(test::fault_of(form).version, "1.2");
  EXPECT_EQ(summary(probe_.post(envelope11(kCall), test::soap11("GetEntityHierarchy"), page("?wsdl"))), "200");
}

// Host rule 2: SOAP of both versions, the description, and forms from this machine are on; the rest is off.
TEST_F(RoutingTest, Rule2TheBindingsThatAreOnByDefault) {
  EXPECT_EQ(test::code_of(probe_.post(envelope11(kCall), test::soap11("GetEntityHierarchy"))), 0);
  EXPECT_EQ(test::code_of(probe_.post(envelope12(kCall), test::soap12("GetEntityHierarchy"))), 0);
  EXPECT_EQ(probe_.get(page()).status, 200);
  const std::string form = std::string(test::kAccountPage) + "/ChangeAccountEmail";
  Request post = make_request("POST", form, {{"Content-Type", "application/x-www-form-urlencoded"}},
                              "userName=a&password=b&email=c");
  EXPECT_EQ(probe_.send(post).status, 200);
  post.remote_address = "192.0.2.1";
  EXPECT_EQ(probe_.send(post).status, 500);
  EXPECT_EQ(probe_.get(form + "?userName=a&password=b&email=c").status, 500);
}

// Host rule 4.
TEST_F(RoutingTest, Rule4GetShowsThePageOrTheDescription) {
  const Response help = probe_.get(page());
  EXPECT_EQ(help.status, 200);
  EXPECT_EQ(help.headers.find("Content-Type"), "text/html; charset=utf-8");
  EXPECT_THAT(help.body, HasSubstr("EntityManagementService Web Service"));
  EXPECT_THAT(probe_.get(page("?wsdl")).body, HasSubstr("<wsdl:definitions"));
  EXPECT_THAT(probe_.get(page("?disco")).body, HasSubstr("<discovery"));
}

// Host rule 5.
TEST_F(RoutingTest, Rule5OtherMethodsAreNotAllowed) {
  for (const std::string method : {"PUT", "DELETE", "HEAD", "PATCH", "OPTIONS"}) {
    const Response response = probe_.send(make_request(method, page()));
    EXPECT_EQ(response.status, 405) << method;
    EXPECT_EQ(response.headers.find("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(response.headers.find("Allow"), "GET, POST");
    EXPECT_THAT(response.body, HasSubstr("<i>Request format is unrecognized.</i>"));
  }
}

// Host rule 6.
TEST_F(RoutingTest, Rule6AnOperationInThePathNeedsItsBinding) {
  Request remote = make_request("POST", page("/CancelEntity"), {}, "TargetEntityId=225");
  remote.remote_address = "192.0.2.1";
  for (const Response& response : {probe_.get(page("/CancelEntity")), probe_.send(remote)}) {
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(response.headers.find("Content-Type"), "text/html; charset=utf-8");
    EXPECT_THAT(response.body, HasSubstr("Request format is unrecognized for URL unexpectedly ending in "
                                         "&#39;/CancelEntity&#39;."));
  }
}

// Host rule 8: the envelope's namespace decides the answer's version, whatever the headers announced.
TEST_F(RoutingTest, Rule8TheEnvelopeDecidesTheVersion) {
  const Response response = probe_.post(envelope12(kCall), test::soap11("GetEntityHierarchy"));
  EXPECT_EQ(response.headers.find("Content-Type"), "application/soap+xml; charset=utf-8");
  EXPECT_THAT(response.body, HasSubstr(test::kSoap12));
  const Response plain = probe_.post(envelope11(kCall), {{"Content-Type", "text/xml"}});
  EXPECT_EQ(plain.headers.find("Content-Type"), "text/xml; charset=utf-8");
  EXPECT_THAT(plain.body, HasSubstr(test::kSoap11));
}

// Host rule 9.
TEST_F(RoutingTest, Rule9ActionsAreUnquotedDecodedAndComparedExactly) {
  for (const char* action : {"\"sosonlinebackup.com/GetEntityHierarchy\"", "sosonlinebackup.com/GetEntityHierarchy",
                             "sosonlinebackup.com%2FGetEntityHierarchy"})
    EXPECT_EQ(summary(with_action(action)), "200") << action;
  for (const std::string action :
       {"sosonlinebackup.com/getentityhierarchy", "SOSONLINEBACKUP.COM/GetEntityHierarchy", "GetEntityHierarchy",
        "http://sosonlinebackup.com/GetEntityHierarchy", "sosonlinebackup.com/GetEntityHierarchy/",
        "sosonlinebackup.comGetEntityHierarchy", "/GetEntityHierarchy"})
    EXPECT_EQ(summary(with_action(action)), kUnknownAction + action + ".");
}

// Host rule 10, the whole answer.
TEST_F(RoutingTest, Rule10AnUnknownActionIsNamed) {
  const Response response = with_action("\"sosonlinebackup.com/NoSuchThing\"");
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope "
            "xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" "
            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">"
            "<soap:Body><soap:Fault><faultcode>soap:Client</faultcode><faultstring>Server did not recognize the value "
            "of HTTP Header SOAPAction: sosonlinebackup.com/NoSuchThing.</faultstring><detail /></soap:Fault>"
            "</soap:Body></soap:Envelope>");
}

// Host rule 11.
TEST_F(RoutingTest, Rule11AnEmptyActionIsAnUnknownOne) {
  EXPECT_EQ(summary(with_action("\"\"")), kUnknownAction + ".");
  EXPECT_EQ(summary(with_action("")), kUnknownAction + ".");
}

// Host rule 12.
TEST_F(RoutingTest, Rule12SingleQuotesBelongToTheAction) {
  EXPECT_EQ(summary(with_action("'sosonlinebackup.com/GetEntityHierarchy'")),
            kUnknownAction + "'sosonlinebackup.com/GetEntityHierarchy'.");
}

// Host rule 13.
TEST_F(RoutingTest, Rule13WithoutAnActionTheBodyDecides) {
  EXPECT_EQ(test::code_of(probe_.post(envelope11(kCall), {{"Content-Type", "text/xml; charset=utf-8"}})), 0);
}

// Host rule 14.
TEST_F(RoutingTest, Rule14WithoutAnActionAnUnknownBodyIsRefusedInTheEnvelopesVersion) {
  const std::string text =
      ": Unable to handle request without a valid action parameter. Please supply a valid soap action.";
  const Headers plain{{"Content-Type", "text/xml; charset=utf-8"}};
  for (const std::string body : {"<NoSuchThing xmlns=\"sosonlinebackup.com\" />", "<CancelEntity />",
                                 "<cancelentity xmlns=\"sosonlinebackup.com\" />", ""})
    EXPECT_EQ(summary(probe_.post(envelope11(body), plain)), "500 1.1 soap:Client" + text) << body;
  EXPECT_EQ(summary(probe_.post(envelope12("<x />"), {{"Content-Type", "application/soap+xml; charset=utf-8"}})),
            "500 1.2 soap:Sender" + text);
}

// Host rule 15.
TEST_F(RoutingTest, Rule15OfSoap12TheActionComesFirstThenTheBody) {
  EXPECT_EQ(test::code_of(probe_.post(envelope12(kCall), test::soap12("NoSuchThing"))), 0);
  const Response hierarchy = probe_.post(envelope12("<x />"), test::soap12("GetEntityHierarchy"));
  EXPECT_THAT(hierarchy.body, HasSubstr("<GetEntityHierarchyResponse"));
  EXPECT_EQ(summary(probe_.post(envelope12("<x />"), test::soap12("NoSuchThing"))),
            "500 1.2 soap:Sender: Unable to handle request. The action 'sosonlinebackup.com/NoSuchThing' was not "
            "recognized.");
}

// Host rule 16.
TEST_F(RoutingTest, Rule16OfSoap12TheSoapActionHeaderIsNotConsulted) {
  Headers headers = test::soap12("GetEntityHierarchy");
  headers.add("SOAPAction", "\"sosonlinebackup.com/CancelEntity\"");
  EXPECT_THAT(probe_.post(envelope12(kCall), headers).body, HasSubstr("<GetEntityHierarchyResponse"));
}

// Host rule 17: the namespace ends without a slash, so one is put between it and the name (see also J2.7).
TEST_F(RoutingTest, Rule17TheActionIsNamespaceSlashName) {
  EXPECT_EQ(test::code_of(with_action("sosonlinebackup.com/GetEntityHierarchy")), 0);
  EXPECT_THAT(probe_.get(page("?wsdl")).body, HasSubstr("soapAction=\"sosonlinebackup.com/GetEntityHierarchy\""));
}

// Host rule 18.
TEST_F(RoutingTest, Rule18AValidActionDecidesWhateverTheBodySays) {
  const Response response = probe_.post(envelope11(wrapped("CancelEntity", "<TargetEntityId>221</TargetEntityId>")),
                                        test::soap11("SuspendEntity"));
  EXPECT_THAT(response.body, HasSubstr("<SuspendEntityResponse"));
  EXPECT_EQ(test::code_of(response), 2);  // its request never came
}

// An operation that only the contract's list of names knows is as unknown as any other.
TEST_F(RoutingTest, OperationsKnownByNameOnlyAreUnknown) {
  const Response response =
      probe_.post(envelope11(wrapped("CancelAccount", "")), test::soap11("CancelAccount"), test::kAccountPage);
  EXPECT_EQ(summary(response), kUnknownAction + "sosonlinebackup.com/CancelAccount.");
}

// Host rule 97.
TEST_F(RoutingTest, Rule97LetterCaseMattersInOperationsNotInPaths) {
  for (const char* target : {"/webapi/accountmanagementservice/ENTITYmanagementservice.ASMX",
                             "//WebApi//AccountManagementService//EntityManagementService.asmx",
                             "/WebApi/AccountManagementService/EntityManagementService%2Easmx"})
    EXPECT_EQ(test::code_of(probe_.post(envelope11(kCall), test::soap11("GetEntityHierarchy"), target)), 0) << target;
  EXPECT_EQ(probe_.get("/WebApi/EntityManagementService.asmx").status, 404);
  EXPECT_EQ(probe_.get("/WebApi/AccountManagementService/NoSuchService.asmx").status, 404);
  EXPECT_EQ(probe_.get("/WebApi/AccountManagementService/EntityManagementService.asmxx").status, 404);
}

}  // namespace
}  // namespace http
