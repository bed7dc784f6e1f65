// The host with --wsdl: what calls and answers look like when the real service's WSDL differs from the contract.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "http/test_host.hpp"
#include "overlay/test_wsdl.hpp"

namespace http::test {
namespace {

using overlay::test::altered;
using overlay::test::own_wsdl;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kTree = "<TargetEntityID>888</TargetEntityID><IncludeInactive>true</IncludeInactive>";

std::string element(std::string_view name, std::string_view type, std::string_view more = "") {
  return "<s:element minOccurs=\"1\" maxOccurs=\"1\" name=\"" + std::string(name) + "\" " + std::string(more) +
         "type=\"" + std::string(type) + "\" />";
}

class WsdlOverlay : public testing::Test {
 protected:
  // Starts the host with this WSDL of EntityManagementService.
  void start(const std::string& wsdl) {
    directory_.put("Entity.wsdl", wsdl);
    start();
  }
  void start() {
    application_ = std::make_unique<Application>(Options{.wsdl = directory_.path()});
    application_->open();
  }
  // Our own WSDL with one change behind the type of that name.
  static std::string with(std::string_view type, std::string_view from, std::string_view to) {
    return altered(own_wsdl("EntityManagementService"), "complexType name=\"" + std::string(type) + "\"", from, to);
  }
  std::string post(std::string body, Headers headers, std::string_view page = kEntityPage) {
    return application_->answer(make_request("POST", page, std::move(headers), std::move(body))).body;
  }
  std::string call(std::string_view operation, std::string_view members) {
    return post(envelope11(wrapped(operation, members)), soap11(operation));
  }
  Response get(std::string_view target, Headers headers = {}) {
    return application_->answer(make_request("GET", target, std::move(headers)));
  }
  nlohmann::json control(std::string_view path) {
    return nlohmann::json::parse(get("/_sandbox/" + std::string(path)).body);
  }
  // The notes of the last call: "kind path".
  std::vector<std::string> notes() {
    std::vector<std::string> out;
    const nlohmann::json journal = control("journal?limit=1");
    for (const auto& note : journal["calls"][0]["notes"])
      out.push_back(note["kind"].get<std::string>() + " " + note["path"].get<std::string>());
    return out;
  }

