// Envelopes as they are written, answers as they are read, and what is complained about.
#include "conformance/soap_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/test_contract.hpp"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Target kOpen = find_target(test::kRegistry, "CabinetService.Open");
const Target kCount = find_target(test::kRegistry, "CabinetService.Count");

std::string body_of(const Target& target, std::string_view input, std::optional<Credentials> credentials = {}) {
  const std::string body = make_call(target, credentials, Json::parse(input), SoapVersion::v11).body;
  const auto from = body.find("xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">") + 45;
  return body.substr(from, body.find("</soap:Envelope>") - from);
}
std::string refusal(const Target& target, std::string_view input) {
  try {
    body_of(target, input);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

TEST(Envelope, FollowsTheOrderOfTheContractAndNotOfTheJson) {
  EXPECT_EQ(
      body_of(kOpen, R"({"Owner": "A & B", "Id": 5})"),
      "<soap:Body><Open xmlns=\"sosonlinebackup.com\"><request><Id>5</Id><Owner>A &amp; B</Owner></request></Open>"
      "</soap:Body>");
}

TEST(Envelope, TellsNilEmptyAndAbsentApart) {
  EXPECT_THAT(body_of(kOpen, R"({"Id": null, "Owner": ""})"),
              HasSubstr("<request><Id xsi:nil=\"true\"/><Owner></Owner></request>"));
  EXPECT_THAT(body_of(kOpen, "{}"), HasSubstr("<request/>"));
  EXPECT_THAT(body_of(kOpen, "null"), HasSubstr("<Open xmlns=\"sosonlinebackup.com\"/>"));
}

TEST(Envelope, WritesArraysAndClasses) {
  EXPECT_THAT(body_of(kOpen, R"({"Shelves": [{"Label": "x", "Number": 1}, null], "Tags": ["a", null]})"),
              HasSubstr("<Shelves><Shelf><Number>1</Number><Label>x</Label></Shelf><Shelf xsi:nil=\"true\"/></Shelves>"
                        "<Tags><string>a</string><string xsi:nil=\"true\"/></Tags>"));
}

TEST(Envelope, WritesBareParametersWithoutARequestElement) {
  EXPECT_THAT(body_of(kCount, R"({"userName": "x"})"),
              HasSubstr("<Count xmlns=\"sosonlinebackup.com\"><userName>x</userName></Count>"));
}

TEST(Envelope, CarriesTheCredentialsThatAreThere) {
  EXPECT_THAT(body_of(kOpen, "{}", Credentials{Json("u"), Json("p")}),
              HasSubstr("<soap:Header><AuthHeader xmlns=\"sosonlinebackup.com\"><UserName>u</UserName>"
                        "<Password>p</Password></AuthHeader></soap:Header>"));
  EXPECT_THAT(body_of(kOpen, "{}", Credentials{Json("u"), Json(nullptr)}), HasSubstr("<Password xsi:nil=\"true\"/>"));
  EXPECT_THAT(body_of(kOpen, "{}", Credentials{Json("u"), std::nullopt}), testing::Not(HasSubstr("Password")));
}

TEST(Envelope, SendsTextForANumberAsItStandsAndKnowsAliases) {
  EXPECT_THAT(body_of(kOpen, R"({"Id": "five", "Ownr": "x"})"), HasSubstr("<Id>five</Id><Ownr>x</Ownr>"));
}

TEST(Envelope, RefusesWhatCannotBeWritten) {
  EXPECT_THAT(refusal(kOpen, R"({"ID": 5})"), HasSubstr("did you mean 'Id'?"));
  EXPECT_THAT(refusal(kOpen, R"({"Id": {"a": 1}})"), HasSubstr("Id is of type int"));
  EXPECT_THAT(refusal(kOpen, R"({"Shelves": 5})"), HasSubstr("write an array"));
  EXPECT_THAT(refusal(kOpen, R"({"Shelves": [{"Nummer": 5}]})"), HasSubstr("did you mean 'Number'?"));
}

TEST(Envelope, NamesItsActionByVersion) {
  const auto first = make_call(kOpen, {}, Json::object(), SoapVersion::v11);
  EXPECT_EQ(first.target, "/WebApi/AccountManagementService/CabinetService.asmx");
  EXPECT_EQ(first.headers[0].second, "text/xml; charset=utf-8");
  EXPECT_EQ(first.headers[1].second, "\"sosonlinebackup.com/Open\"");
  const auto second = make_call(kOpen, {}, Json::object(), SoapVersion::v12);
  EXPECT_EQ(second.headers[0].second, "application/soap+xml; charset=utf-8; action=\"sosonlinebackup.com/Open\"");
}

TEST(Targets, AreNamedByServiceAndOperation) {
  const auto refused = [](std::string_view name) -> std::string {
    try {
      find_target(test::kRegistry, name);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_THAT(refused("CabinetServise.Open"), HasSubstr("did you mean 'CabinetService'?"));
  EXPECT_THAT(refused("CabinetService.Opne"), HasSubstr("did you mean 'Open'?"));
  EXPECT_THAT(refused("cabinetservice.Open"), HasSubstr("did you mean 'CabinetService'?"));
}

// ---- answers -------------------------------------------------------------------------------------------------------

HttpResponse envelope(const std::string& body, int status = 200) {
  return {
      .status = status,
      .headers = {{"content-type", "text/xml; charset=utf-8"}},
      .body =
          R"(<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/")"
          R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Body>)" +
          body + "</soap:Body></soap:Envelope>"};
}
HttpResponse opened(const std::string& content) {
  return envelope("<OpenResponse xmlns=\"sosonlinebackup.com\"><OpenResult>" + content +
                  "</OpenResult></OpenResponse>");
}
const std::string kResult = "<Result><Result>0</Result><Code>Success</Code></Result>";
const std::string kValues =
    "<UsedKB>7</UsedKB><IsOpen>true</IsOpen><Since>2024-01-01T00:00:00</Since><Height xsi:nil=\"true\" "
    "/><Colour>Red</Colour>";

std::vector<std::string> complaints(const HttpResponse& response) {
  return read_answer(test::kService, response).complaints;
}

TEST(Answer, IsATypedTree) {
  const Answer answer = read_answer(
      test::kService,
      opened(kResult + kValues + "<Note> a&amp;b </Note><Shelves><Shelf><Number>1</Number></Shelf></Shelves>"));
  EXPECT_THAT(answer.complaints, IsEmpty());
  EXPECT_EQ(answer.code, "Success");
  EXPECT_EQ(answer.message, std::nullopt);
  EXPECT_EQ(answer.operation, kOpen.operation);
  EXPECT_EQ(answer.result, Json::parse(R"({"Result": {"Result": 0, "Code": "Success"}, "UsedKB": 7, "IsOpen": true,
    "Since": "2024-01-01T00:00:00", "Height": null, "Colour": "Red", "Note": " a&b ", "Shelves": [{"Number": 1}]})"));
}

TEST(Answer, OfAnOldOperationHasItsValuesBesideTheResult) {
  const Answer answer = read_answer(
      test::kService,
      envelope(
          "<CountResponse xmlns=\"sosonlinebackup.com\"><CountResult><Result>53</Result>"
          "<Code>ObjectEntityMismatch</Code><Message>Err-1;</Message></CountResult><total>3</total></CountResponse>"));
  EXPECT_THAT(answer.complaints, IsEmpty());
  EXPECT_EQ(answer.code, "ObjectEntityMismatch");
  EXPECT_EQ(answer.message, "Err-1;");
  EXPECT_EQ(answer.result.at("total"), Json(3));
}

TEST(Answer, IsHeldAgainstTheContract) {
  EXPECT_THAT(complaints(opened(kResult + kValues + "<Nose>x</Nose>")),
              ElementsAre("Nose is not in the contract; did you mean 'Note'?"));
  EXPECT_THAT(complaints(opened(kValues + kResult)), ElementsAre(HasSubstr("Result stands in another place")));
  EXPECT_THAT(complaints(opened(kResult)), testing::Contains("UsedKB is missing"));
  EXPECT_THAT(complaints(opened(kResult + kValues + "<Note>a</Note><Note>b</Note>")), ElementsAre("Note comes twice"));
  EXPECT_THAT(complaints(opened(kResult + kValues + "<Note xsi:nil=\"true\"/>")), ElementsAre(HasSubstr("forbids")));
  EXPECT_THAT(complaints(opened(kResult + kValues + "<Shelves><Brett><Number>1</Number></Brett></Shelves>")),
              ElementsAre("Shelves[0] is called Brett, not Shelf"));
  EXPECT_THAT(complaints(opened(kResult + kValues + "<Shelves><Shelf><Number>x</Number></Shelf></Shelves>")),
              ElementsAre("Shelves[0].Number is 'x', which is no int"));
  EXPECT_THAT(complaints(opened(kResult + kValues + "<Note xmlns=\"\">a</Note>")), ElementsAre(HasSubstr("namespace")));
  EXPECT_THAT(complaints(opened("<Result><Result>1</Result><Code>Success</Code></Result>" + kValues)),
              ElementsAre("Result.Result is 1, but Success has the number 0"));
  EXPECT_THAT(complaints(envelope("<NopeResponse xmlns=\"sosonlinebackup.com\"/>")),
              ElementsAre(HasSubstr("no response")));
}

TEST(Answer, MustSayItsContentTypeExactly) {
  HttpResponse response = opened(kResult + kValues);
  response.headers[0].second = "text/xml;charset=utf-8";
  EXPECT_THAT(complaints(response), ElementsAre(HasSubstr("Content-Type is 'text/xml;charset=utf-8'")));
}

TEST(Answer, FaultsOfBothVersionsReadAlike) {
  const Answer first = read_answer(
      test::kService, envelope("<soap:Fault><faultcode>soap:Client</faultcode><faultstring>No.</faultstring>"
                               "<detail /></soap:Fault>",
                               500));
  ASSERT_TRUE(first.fault);
  EXPECT_EQ(first.fault->code, "Client");
  EXPECT_EQ(first.fault->text, "No.");
  const Answer second = read_answer(
      test::kService,
      {.status = 500,
       .headers = {{"Content-Type", "application/soap+xml; charset=utf-8"}},
       .body =
           R"(<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><e:Fault><e:Code><e:Value>e:Receiver</e:Value>)"
           R"(</e:Code><e:Reason><e:Text xml:lang="en">Oh.</e:Text></e:Reason></e:Fault></e:Body></e:Envelope>)"});
  ASSERT_TRUE(second.fault);
  EXPECT_EQ(second.version, SoapVersion::v12);
  EXPECT_EQ(second.fault->code, "Server");
  EXPECT_EQ(second.fault->text, "Oh.");
}

TEST(Answer, OfNoSoapAtAllHasNoVersion) {
  EXPECT_EQ(read_answer(test::kService, {.status = 200, .body = "<html></html>"}).version, std::nullopt);
  EXPECT_EQ(read_answer(test::kService, {.status = 400, .body = ""}).version, std::nullopt);
}

}  // namespace
}  // namespace conformance
