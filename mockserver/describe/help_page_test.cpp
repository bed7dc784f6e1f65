// Disco, the service page, and the operation page with its samples and test form.
#include "describe/help_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "describe/disco.hpp"
#include "describe/html.hpp"
#include "describe/sample.hpp"
#include "describe/synthetic.hpp"

namespace describe {
namespace {

using synthetic::kService;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kAddress = "http://localhost:8080/WebApi/CabinetService.asmx";
constexpr Page kPage{.address = kAddress};

const contract::Operation& operation(std::string_view name) {
  return *contract::Registry::find_operation(kService, name);
}

std::string page_of(std::string_view name, const Page& page = kPage) { return help_page(kService, name, page); }

TEST(Disco, PointsToTheDescriptionThePageAndBothSoapPorts) {  // host rule 76
  const std::string text = disco(kService, "http://h/a&b.asmx");
  pugi::xml_document document;
  ASSERT_TRUE(document.load_buffer(text.data(), text.size())) << text;
  const auto root = document.document_element();
  EXPECT_STREQ(root.name(), "discovery");
  EXPECT_STREQ(root.attribute("xmlns").value(), "http://schemas.xmlsoap.org/disco/");
  EXPECT_STREQ(root.child("contractRef").attribute("ref").value(), "http://h/a&b.asmx?wsdl");
  EXPECT_STREQ(root.child("contractRef").attribute("docRef").value(), "http://h/a&b.asmx");
  EXPECT_STREQ(root.child("soap").attribute("binding").value(), "q1:CabinetServiceSoap");
  EXPECT_STREQ(root.last_child().attribute("binding").value(), "q2:CabinetServiceSoap12");
}

TEST(ServicePage, ListsTheOperationsAlphabeticallyWithTheirDescriptions) {  // host rule 77
  const std::string page = help_page(kService, std::nullopt, kPage);
  EXPECT_THAT(page, HasSubstr("<title>CabinetService Web Service</title>"));
  EXPECT_THAT(page, HasSubstr("<link rel=\"alternate\" type=\"text/xml\" href=\"CabinetService.asmx?disco\">"));
  EXPECT_THAT(page, HasSubstr("The following operations are supported.  For a formal definition, please review the <a "
                              "href=\"CabinetService.asmx?WSDL\">Service Description</a>."));
  EXPECT_LT(page.find("CabinetService.asmx?op=BuildCabinet"), page.find("CabinetService.asmx?op=Paint"));
  EXPECT_THAT(page, HasSubstr("Paints a cabinet &amp; more."));
  EXPECT_THAT(page, Not(HasSubstr("Polish")));
}

TEST(ServicePage, ShowsUnavailableOperationsOnlyOnDemand) {
  EXPECT_THAT(help_page(kService, std::nullopt, kPage), Not(HasSubstr("op=Count")));
  EXPECT_THAT(help_page(kService, std::nullopt, {.address = kAddress, .options = {.unavailable = true}}),
              HasSubstr("op=Count"));
  EXPECT_THAT(page_of("Count"), HasSubstr("Method Not Found"));
}

TEST(OperationPage, AnswersUnknownNamesWithMethodNotFoundEscaped) {  // host rule 80
  const std::string page = page_of("<script>alert('x')</script>");
  EXPECT_THAT(page, HasSubstr("<h2>Method Not Found</h2>"));
  EXPECT_THAT(page, HasSubstr("Method '&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;' was not found in service "
                              "CabinetService."));
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_THAT(page_of("paint"), HasSubstr("Method Not Found"));
}

TEST(OperationPage, LetsNothingOfTheAddressBecomeMarkup) {
  const Page page{.address = "http://\"><b>/x/javascript:alert(1)\"'<i>.asmx"};
  for (const std::string& html : {page_of("Paint", page), help_page(kService, std::nullopt, page)}) {
    EXPECT_THAT(html, Not(HasSubstr("<b>")));
    EXPECT_THAT(html, Not(HasSubstr("<i>")));
    EXPECT_THAT(html, Not(HasSubstr("href=\"javascript:")));
    EXPECT_THAT(html, HasSubstr("href=\"javascript%3Aalert%281%29%22%27%3Ci%3E.asmx"));
  }
}

TEST(OperationPage, HasTheSectionsOfBothSoapVersions) {  // host rule 78
  const std::string page = page_of("BuildCabinet");
  for (const char* protocol : {"SOAP 1.1", "SOAP 1.2"})
    EXPECT_THAT(page, HasSubstr("The following is a sample " + std::string(protocol) +
                                " request and response.  The placeholders shown need to be replaced with actual "
                                "values."));
  EXPECT_THAT(page, HasSubstr("&lt;Id&gt;<span class=\"value\">int</span>&lt;/Id&gt;"));
  EXPECT_THAT(page, Not(HasSubstr("HTTP GET")));
}

TEST(OperationPage, HasTheHttpSectionsWhereTheyAreOnAndPossible) {
  const Page page{.address = kAddress, .options = {.http_get = true, .http_post = true}};
  EXPECT_THAT(page_of("Paint", page), HasSubstr("sample HTTP GET request"));
  EXPECT_THAT(page_of("Paint", page), HasSubstr("sample HTTP POST request"));
  EXPECT_THAT(page_of("BuildCabinet", page), Not(HasSubstr("sample HTTP")));
}

TEST(OperationPage, OffersTheTestFormToLocalCallersOnly) {  // host rule 79
  EXPECT_THAT(page_of("Paint"), HasSubstr("<form id=\"test-form\""));
  const std::string remote = page_of("Paint", {.address = kAddress, .test_form = false});
  EXPECT_THAT(remote, HasSubstr("The test form is only available for requests from the local machine."));
  EXPECT_THAT(remote, Not(HasSubstr("<form")));
  EXPECT_THAT(remote, Not(HasSubstr("<script")));
}

TEST(TestForm, HasOneInputForEveryValueOfTheRequest) {
  const std::string form = page_of("BuildCabinet");
  for (const char* name :
       {"AuthHeader.UserName", "AuthHeader.Password", "request.Id", "request.Colour", "request.Shelves.Shelf.Label",
        "request.Shelves.Shelf.Drawers.Drawer.Papers.Paper", "request.Tags.string"})
    EXPECT_THAT(form, HasSubstr(" name=\"" + std::string(name) + "\""));
  EXPECT_THAT(form, HasSubstr("type=\"password\" autocomplete=\"off\" name=\"request.Password\""));
  EXPECT_THAT(form, HasSubstr("<option>Red</option><option>Green</option>"));
  EXPECT_THAT(form, HasSubstr("must be &gt;= 1; must be &lt;= 9"));
  EXPECT_THAT(page_of("Paint"), HasSubstr(" name=\"note\""));
}

TEST(TestForm, OffersUnlistedMembersToo) {
  const std::string page = page_of("BuildCabinet");
  EXPECT_THAT(page, HasSubstr(" name=\"request.Riddle\""));
  EXPECT_THAT(page, Not(HasSubstr("&lt;Riddle")));
}

TEST(TestForm, NeedsNothingInlineAndNothingFromElsewhere) {
  const std::string page = page_of("BuildCabinet");
  EXPECT_THAT(page, Not(HasSubstr(" style=")));
  EXPECT_THAT(page, Not(testing::ContainsRegex(" on[a-z]+=")));
  for (const Asset& asset : help_assets()) {
    EXPECT_THAT(page, HasSubstr("\"" + std::string(asset.path) + "\""));
    EXPECT_FALSE(asset.body.empty());
  }
}

TEST(Samples, ShowTheRequestOfSoap11) {  // host rule 78
  EXPECT_EQ(soap_request(operation("Paint"), {"localhost", "/X.asmx"}, SoapVersion::soap11).text,
            R"(POST /X.asmx HTTP/1.1
Host: localhost
Content-Type: text/xml; charset=utf-8
Content-Length: length
SOAPAction: "sosonlinebackup.com/Paint"

<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Header>
    <AuthHeader xmlns="sosonlinebackup.com">
      <UserName>string</UserName>
      <Password>string</Password>
    </AuthHeader>
  </soap:Header>
  <soap:Body>
    <Paint xmlns="sosonlinebackup.com">
      <id>int</id>
      <note>string</note>
      <colour>Red or Green</colour>
    </Paint>
  </soap:Body>
</soap:Envelope>)");
}

TEST(Samples, ShowTheAnswerOfSoap12) {
  EXPECT_EQ(soap_response(operation("Paint"), SoapVersion::soap12).text,
            R"(HTTP/1.1 200 OK
Content-Type: application/soap+xml; charset=utf-8
Content-Length: length

<?xml version="1.0" encoding="utf-8"?>
<soap12:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap12="http://www.w3.org/2003/05/soap-envelope">
  <soap12:Body>
    <PaintResponse xmlns="sosonlinebackup.com">
      <PaintResult>
        <Result>int</Result>
        <Code>string</Code>
        <Message>string</Message>
      </PaintResult>
    </PaintResponse>
  </soap12:Body>
</soap12:Envelope>)");
}

TEST(Samples, ShowTwoItemsOfAnArrayAndNothingBelowTheFourthLevel) {
  const std::string text = soap_request(operation("BuildCabinet"), {"h", "/"}, SoapVersion::soap11).text;
  EXPECT_THAT(text, HasSubstr(R"(<Shelves>
          <Shelf>
            <Label>string</Label>
            <Height>int</Height>
            <Drawers xsi:nil="true" />
          </Shelf>
          <Shelf>)"));
}

TEST(Samples, ShowTheHttpBindings) {
  const Target target{"localhost", "/X.asmx"};
  EXPECT_EQ(http_get_request(operation("Paint"), target).text,
            "GET /X.asmx/Paint?id=string&note=string&colour=Colour HTTP/1.1\nHost: localhost\n");
  EXPECT_EQ(http_post_request(operation("Paint"), target).text,
            "POST /X.asmx/Paint HTTP/1.1\nHost: localhost\nContent-Type: application/x-www-form-urlencoded\n"
            "Content-Length: length\n\nid=string&note=string&colour=Colour");
  EXPECT_THAT(http_response(operation("Paint")).text,
              HasSubstr("<Result xmlns=\"sosonlinebackup.com\">\n  <Result>int"));
}

TEST(Samples, KnowTheirPlaceholders) {
  const Sample sample = soap_response(operation("Paint"), SoapVersion::soap11);
  std::vector<std::string> placeholders;
  for (const auto& [begin, end] : sample.placeholders) placeholders.push_back(sample.text.substr(begin, end - begin));
  EXPECT_THAT(placeholders, testing::ElementsAre("length", "int", "string", "string"));
}

}  // namespace
}  // namespace describe