  overlay::test::Directory directory_;
  std::unique_ptr<Application> application_;
};

TEST_F(WsdlOverlay, RenamedElementsAreReadAndWrittenUnderTheirNames) {
  start(altered(with("GetEntityHierarchyRequest", "TargetEntityID", "EntityToShow"),
                "complexType name=\"EntityInHierarchy\"", "\"EntityName\"", "\"Name\""));
  const std::string answer =
      call("GetEntityHierarchy", "<EntityToShow>311</EntityToShow><IncludeInactive>true</IncludeInactive>");
  EXPECT_THAT(answer, HasSubstr("<EntityID>311</EntityID><Name>Company1OfPartner1</Name>"));
  EXPECT_THAT(answer, Not(HasSubstr("EntityName")));
  EXPECT_THAT(notes(), testing::ElementsAre("defaulted request/ConnectwiseIntegratorEntityID"));

  call("GetEntityHierarchy", kTree);
  EXPECT_THAT(notes(), testing::Contains("ignored request/TargetEntityID")) << "their host would not know it";
}

TEST_F(WsdlOverlay, AnswersFollowTheirOrder) {
  std::string wsdl =
      with("GetEntityHierarchyResult", R"(name="Result" type="tns:Result")", R"(name="Swap" type="tns:Result")");
  wsdl = altered(wsdl, "complexType name=\"GetEntityHierarchyResult\"",
                 R"(name="Entities" type="tns:ArrayOfEntityInHierarchy")", R"(name="Result" type="tns:Result")");
  wsdl = altered(wsdl, "complexType name=\"GetEntityHierarchyResult\"", R"(name="Swap" type="tns:Result")",
                 R"(name="Entities" type="tns:ArrayOfEntityInHierarchy")");
  start(wsdl);
  const std::string answer = call("GetEntityHierarchy", kTree);
  EXPECT_THAT(answer, HasSubstr("<GetEntityHierarchyResult><Entities><EntityInHierarchy>"));
  EXPECT_THAT(
      answer,
      HasSubstr("</Entities><Result><Result>0</Result><Code>Success</Code></Result></GetEntityHierarchyResult>"));
}

TEST_F(WsdlOverlay, AddedElementsAreReadWithoutANoteAndWrittenWithWhatTheSchemaDemands) {
  std::string wsdl = with("GetEntityHierarchyRequest", "<s:sequence>",
                          "<s:sequence>" + element("Culture", "s:string") + element("Page", "tns:Page"));
  wsdl = altered(wsdl, "complexType name=\"Result\"", "</s:sequence>",
                 element("Version", "s:int") + element("Since", "s:dateTime") + element("Kind", "tns:EntityType") +
                     element("Hint", "s:string", "nillable=\"true\" ") + element("Page", "tns:Page") +
                     "<s:element minOccurs=\"0\" name=\"Maybe\" type=\"s:int\" />"
                     "<s:element minOccurs=\"0\" maxOccurs=\"unbounded\" name=\"Many\" type=\"s:int\" /></s:sequence>");
  wsdl =
      altered(wsdl, "", "<s:element name=\"GetEntityHierarchy\">",
              "<s:complexType name=\"Page\"><s:sequence>" + element("Number", "s:int") + element("Text", "s:string") +
                  "<s:element minOccurs=\"0\" name=\"Next\" type=\"tns:Page\" />"
                  "</s:sequence></s:complexType><s:element name=\"GetEntityHierarchy\">");
  start(wsdl);
  const std::string answer =
      call("GetEntityHierarchy",
           "<Culture>en</Culture><Page><Number>4</Number><Next><Number>5</Number></Next></Page>" + std::string(kTree));
  EXPECT_THAT(answer,
              HasSubstr("<Code>Success</Code><Version>0</Version><Since>0001-01-01T00:00:00</Since><Kind>Unknown</Kind>"
                        "<Hint xsi:nil=\"true\" /><Page><Number>0</Number><Text /></Page></Result>"));
  EXPECT_THAT(notes(), testing::Each(testing::StartsWith("defaulted ")));
  EXPECT_THAT(call("GetEntityHierarchy", "<Page><Number>four</Number></Page>" + std::string(kTree)),
              HasSubstr("Input string was not in a correct format."));
}

TEST_F(WsdlOverlay, DroppedElementsAreNeitherReadNorWritten) {
  std::string wsdl = with("GetEntityHierarchyRequest", element("IncludeInactive", "s:boolean"), "");
  wsdl = altered(wsdl, "complexType name=\"Result\"", element("Result", "s:int"), "");
  start(wsdl);
  const std::string answer = call("GetEntityHierarchy", kTree);
  EXPECT_THAT(answer, HasSubstr("<Result><Code>Success</Code></Result>"));
  EXPECT_THAT(answer, Not(HasSubstr("<EntityID>225</EntityID>"))) << "it is inactive, and nobody asked for such";
  EXPECT_THAT(notes(), testing::Contains("ignored request/IncludeInactive"));
}

TEST_F(WsdlOverlay, ValuesAreReadAndWrittenAsTheirTypes) {
  std::string wsdl =
      with("GetEntityHierarchyRequest", element("TargetEntityID", "s:int"), element("TargetEntityID", "s:long"));
  wsdl = altered(wsdl, "complexType name=\"GetEntityHierarchyRequest\"", element("IncludeInactive", "s:boolean"),
                 element("IncludeInactive", "s:int"));
  wsdl = altered(wsdl, "complexType name=\"EntityInHierarchy\"", element("IsActive", "s:boolean"),
                 element("IsActive", "s:int"));
  wsdl = altered(wsdl, "complexType name=\"EntityInHierarchy\"", element("EntityType", "tns:EntityType"),
                 element("EntityType", "s:string"));
  start(wsdl);
  const std::string answer =
      call("GetEntityHierarchy", "<TargetEntityID>888</TargetEntityID><IncludeInactive>1</IncludeInactive>");
  EXPECT_THAT(answer, AllOf(HasSubstr("<EntityType>Partner</EntityType><EntityID>225</EntityID>"),
                            HasSubstr("<IsActive>1</IsActive>"), HasSubstr("<IsActive>0</IsActive>")));
  EXPECT_THAT(call("GetEntityHierarchy", "<TargetEntityID>99999999999999999999</TargetEntityID>"),
              HasSubstr("Value was either too large or too small for an Int64."));
}

TEST_F(WsdlOverlay, NullsFollowTheirPresence) {
  const std::string own = R"(<s:element minOccurs="0" maxOccurs="1" name="Message" type="s:string" />)";
  start(with("Result", own, element("Message", "s:string", "nillable=\"true\" ")));
  EXPECT_THAT(call("GetEntityHierarchy", kTree),
              HasSubstr("<Code>Success</Code><Message xsi:nil=\"true\" /></Result>"));
  start(with("Result", own, element("Message", "s:string")));
  EXPECT_THAT(call("GetEntityHierarchy", kTree), HasSubstr("<Code>Success</Code><Message /></Result>"));
}

TEST_F(WsdlOverlay, ArraysMayHaveNoElementAround) {
  start(with("GetEntityHierarchyResult", R"(maxOccurs="1" name="Entities" type="tns:ArrayOfEntityInHierarchy")",
             R"(maxOccurs="unbounded" name="Entities" type="tns:EntityInHierarchy")"));
  const std::string answer = call("GetEntityHierarchy", kTree);
  EXPECT_THAT(answer, HasSubstr("</Result><Entities><DistributorEntityID>888</DistributorEntityID>"));
  EXPECT_THAT(answer, HasSubstr("</Entities><Entities><DistributorEntityID>888</DistributorEntityID>"));
  EXPECT_THAT(answer, Not(HasSubstr("EntityInHierarchy")));
}

TEST_F(WsdlOverlay, MembersMayStandBareAndWrappersUnderOtherNames) {
  std::string wsdl = own_wsdl("EntityManagementService");
  wsdl = altered(wsdl, "<s:element name=\"CancelEntity\">",
                 R"(<s:element minOccurs="0" maxOccurs="1" name="request" type="tns:CancelEntityRequest" />)",
                 element("TargetEntityId", "s:int"));
  wsdl = altered(wsdl, "<s:element name=\"GetEntityHierarchy\">", "name=\"request\"", "name=\"query\"");
  wsdl = altered(wsdl, "<s:element name=\"GetEntityHierarchyResponse\">", "name=\"GetEntityHierarchyResult\"",
                 "name=\"answer\"");
  start(wsdl);
  EXPECT_THAT(
      post(
          envelope11("<CancelEntity xmlns=\"sosonlinebackup.com\"><TargetEntityId>311</TargetEntityId></CancelEntity>"),
          soap11("CancelEntity")),
      HasSubstr("<Code>Success</Code>"));
  EXPECT_THAT(
      post(envelope11("<GetEntityHierarchy xmlns=\"sosonlinebackup.com\"><query>" + std::string(kTree) +
                      "</query></GetEntityHierarchy>"),
           soap11("GetEntityHierarchy")),
      HasSubstr("<GetEntityHierarchyResponse xmlns=\"sosonlinebackup.com\"><answer><Result><Result>0</Result>"));
}

TEST_F(WsdlOverlay, MembersOfAnOldAnswerMayStandInsideOfAResult) {
  std::string wsdl = own_wsdl("AccountManagementService");
  wsdl = altered(wsdl, "<s:element name=\"AuthenticateResponse\">", "<s:complexType>",
                 "<s:complexType><s:sequence><s:element name=\"AuthenticateResult\" type=\"tns:Whole\" "
                 "/></s:sequence></s:complexType>"
                 "</s:element><s:complexType name=\"Whole\">");
  wsdl = altered(wsdl, "<s:complexType name=\"Whole\">", "</s:complexType>\n      </s:element>", "</s:complexType>");
  directory_.put("Account.wsdl", wsdl);
  start();
  const std::string body =
      "<Authenticate xmlns=\"sosonlinebackup.com\"><userName>nobody@example.com</userName>"
      "<password>Secret123</password></Authenticate>";
  EXPECT_THAT(post(envelope11(body), soap11("Authenticate"), kAccountPage),
              HasSubstr("<AuthenticateResponse "
                        "xmlns=\"sosonlinebackup.com\"><AuthenticateResult><AuthenticateResult><Result>502</Result>"));
}

TEST_F(WsdlOverlay, BareParametersAreNotReadInsideOfARequestAnyMore) {
  const std::string_view page = "/WebApi/AccountManagementService/BackupPolicyManagementService.asmx";
  const std::string body = wrapped("GetEntityPoliciesAll", "<targetEntityId>311</targetEntityId>");
  const std::string found = "<EntityBackupPolicyID>500311</EntityBackupPolicyID>";
  start(own_wsdl("EntityManagementService"));
  EXPECT_THAT(post(envelope11(body), soap11("GetEntityPoliciesAll"), page), HasSubstr(found));
  directory_.put("Policy.wsdl", own_wsdl("BackupPolicyManagementService"));
  start();
  EXPECT_THAT(post(envelope11(body), soap11("GetEntityPoliciesAll"), page), Not(HasSubstr(found)));
}

TEST_F(WsdlOverlay, OperationsMayHaveOtherNamesAndActions) {
  std::string wsdl = own_wsdl("EntityManagementService");
  for (std::size_t at = 0; (at = wsdl.find("CancelEntity", at)) != std::string::npos; at += 15)
    if (wsdl.compare(at - 2, 2, "Un") != 0) wsdl.replace(at, 12, "TerminateEntity");
  for (std::size_t at = 0; (at = wsdl.find("\"sosonlinebackup.com/Suspend", at)) != std::string::npos; at += 20)
    wsdl.replace(at, 21, "\"http://real.example/do/");
  start(wsdl);
  EXPECT_THAT(
      call("TerminateEntity", "<TargetEntityId>311</TargetEntityId>"),
      HasSubstr(
          "<TerminateEntityResponse xmlns=\"sosonlinebackup.com\"><TerminateEntityResult><Result><Result>0</Result>"));
  EXPECT_THAT(call("CancelEntity", "<TargetEntityId>311</TargetEntityId>"),
              HasSubstr("Server did not recognize the value"));
  const std::string suspend = envelope11(wrapped("SuspendEntity", "<TargetEntityId>312</TargetEntityId>"));
  EXPECT_THAT(post(suspend, {{"Content-Type", "text/xml; charset=utf-8"},
                             {"SOAPAction", "\"http://real.example/do/SuspendEntity\""}}),
              HasSubstr("<Code>Success</Code>"));
  EXPECT_THAT(post(suspend, soap11("SuspendEntity")), HasSubstr("Server did not recognize the value"));
}

TEST_F(WsdlOverlay, TheirWsdlIsServedWithTheAddressTheClientAskedWith) {
  const std::string own = own_wsdl("EntityManagementService");
  start(own);
  const Response response = get(std::string(kEntityPage) + "?WSDL", {{"Host", "sandbox.test:99"}});
  EXPECT_EQ(response.headers.find("Content-Type").value_or(""), "text/xml; charset=utf-8");
  std::string expected = own;
  for (std::size_t at = 0;
       (at = expected.find("http://real.example/EntityManagementService.asmx")) != std::string::npos;)
    expected.replace(at, 48, "http://sandbox.test:99" + std::string(kEntityPage));
  EXPECT_EQ(response.body, expected);
}

TEST_F(WsdlOverlay, FilesTheyImportAreServedByIdAndImportedFromThere) {
  std::string wsdl = own_wsdl("EntityManagementService");
  const auto begin = wsdl.find("<s:complexType name=\"Result\">");
  const auto end = wsdl.find("<s:complexType name=\"ArrayOfEntityInHierarchy\">");
  const std::string result = wsdl.substr(begin, end - begin);
  wsdl.erase(begin, end - begin);
  wsdl = altered(wsdl, "<s:schema", ">", "><s:include  schemaLocation = 'schemas/Results.xsd'/>");
  const auto bindings = wsdl.find("<wsdl:binding");
  const auto service = wsdl.find("<wsdl:service");
  const std::string start_tag =
      wsdl.substr(wsdl.find("<wsdl:definitions"), wsdl.find("<wsdl:types>") - wsdl.find("<wsdl:definitions"));
  directory_.put("schemas/Results.xsd",
                 "\xEF\xBB\xBF<?xml version=\"1.0\"?><schema xmlns=\"http://www.w3.org/2001/XMLSchema\" "
                 "xmlns:s=\"http://www.w3.org/2001/XMLSchema\" elementFormDefault=\"qualified\">" +
                     altered(result, "", "\"Code\"", "\"CodeName\"") + "</schema>");
  directory_.put("parts/bindings.xml",
                 start_tag + "<wsdl:import namespace=\"sosonlinebackup.com\" location=\"../Entity.wsdl\" />" +
                     wsdl.substr(bindings, service - bindings) + "</wsdl:definitions>");
  wsdl.erase(bindings, service - bindings);
  wsdl = altered(wsdl, "", "<wsdl:types>",
                 "<wsdl:import namespace=\"sosonlinebackup.com\" location=\"parts/bindings.xml\" /><wsdl:types>");
  start(wsdl);

  const std::string page = "http://localhost:8080" + std::string(kEntityPage);
  EXPECT_THAT(call("GetEntityHierarchy", kTree), HasSubstr("<Result>0</Result><CodeName>Success</CodeName>"));
  const std::string main = get(std::string(kEntityPage) + "?wsdl").body;
  EXPECT_THAT(main, HasSubstr("<s:include  schemaLocation = '" + page + "?schema=schema2'/>"));
  EXPECT_THAT(main, HasSubstr("location=\"" + page + "?wsdl=wsdl1\" />"));
  const Response schema = get(std::string(kEntityPage) + "?schema=schema2");
  EXPECT_THAT(schema.body,
              AllOf(testing::StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?><schema "), HasSubstr("CodeName")));
  EXPECT_EQ(schema.headers.find("Content-Type").value_or(""), "text/xml; charset=utf-8");
  EXPECT_THAT(get(std::string(kEntityPage) + "?wsdl=wsdl1").body, HasSubstr("location=\"" + page + "?wsdl\" />"));
  EXPECT_EQ(get(std::string(kEntityPage) + "?wsdl=wsdl9").body, "XML Web service description was not found.");
  EXPECT_EQ(get(std::string(kEntityPage) + "?schema=nope").status, 500);
}

TEST_F(WsdlOverlay, HelpPagesShowTheirNames) {
  start(with("GetEntityHierarchyRequest", "TargetEntityID", "EntityToShow"));
  EXPECT_THAT(get(std::string(kEntityPage) + "?op=GetEntityHierarchy").body,
              AllOf(HasSubstr("EntityToShow"), Not(HasSubstr("TargetEntityID"))));
}

TEST_F(WsdlOverlay, SecretsStaySecretUnderAnyName) {
  std::string wsdl = altered(own_wsdl("AccountManagementService"), "<s:element name=\"Authenticate\">", "\"password\"",
                             "\"passphrase\"");
  directory_.put("Account.wsdl", wsdl);
  start();
  post(envelope11("<Authenticate xmlns=\"sosonlinebackup.com\"><userName>nobody@example.com</userName>"
                  "<passphrase>Secret123</passphrase></Authenticate>"),
       soap11("Authenticate"), kAccountPage);
  const std::string request = control("journal?limit=1")["calls"][0]["request"];
  EXPECT_THAT(request, AllOf(HasSubstr("<passphrase>********</passphrase>"), Not(HasSubstr("Secret123"))));
}

TEST_F(WsdlOverlay, TheControlSurfaceListsEveryDifference) {
  start(with("GetEntityHierarchyRequest", element("TargetEntityID", "s:int"), element("TargetEntityId", "tns:Result")));
  const nlohmann::json wsdl = control("info")["wsdl"];
  EXPECT_EQ(wsdl["services"], nlohmann::json({"EntityManagementService"}));
  EXPECT_EQ(wsdl["followed"][0]["kind"], "renamed");
  EXPECT_EQ(wsdl["notFollowed"][0]["path"], "GetEntityHierarchy/request/TargetEntityID");
  EXPECT_EQ(wsdl["notFollowed"][0]["place"], "Entity.wsdl:14");
  EXPECT_THAT(application_->overlay_report(),
              HasSubstr("NOT followed: EntityManagementService GetEntityHierarchy/request"));
}

TEST_F(WsdlOverlay, WithoutItNothingIsSaid) {
  Application application({});
  EXPECT_EQ(application.overlay_report(), "");
  application.open();
  EXPECT_FALSE(nlohmann::json::parse(application.answer(make_request("GET", "/_sandbox/info")).body).contains("wsdl"));
}

}  // namespace
}  // namespace http::test
