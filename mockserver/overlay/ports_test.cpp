// What is told of services that are called otherwise.
#include "overlay/ports.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "overlay/overlay.hpp"
#include "overlay/test_wsdl.hpp"

namespace overlay {
namespace {

using test::altered;
using test::own_wsdl;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr const char* kEntity = "EntityManagementService";

class Ports : public testing::Test {
 protected:
  std::vector<std::string> differences(const std::string& wsdl, const std::string& file = "Entity.wsdl") {
    directory.put(file, wsdl);
    overlay = std::make_unique<Overlay>(services::catalog(), directory.path());
    std::vector<std::string> out;
    for (const Difference& difference : overlay->differences())
      out.push_back((difference.followed ? "" : "NOT ") + difference.path + ": " + difference.says);
    return out;
  }
  // Our own WSDL without its second port.
  static std::string without_soap12() {
    std::string wsdl = own_wsdl(kEntity);
    const auto from = wsdl.find("<wsdl:port name=\"EntityManagementServiceSoap12\"");
    const auto to = wsdl.find("</wsdl:port>", from) + std::string("</wsdl:port>").size();
    return wsdl.erase(from, to - from);
  }

  test::Directory directory;
  std::unique_ptr<Overlay> overlay;
};

TEST_F(Ports, OfOurOwnWsdlAreOurs) {
  EXPECT_THAT(differences(own_wsdl(kEntity)), IsEmpty());
  const contract::Service& service = *overlay->registry().find_service(kEntity);
  const auto& ports = overlay->description(service)->ports;
  ASSERT_EQ(ports.size(), 2U);
  EXPECT_EQ(ports[0].protocol, WsdlPort::Protocol::soap11);
  EXPECT_EQ(ports[1].protocol, WsdlPort::Protocol::soap12);
  EXPECT_EQ(ports[1].address, "http://real.example/EntityManagementService.asmx");
  EXPECT_EQ(ports[0].operations.size(), overlay->description(service)->operations.size());
}

TEST_F(Ports, OfOneProtocolAloneAreTold) {
  EXPECT_THAT(differences(without_soap12()),
              ElementsAre("NOT port EntityManagementServiceSoap12: is not theirs: SOAP 1.2 is answered all the same"));
}

TEST_F(Ports, UnderAnotherNameAreTold) {
  EXPECT_THAT(differences(altered(own_wsdl(kEntity), "<wsdl:service", "port name=\"EntityManagementServiceSoap\"",
                                  "port name=\"EntitySoap\"")),
              ElementsAre("port EntityManagementServiceSoap: is called EntitySoap"));
}

TEST_F(Ports, OfPlainHttpAreTold) {
  const std::string wsdl = altered(altered(own_wsdl(kEntity), "<wsdl:service", "</wsdl:service>",
                                           R"(<wsdl:port name="EntityHttpGet" binding="tns:EntityHttpGet">
                 <http:address xmlns:http="http://schemas.xmlsoap.org/wsdl/http/" location="http://x"/></wsdl:port>
                 <wsdl:port name="EntityPipe" binding="tns:EntityPipe"/></wsdl:service>)"),
                                   "<wsdl:binding", "<wsdl:service",
                                   R"(<wsdl:binding name="EntityHttpGet" type="tns:EntityManagementServiceSoap">
         <http:binding xmlns:http="http://schemas.xmlsoap.org/wsdl/http/" verb="GET"/></wsdl:binding>
         <wsdl:binding name="EntityPipe" type="tns:EntityManagementServiceSoap"/><wsdl:service)");
  EXPECT_THAT(differences(wsdl),
              ElementsAre("NOT port EntityHttpGet: is called by HTTP GET: answered with --enable-get only",
                          "NOT port EntityPipe: is of a protocol that is not spoken here"));
}

TEST_F(Ports, ThatContradictEachOtherAreTold) {
  const std::string wsdl =
      altered(own_wsdl(kEntity), "<wsdl:binding name=\"EntityManagementServiceSoap12\"",
              "soapAction=\"sosonlinebackup.com/CancelEntity\"", "soapAction=\"sosonlinebackup.com/Other\"");
  EXPECT_THAT(differences(wsdl),
              ElementsAre("NOT port EntityManagementServiceSoap12/CancelEntity: has the SOAPAction "
                          "sosonlinebackup.com/Other there, and elsewhere sosonlinebackup.com/CancelEntity"));
}

TEST_F(Ports, AServiceOfAnotherNameIsKnownByItsFile) {
  const std::string wsdl =
      altered(own_wsdl(kEntity), "<wsdl:service", "name=\"EntityManagementService\"", "name=\"Entities\"");
  EXPECT_THAT(differences(wsdl, "EntityManagementService.wsdl"), ElementsAre(": is called Entities"));
  std::filesystem::remove(directory.path() / "EntityManagementService.wsdl");
  EXPECT_THROW(differences(wsdl, "Elsewhere.wsdl"), WsdlError);
}

TEST_F(Ports, WithoutABindingAreRefused) {
  try {
    differences(altered(own_wsdl(kEntity), "<wsdl:port name=\"EntityManagementServiceSoap12\"",
                        "binding=\"tns:EntityManagementServiceSoap12\"", "binding=\"tns:Nothing\""));
    FAIL() << "a port may not name a binding that is declared nowhere";
  } catch (const WsdlError& error) {
    EXPECT_THAT(error.what(), StartsWith("Entity.wsdl:"));
    EXPECT_THAT(error.what(),
                HasSubstr("the binding 'Nothing' of namespace 'sosonlinebackup.com' is declared nowhere"));
  }
}

}  // namespace
}  // namespace overlay
