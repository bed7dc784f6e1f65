// Files that cannot be used: each complaint names file, line and element, and what was expected.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "overlay/overlay.hpp"
#include "overlay/test_wsdl.hpp"

namespace overlay {
namespace {

using test::altered;
using test::own_wsdl;
using testing::HasSubstr;
using testing::StartsWith;

class BrokenFiles : public testing::Test {
 protected:
  std::string complaint() const {
    try {
      const Overlay overlay(services::catalog(), directory.path());
    } catch (const WsdlError& error) {
      return error.what();
    }
    return "none";
  }
  std::string complaint_about(const std::string& wsdl) const {
    directory.put("Entity.wsdl", wsdl);
    return complaint();
  }

  test::Directory directory;
  const std::string own = own_wsdl("EntityManagementService");
};

TEST_F(BrokenFiles, ADirectoryThatIsNone) {
  try {
    const Overlay overlay(services::catalog(), directory.path() / "nowhere");
    FAIL();
  } catch (const WsdlError& error) {
    EXPECT_THAT(error.what(), HasSubstr("/nowhere: is no directory"));
  }
}

TEST_F(BrokenFiles, ADirectoryWithoutAWsdl) {
  directory.put("readme.txt", "nothing");
  EXPECT_THAT(complaint(), HasSubstr("holds no file whose name ends in .wsdl"));
}

TEST_F(BrokenFiles, ADocumentThatBreaksOff) {
  EXPECT_THAT(complaint_about(own.substr(0, own.size() / 2)), HasSubstr("Entity.wsdl:"));
  EXPECT_THAT(complaint_about(""), StartsWith("Entity.wsdl:1: Root element is missing."));
  EXPECT_THAT(complaint_about("<html>"), StartsWith("Entity.wsdl:1: Unexpected end of file has occurred."));
  EXPECT_THAT(complaint_about("<!DOCTYPE x [<!ENTITY y \"z\">]><x>&y;</x>"), HasSubstr("DTD is prohibited"));
}

TEST_F(BrokenFiles, ADocumentThatIsNoWsdl) {
  EXPECT_THAT(complaint_about("<html><body/></html>"),
              StartsWith("Entity.wsdl:1: <html>: expected the <definitions> of WSDL 1.1"));
  EXPECT_THAT(complaint_about("<description xmlns=\"http://www.w3.org/ns/wsdl\"/>"),
              HasSubstr("<description>: expected the"));
}

TEST_F(BrokenFiles, AnotherService) {
  const std::string other = altered(own, "<wsdl:service", "EntityManagementService", "WeatherService");
  EXPECT_THAT(complaint_about(other),
              HasSubstr("<service name=\"WeatherService\">: is no service of this host; expected one of "
                        "EntityManagementService, PartnerManagementService"));
  directory.put("Entity2.wsdl", own);
  EXPECT_EQ(complaint(), "none") << "beside one that is known, it is only told";
}

TEST_F(BrokenFiles, AFileWithoutAService) {
  EXPECT_THAT(complaint_about("<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\"/>"),
              HasSubstr("no file defines a service; expected one of EntityManagementService"));
}

TEST_F(BrokenFiles, TheSameServiceTwice) {
  directory.put("Again.wsdl", own);
  EXPECT_THAT(complaint_about(own),
              HasSubstr("<service name=\"EntityManagementService\">: is defined twice, first at Again.wsdl:"));
}

TEST_F(BrokenFiles, AnotherNamespace) {
  std::string other = own;
  for (const char* attribute : {"xmlns:tns=\"", "targetNamespace=\""})
    for (std::size_t at = 0; (at = other.find(std::string(attribute) + "sosonlinebackup.com", at)) != std::string::npos;
         ++at)
      other.insert(at + std::string(attribute).size(), "http://");
  EXPECT_THAT(complaint_about(other),
              StartsWith("Entity.wsdl:5: <element name=\"GetEntityHierarchy\">: is of namespace "
                         "'http://sosonlinebackup.com', expected 'sosonlinebackup.com'"));
}

TEST_F(BrokenFiles, TypesElementsAndMessagesThatAreDeclaredNowhere) {
  EXPECT_THAT(
      complaint_about(altered(own, "", "tns:GetEntityHierarchyRequest", "tns:Nothing")),
      StartsWith("Entity.wsdl:8: <element name=\"request\">: the type 'Nothing' of namespace 'sosonlinebackup.com' is "
                 "declared nowhere"));
  EXPECT_THAT(complaint_about(altered(own, "", "tns:GetEntityHierarchyRequest", "q:Nothing")),
              HasSubstr("the prefix of type=\"q:Nothing\" is declared nowhere"));
  EXPECT_THAT(complaint_about(
                  altered(own, "GetEntityHierarchySoapIn", "element=\"tns:GetEntityHierarchy\"", "element=\"tns:No\"")),
              HasSubstr("<part name=\"parameters\">: the element 'No' of namespace"));
  EXPECT_THAT(complaint_about(altered(own, "<wsdl:portType", "tns:GetEntityHierarchySoapIn", "tns:NoMessage")),
              HasSubstr("<input>: the message 'NoMessage' of namespace"));
  EXPECT_THAT(complaint_about(
                  altered(own, "<wsdl:service", "binding=\"tns:EntityManagementServiceSoap\"", "binding=\"tns:No\"")),
              HasSubstr("the binding 'No' of namespace"));
}

TEST_F(BrokenFiles, AnythingButDocumentLiteral) {
  EXPECT_THAT(complaint_about(altered(own, "<soap:operation", "style=\"document\"", "style=\"rpc\"")),
              HasSubstr("<operation>: expected style=\"document\""));
  EXPECT_THAT(complaint_about(altered(own, "<soap:body", "use=\"literal\"", "use=\"encoded\"")),
              HasSubstr("<body>: expected use=\"literal\""));
  EXPECT_THAT(complaint_about(altered(own, "<wsdl:part", "element=\"tns:GetEntityHierarchy\"", "type=\"s:string\"")),
              HasSubstr("<part name=\"parameters\">: expected a part that names an element"));
}

TEST_F(BrokenFiles, DeclarationsThatStandTwice) {
  EXPECT_THAT(complaint_about(altered(own, "", "<s:complexType name=\"Result\">",
                                      "<s:simpleType name=\"Result\"><s:restriction base=\"s:int\" /></s:simpleType>\n"
                                      "<s:complexType name=\"Result\">")),
              HasSubstr("Entity.wsdl:33: <complexType name=\"Result\">: is declared twice, first at Entity.wsdl:32"));
}

TEST_F(BrokenFiles, ImportsOfAddressesOfMissingFilesAndOfFilesElsewhere) {
  const auto importing = [&](std::string_view location) {
    return complaint_about(altered(
        own, "<s:schema", "<s:element name=\"GetEntityHierarchy\">",
        "<s:include schemaLocation=\"" + std::string(location) + "\" /><s:element name=\"GetEntityHierarchy\">"));
  };
  EXPECT_THAT(
      importing("http://real.example/Types.xsd"),
      StartsWith("Entity.wsdl:5: <include>: 'http://real.example/Types.xsd' is an address: nothing is fetched."));
  EXPECT_THAT(importing("//real.example/Types.xsd"), HasSubstr("is an address"));
  EXPECT_THAT(importing("schemas/Types.xsd"), HasSubstr("Entity.wsdl:5: 'schemas/Types.xsd': "));
  EXPECT_THAT(importing("schemas/Types.xsd"), HasSubstr("/schemas/Types.xsd: there is no such file"));
  EXPECT_THAT(importing("../Types.xsd"), HasSubstr("'../Types.xsd' names no file inside of "));
  EXPECT_THAT(importing("/etc/passwd"), HasSubstr("'/etc/passwd' names no file inside of "));
  directory.put("Types.xsd", "<s:schema xmlns:s=\"http://www.w3.org/2001/XMLSchema\">\n<s:element");
  EXPECT_THAT(importing("Types.xsd"), StartsWith("Types.xsd:2: "));
  directory.put("Types.xsd", "<s:schema xmlns:s=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"other\" />");
  EXPECT_THAT(importing("Types.xsd"), HasSubstr("Types.xsd is of namespace 'other', not 'sosonlinebackup.com'"));
}

TEST_F(BrokenFiles, TypesInsideOfTypesWithoutEnd) {
  std::string nested = "<s:element name=\"Deep\" type=\"s:int\" />";
  for (int i = 0; i < 100; ++i)
    nested =
        "<s:element name=\"Deep\"><s:complexType><s:sequence>" + nested + "</s:sequence></s:complexType></s:element>";
  EXPECT_THAT(complaint_about(altered(own, "GetEntityHierarchyRequest\">", "<s:sequence>", "<s:sequence>" + nested)),
              HasSubstr("types are nested too deep"));
}

TEST_F(BrokenFiles, NoCutOfAFileIsACrash) {
  for (std::size_t size = 0; size < own.size(); size += 997) EXPECT_NE(complaint_about(own.substr(0, size)), "none");
}

}  // namespace
}  // namespace overlay
