// The WSDL against made-up tables: every kind of member, the bindings, the switches.
#include "describe/wsdl.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "describe/synthetic.hpp"

namespace describe {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view kAddress = "http://localhost:8080/WebApi/CabinetService.asmx";

pugi::xml_document parsed(const Options& options = {}, std::string_view address = kAddress) {
  pugi::xml_document document;
  const std::string text = wsdl(synthetic::kService, address, options);
  EXPECT_TRUE(document.load_buffer(text.data(), text.size())) << text;
  return document;
}

std::vector<std::string> names(const pugi::xpath_node_set& nodes) {
  std::vector<std::string> names;
  for (const auto& node : nodes) names.emplace_back(node.node().attribute("name").value());
  return names;
}

// "minOccurs maxOccurs nillable type" of a member.
std::string member(const pugi::xml_document& document, const std::string& type, const std::string& name) {
  const auto node =
      document.select_node(("//s:complexType[@name='" + type + "']//s:element[@name='" + name + "']").c_str()).node();
  return std::string(node.attribute("minOccurs").value()) + ' ' + node.attribute("maxOccurs").value() + ' ' +
         node.attribute("nillable").as_string("-") + ' ' + node.attribute("type").value();
}

TEST(Wsdl, ListsATypeBeforeTheTypesOfItsMembersEachOnce) {
  EXPECT_THAT(names(parsed().select_nodes("//s:schema[1]/*[@name]")),
              ElementsAre("Paint", "Colour", "PaintResponse", "Result", "AuthHeader", "AuthHeader", "BuildCabinet",
                          "BuildCabinetRequest", "ArrayOfShelf", "Shelf", "ArrayOfDrawer", "Drawer", "ArrayOfString",
                          "ArrayOfString1", "BuildCabinetResponse", "BuildCabinetResult"));
}

TEST(Wsdl, SaysHowOftenAMemberOccursAndWhetherItMayBeNil) {  // host rule 75
  const auto document = parsed();
  EXPECT_EQ(member(document, "BuildCabinetRequest", "Id"), "1 1 - s:int");
  EXPECT_EQ(member(document, "BuildCabinetRequest", "Owner"), "1 1 true s:string");
  EXPECT_EQ(member(document, "BuildCabinetRequest", "Built"), "1 1 true s:dateTime");
  EXPECT_EQ(member(document, "BuildCabinetRequest", "Drawing"), "0 1 - s:base64Binary");
  EXPECT_EQ(member(document, "BuildCabinetRequest", "Colour"), "1 1 - tns:Colour");
  EXPECT_EQ(member(document, "BuildCabinetRequest", "Shelves"), "0 1 - tns:ArrayOfShelf");
  EXPECT_EQ(member(document, "BuildCabinetResult", "Shelf"), "0 1 - tns:Shelf");
  EXPECT_EQ(member(document, "ArrayOfShelf", "Shelf"), "0 unbounded true tns:Shelf");
  EXPECT_EQ(member(document, "ArrayOfString", "Paper"), "0 unbounded true s:string");
  EXPECT_EQ(member(document, "ArrayOfString1", "string"), "0 unbounded true s:string");
}

TEST(Wsdl, PutsGuidsIntoASecondSchema) {  // host rule 75
  const auto document = parsed();
  EXPECT_EQ(member(document, "BuildCabinetRequest", "Serial"), "1 1 - s1:guid");
  EXPECT_STREQ(document.document_element().attribute("xmlns:s1").value(), "http://microsoft.com/wsdl/types/");
  EXPECT_STREQ(document.select_node("//s:schema[1]/s:import/@namespace").attribute().value(),
               "http://microsoft.com/wsdl/types/");
  EXPECT_THAT(names(document.select_nodes("//s:schema[2]/*")), ElementsAre("guid"));
}

TEST(Wsdl, BindsTheAuthHeaderInTheInputOfBothSoapBindings) {  // host rule J2.6
  const auto document = parsed();
  for (const char* binding : {"Soap/soap", "Soap12/soap12"}) {
    const std::string name = "CabinetService" + std::string(binding).substr(0, std::string(binding).find('/'));
    const std::string prefix = std::string(binding).substr(std::string(binding).find('/') + 1);
    const auto inputs = document.select_nodes(("//wsdl:binding[@name='" + name + "']/wsdl:operation/wsdl:input/" +
                                               prefix + ":header[@part='AuthHeader' and @use='literal']")
                                                  .c_str());
    EXPECT_EQ(inputs.size(), 2u) << name;
    EXPECT_THAT(document.select_nodes(("//wsdl:output/" + prefix + ":header").c_str()), IsEmpty());
  }
}

TEST(Wsdl, HasNoHttpBindingsUnlessTheyAreOn) {  // host rule 74
  const auto document = parsed();
  EXPECT_THAT(names(document.select_nodes("//wsdl:port")), ElementsAre("CabinetServiceSoap", "CabinetServiceSoap12"));
  EXPECT_THAT(names(document.select_nodes("//wsdl:portType")), ElementsAre("CabinetServiceSoap"));
}

TEST(Wsdl, BindsScalarOperationsToHttpWhenItIsOn) {  // host rules 74 and 98
  const auto document = parsed({.http_get = true, .http_post = true});
  EXPECT_THAT(
      names(document.select_nodes("//wsdl:port")),
      ElementsAre("CabinetServiceSoap", "CabinetServiceSoap12", "CabinetServiceHttpGet", "CabinetServiceHttpPost"));
  EXPECT_THAT(names(document.select_nodes("//wsdl:binding[@name='CabinetServiceHttpPost']/wsdl:operation")),
              ElementsAre("Paint"));
  EXPECT_THAT(names(document.select_nodes("//wsdl:message[@name='PaintHttpGetIn']/wsdl:part")),
              ElementsAre("id", "note", "colour"));
  EXPECT_STREQ(document.select_node("//wsdl:message[@name='PaintHttpGetOut']/wsdl:part/@element").attribute().value(),
               "tns:Result");
  EXPECT_EQ(document.select_nodes("//s:schema/s:element[@name='Result' and @nillable='true']").size(), 1u);
}

TEST(Wsdl, ShowsUnavailableOperationsOnlyOnDemand) {
  EXPECT_THAT(wsdl(synthetic::kService, kAddress), Not(HasSubstr("Count")));
  EXPECT_THAT(names(parsed({.unavailable = true}).select_nodes("//wsdl:portType/wsdl:operation")),
              ElementsAre("Paint", "BuildCabinet", "Count"));
}

TEST(Wsdl, PrintsAClassWithoutMembersWithoutASequence) {
  EXPECT_THAT(wsdl(synthetic::kService, kAddress, {.unavailable = true}),
              HasSubstr("<s:complexType name=\"CountRequest\" />"));
}

TEST(Wsdl, KeepsUnlistedMembersToItself) { EXPECT_THAT(wsdl(synthetic::kService, kAddress), Not(HasSubstr("Riddle"))); }

TEST(Wsdl, RepeatsTheAddressAskedForAndEscapesIt) {  // host rule 72
  const std::string odd = "https://example.test:1/a&b<\"c\".asmx";
  const auto document = parsed({}, odd);
  EXPECT_EQ(document.select_node("//soap:address/@location").attribute().value(), odd);
  EXPECT_EQ(document.select_node("//soap12:address/@location").attribute().value(), odd);
}

}  // namespace
}  // namespace describe
