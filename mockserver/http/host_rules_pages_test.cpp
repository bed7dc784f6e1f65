// Host rules I and K: descriptions, help pages, and the bindings of HTTP GET and POST.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_host.hpp"

namespace http {
namespace {

using test::kAccountPage;
using test::kEntityPage;
using test::make_request;
using test::Probe;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class PagesTest : public testing::Test {
 protected:
  Response get(std::string_view query, std::string_view page = kEntityPage) {
    return probe_.get(std::string(page) + std::string(query));
  }

  Probe probe_;
};

// Host rule 70.
TEST_F(PagesTest, Rule70TheKeysOfTheDescription) {
  for (const char* query : {"?wsdl", "?WSDL", "?Wsdl=", "?wsdl&x=1"}) {
    EXPECT_THAT(get(query).body, HasSubstr("<wsdl:definitions")) << query;
  }
  for (const char* query : {"?disco", "?DISCO"}) EXPECT_THAT(get(query).body, HasSubstr("<discovery")) << query;
  const Response unknown = get("?wsdl=wsdl7");
  EXPECT_EQ(unknown.status, 500);
  EXPECT_EQ(unknown.headers.find("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(unknown.body, "XML Web service description was not found.");
  const Response schema = get("?schema=schema1");
  EXPECT_EQ(schema.status, 500);
  EXPECT_EQ(schema.headers.find("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(schema.body, "Schema not found.");
}

// Host rule 71.
TEST_F(PagesTest, Rule71AnyOtherQueryShowsTheHelpPage) {
  for (const char* query : {"?singleWsdl", "?x", "?", "?%00", "?&&=&"}) {
    const Response response = get(query);
    EXPECT_EQ(response.status, 200) << query;
    EXPECT_EQ(response.headers.find("Content-Type"), "text/html; charset=utf-8");
  }
}

// Host rule 72.
TEST_F(PagesTest, Rule72DescriptionsRepeatTheAddressAskedFor) {
  Request request = make_request("GET", std::string(kEntityPage) + "?wsdl", {{"Host", "sandbox.example:8443"}});
  request.is_tls = true;
  const Response response = probe_.send(request);
  EXPECT_EQ(response.headers.find("Content-Type"), "text/xml; charset=utf-8");
  EXPECT_THAT(response.body, HasSubstr("\"https://sandbox.example:8443" + std::string(kEntityPage) + "\""));
  EXPECT_THAT(response.body, HasSubstr("\n  <wsdl:types>"));
}

// Host rules 73 and 74.
TEST_F(PagesTest, Rule74PrefixesAndNames) {
  const std::string text = get("?wsdl").body;
  for (const char* prefix : {"s", "soap", "soap12", "http", "mime", "tm", "soapenc", "tns", "wsdl"})
    EXPECT_THAT(text, HasSubstr(" xmlns:" + std::string(prefix) + "=\"")) << prefix;
  EXPECT_THAT(text, HasSubstr("<s:schema elementFormDefault=\"qualified\" targetNamespace=\"sosonlinebackup.com\">"));
  for (const char* element :
       {"<wsdl:message name=\"CancelEntitySoapIn\">", "<wsdl:message name=\"CancelEntitySoapOut\">",
        "<wsdl:portType name=\"EntityManagementServiceSoap\">",
        "<wsdl:binding name=\"EntityManagementServiceSoap\" type=\"tns:EntityManagementServiceSoap\">",
        "<wsdl:binding name=\"EntityManagementServiceSoap12\" type=\"tns:EntityManagementServiceSoap\">",
        "<wsdl:port name=\"EntityManagementServiceSoap12\" "
        "binding=\"tns:EntityManagementServiceSoap12\">"})
    EXPECT_THAT(text, HasSubstr(element));
  EXPECT_THAT(text, Not(HasSubstr("HttpGet")));
}

// Host rule 75: the whole of two descriptions is compared with the genuine host's in describe/golden_wsdl_test.cpp.
TEST_F(PagesTest, Rule75HowOftenMembersOccur) {
  const std::string text = get("?wsdl").body;
  EXPECT_THAT(text, HasSubstr("<s:element minOccurs=\"1\" maxOccurs=\"1\" name=\"TargetEntityID\" type=\"s:int\" />"));
  EXPECT_THAT(text, HasSubstr("<s:element minOccurs=\"1\" maxOccurs=\"1\" name=\"ConnectwiseIntegratorEntityID\" "
                              "nillable=\"true\" type=\"s:int\" />"));
  EXPECT_THAT(text, HasSubstr("<s:element minOccurs=\"0\" maxOccurs=\"unbounded\" name=\"EntityInHierarchy\" "
                              "nillable=\"true\" type=\"tns:EntityInHierarchy\" />"));
  EXPECT_THAT(text, HasSubstr("<s:complexType name=\"ArrayOfEntityInHierarchy\">"));
}

// Host rule 76.
TEST_F(PagesTest, Rule76Disco) {
  const Response response = get("?disco");
  EXPECT_EQ(response.headers.find("Content-Type"), "text/xml; charset=utf-8");
  EXPECT_THAT(response.body,
              HasSubstr("<contractRef ref=\"http://localhost:8080" + std::string(kEntityPage) + "?wsdl\""));
}

// Host rule 77.
TEST_F(PagesTest, Rule77TheHelpPageListsTheOperations) {
  const std::string page = get("").body;
  EXPECT_THAT(page, HasSubstr("<title>EntityManagementService Web Service</title>"));
  EXPECT_THAT(page, HasSubstr("The following operations are supported.  For a formal definition, please review the "));
  EXPECT_LT(page.find("?op=ActivateEntity"), page.find("?op=CancelEntity"));
  EXPECT_LT(page.find("?op=CancelEntity"), page.find("?op=GetEntityHierarchy"));
}

// Host rule 78.
TEST_F(PagesTest, Rule78AnOperationsPageShowsSamples) {
  const std::string page = get("?op=GetEntityHierarchy").body;
  EXPECT_THAT(page,
              HasSubstr("The following is a sample SOAP 1.1 request and response.  The placeholders shown need to "
                        "be replaced with actual values."));
  EXPECT_THAT(page,
              HasSubstr("The following is a sample SOAP 1.2 request and response.  The placeholders shown need to "
                        "be replaced with actual values."));
}

// Host rule 79.
TEST_F(PagesTest, Rule79OnlyLocalCallersSeeTheTestForm) {
  Request request = make_request("GET", std::string(kEntityPage) + "?op=CancelEntity");
  EXPECT_THAT(probe_.send(request).body, HasSubstr("<form"));
  request.remote_address = "192.0.2.1";
  EXPECT_THAT(probe_.send(request).body,
              HasSubstr("The test form is only available for requests from the local machine."));
}

// Host rule 80.
TEST_F(PagesTest, Rule80AnUnknownOperationsPage) {
  const Response response = get("?op=Nope%3Cb%3E");
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr("Method Not Found"));
  EXPECT_THAT(response.body, HasSubstr("Method 'Nope&lt;b&gt;' was not found in service "
                                       "EntityManagementService."));
}

// Host rule 81: the recommendation is for services that kept the tool's own namespace.
TEST_F(PagesTest, Rule81NothingIsRecommended) { EXPECT_THAT(get("").body, Not(HasSubstr("tempuri"))); }

class FormsTest : public testing::Test {
 protected:
  Response get(std::string_view call) { return open_.get(std::string(kAccountPage) + "/" + std::string(call)); }
  Response post(std::string_view operation, std::string body, std::string type = "application/x-www-form-urlencoded") {
    return open_.post(std::move(body), {{"Content-Type", std::move(type)}},
                      std::string(kAccountPage) + "/" + std::string(operation));
  }

  Probe open_{HostSettings{.enable_get = true, .enable_post = true}};
};

// Host rules 7 and 98: there is no header in these bindings, so nobody is known by its credentials.
TEST_F(FormsTest, Rule98TheAnswerHasNoEnvelope) {
  const std::string parameters = "userName=admin%40company1.example&password=Backup123&email=a%40b.example";
  const std::string before = open_.content();
  for (const Response& response : {get("ChangeAccountEmail?" + parameters), post("ChangeAccountEmail", parameters)}) {
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.headers.find("Content-Type"), "text/xml; charset=utf-8");
    EXPECT_THAT(response.body,
                StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<Result "
                           "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                           "xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"sosonlinebackup.com\">\r\n"
                           "  <Result>3</Result>\r\n  <Code>InvalidSoapCredentials</Code>\r\n  <Message>Err-"));
    EXPECT_TRUE(response.body.ends_with("</Message>\r\n</Result>"));
  }
  EXPECT_TRUE(open_.content() == before);
}

// Host rule 98: what takes an object or hands back more than its result is not there.
TEST_F(FormsTest, Rule98OnlyScalarOperationsAreBound) {
  EXPECT_EQ(get("Authenticate?userName=a&password=b").body, "Authenticate Web Service method name is not valid.\r\n");
  EXPECT_EQ(get("SuspendAccount?x=1").body, "SuspendAccount Web Service method name is not valid.\r\n");
}

// Host rules 99 and 101.
TEST_F(FormsTest, Rule99ErrorsAreOneLineOfText) {
  const Response missing = get("ChangeAccountEmail?userName=a&Password=b");
  EXPECT_EQ(missing.status, 500);
  EXPECT_EQ(missing.headers.find("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(missing.body, "Missing parameter: password.\r\n");
  EXPECT_EQ(get("NoSuchThing").body, "NoSuchThing Web Service method name is not valid.\r\n");
  EXPECT_EQ(post("ChangeAccountEmail", "userName=a", "text/xml").body, "Request format is invalid: text/xml.\r\n");
  EXPECT_EQ(post("ChangeAccountEmail", "").body, "Missing parameter: userName.\r\n");
}

// Host rule 100.
TEST_F(FormsTest, Rule100ANameInOtherLettersIsToldApart) {
  EXPECT_EQ(get("changeaccountemail?x=1").body,
            "Invalid method name 'changeaccountemail',  method names are case sensitive.   The method name "
            "'ChangeAccountEmail' with the same name but different casing was found.\r\n");
}

// Host rule 95, of forms.
TEST_F(FormsTest, Rule95AFormThatIsTooLong) {
  const Response response = post("ChangeAccountEmail", std::string(std::size_t{4096} * 1024 + 1, 'a'));
  EXPECT_EQ(response.status, 500);
  EXPECT_THAT(response.body, HasSubstr("<i>Maximum request length exceeded.</i>"));
}

}  // namespace
}  // namespace http
