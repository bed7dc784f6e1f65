// What is told of WSDL files that differ from the built-in contract.
#include "overlay/overlay.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "overlay/test_wsdl.hpp"

namespace overlay {
namespace {

using test::altered;
using test::own_wsdl;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kEntity = "EntityManagementService";

class Overlays : public testing::Test {
 protected:
  // Lays a text over EntityManagementService; answers "path: says [place]" of each difference, "NOT " before those
  // that are not followed.
  std::vector<std::string> differences(const std::string& wsdl) {
    directory.put("Entity.wsdl", wsdl);
    overlay = std::make_unique<Overlay>(services::catalog(), directory.path());
    std::vector<std::string> out;
    for (const Difference& difference : overlay->differences()) {
      EXPECT_EQ(difference.service, kEntity);
      out.push_back((difference.followed ? "" : "NOT ") + difference.path + ": " + difference.says +
                    (difference.place.empty() ? "" : " [" + difference.place + "]"));
    }
    return out;
  }
  const contract::Operation& operation(std::string_view name) const {
    return *contract::Registry::find_operation(*overlay->registry().find_service(kEntity), name);
  }
  // The alteration of one element of CancelEntityRequest, CancelEntityResult, ...
  static std::string with(std::string_view type, std::string_view from, std::string_view to) {
    return altered(own_wsdl(kEntity), "complexType name=\"" + std::string(type) + "\"", from, to);
  }

  test::Directory directory;
  std::unique_ptr<Overlay> overlay;
};

TEST_F(Overlays, OurOwnWsdlOfEveryServiceChangesNothing) {
  for (const contract::Service* service : services::catalog().services())
    directory.put(std::string(service->name) + ".wsdl", own_wsdl(service->name));
  const Overlay own(services::catalog(), directory.path());
  EXPECT_THAT(own.differences(), IsEmpty());
  EXPECT_THAT(own.secret_names(), IsEmpty());
  EXPECT_EQ(own.described().size(), services::catalog().services().size());
  EXPECT_EQ(own.registry().services().size(), services::catalog().services().size());
}

TEST_F(Overlays, OurOwnMessagesAreKeptWhereNothingDiffers) {
  EXPECT_THAT(differences(own_wsdl(kEntity)), IsEmpty());
  const contract::Operation& ours =
      *contract::Registry::find_operation(*services::catalog().find_service(kEntity), "CancelEntity");
  EXPECT_EQ(operation("CancelEntity").request, ours.request);
  EXPECT_EQ(operation("CancelEntity").response, ours.response);
  EXPECT_EQ(&operation("CancelEntity").declared(), &ours);
}

TEST_F(Overlays, AServiceWithoutAWsdlKeepsTheBuiltInContract) {
  differences(own_wsdl(kEntity));
  EXPECT_EQ(overlay->registry().find_service("PartnerManagementService"),
            services::catalog().find_service("PartnerManagementService"));
  EXPECT_NE(overlay->registry().find_service(kEntity), services::catalog().find_service(kEntity));
  EXPECT_THAT(overlay->described(), ElementsAre(kEntity));
}

TEST_F(Overlays, RenamedElementsAreToldWithTheReason) {
  EXPECT_THAT(differences(with("GetEntityHierarchyRequest", "TargetEntityID", "EntityToShow")),
              ElementsAre("GetEntityHierarchy/request/TargetEntityID: is called EntityToShow (the same place and type) "
                          "[Entity.wsdl:14]"));
  EXPECT_THAT(differences(with("GetEntityHierarchyRequest", "TargetEntityID", "TargetEntityId")),
              ElementsAre("GetEntityHierarchy/request/TargetEntityID: is called TargetEntityId (the same letters) "
                          "[Entity.wsdl:14]"));
  EXPECT_THAT(
      differences(with("ArrayOfEntityInHierarchy", "\"EntityInHierarchy\"", "\"Entity\"")),
      ElementsAre("GetEntityHierarchyResponse/GetEntityHierarchyResult/Entities/EntityInHierarchy: is called Entity "
                  "[Entity.wsdl:41]"));
}

TEST_F(Overlays, ReorderedElementsAreTold) {
  EXPECT_THAT(
      differences(
          with("GetEntityHierarchyResult",
               "          <s:element minOccurs=\"0\" maxOccurs=\"1\" name=\"Result\" type=\"tns:Result\" />\n"
               "          <s:element minOccurs=\"0\" maxOccurs=\"1\" name=\"Entities\" "
               "type=\"tns:ArrayOfEntityInHierarchy\" />\n",
               "          <s:element minOccurs=\"0\" maxOccurs=\"1\" name=\"Entities\" "
               "type=\"tns:ArrayOfEntityInHierarchy\" />\n"
               "          <s:element minOccurs=\"0\" maxOccurs=\"1\" name=\"Result\" type=\"tns:Result\" />\n")),
      ElementsAre("GetEntityHierarchyResponse/GetEntityHierarchyResult: has its elements in the order Entities, Result "
                  "[Entity.wsdl:26]"));
}

TEST_F(Overlays, AddedAndDroppedElementsAreTold) {
  EXPECT_THAT(differences(with("GetEntityHierarchyRequest",
                               "<s:element minOccurs=\"1\" maxOccurs=\"1\" name=\"IncludeInactive\" "
                               "type=\"s:boolean\" />",
                               "<s:element minOccurs=\"0\" name=\"Culture\" type=\"s:string\" />")),
              ElementsAre("GetEntityHierarchy/request/Culture: is theirs alone, of type string [Entity.wsdl:15]",
                          "GetEntityHierarchy/request/IncludeInactive: is not theirs: neither read nor written "
                          "[Entity.wsdl:12]"));
}

TEST_F(Overlays, ChangedTypesAreToldAndThoseThatCannotBeReadAsOursAreNotFollowed) {
  EXPECT_THAT(differences(with("GetEntityHierarchyRequest", "s:int", "s:long")),
              ElementsAre("GetEntityHierarchy/request/TargetEntityID: is long, not int [Entity.wsdl:14]"));
  EXPECT_THAT(
      differences(with("GetEntityHierarchyRequest", "s:int", "tns:Result")),
      ElementsAre(
          "NOT GetEntityHierarchy/request/TargetEntityID: is int here and Result there: read and forgotten, and "
          "written empty [Entity.wsdl:14]"));
  EXPECT_THAT(differences(with("GetEntityHierarchyRequest", "s:int", "s:hexBinary")), SizeIs(1));
  EXPECT_FALSE(overlay->differences().front().followed);
}

TEST_F(Overlays, ChangedPresenceIsToldWithWhatANullBecomes) {
  EXPECT_THAT(
      differences(with("GetEntityHierarchyRequest",
                       R"(minOccurs="1" maxOccurs="1" name="ConnectwiseIntegratorEntityID" nillable="true")",
                       R"(minOccurs="0" maxOccurs="1" name="ConnectwiseIntegratorEntityID")")),
      ElementsAre("GetEntityHierarchy/request/ConnectwiseIntegratorEntityID: is minOccurs=\"0\", not minOccurs=\"1\" "
                  "nillable=\"true\": a null is left out [Entity.wsdl:16]"));
  EXPECT_THAT(differences(with("Result", "name=\"Message\"", "name=\"Message\" nillable=\"true\"")),
              ElementsAre(HasSubstr("a null is written as nil")));
}

TEST_F(Overlays, ValuesOfEnumerationsAreMatchedToo) {
  std::string wsdl =
      altered(own_wsdl(kEntity), "simpleType name=\"EntityType\"", "value=\"Unknown\"", "value=\"None\"");
  wsdl = altered(wsdl, "simpleType name=\"EntityType\"", "value=\"Distributor\"", "value=\"distributor\"");
  EXPECT_THAT(
      differences(wsdl),
      ElementsAre(HasSubstr("EntityType=Distributor: is called distributor (the same letters)"),
                  HasSubstr("NOT GetEntityHierarchyResponse/GetEntityHierarchyResult/Entities/EntityInHierarchy/"
                            "EntityType=Unknown: is not theirs: still read"),
                  HasSubstr("EntityType=None: is theirs alone: refused when it is sent")));
}

TEST_F(Overlays, OperationsOfOneSideOnlyAreTold) {
  std::string wsdl = own_wsdl(kEntity);
  for (std::size_t at = 0; (at = wsdl.find("CancelEntity", at)) != std::string::npos; at += 13)
    if (wsdl.compare(at - 2, 2, "Un") != 0) wsdl.replace(at, 12, "DeleteEverything");
  const auto told = differences(wsdl);
  EXPECT_THAT(told, Contains(HasSubstr("NOT DeleteEverything: is theirs alone: calls are answered as unknown")));
  EXPECT_THAT(told, Contains(HasSubstr("CancelEntity: is not theirs: calls are answered as unknown")));
  EXPECT_THAT(told, SizeIs(2));
}

TEST_F(Overlays, TypesMayBeDerivedReferredToAndGrouped) {
  std::string wsdl =
      with("GetEntityHierarchyRequest",
           "<s:element minOccurs=\"1\" maxOccurs=\"1\" name=\"TargetEntityID\" type=\"s:int\" />\n"
           "          <s:element minOccurs=\"1\" maxOccurs=\"1\" name=\"IncludeInactive\" type=\"s:boolean\" />",
           "<s:group ref=\"tns:Common\" />");
  wsdl = altered(
      wsdl, "<s:element name=\"GetEntityHierarchy\">", "<s:element",
      "<s:simpleType name=\"Number\"><s:restriction base=\"tns:AnyNumber\" /></s:simpleType>"
      "<s:simpleType name=\"AnyNumber\"><s:restriction base=\"s:int\"><s:minInclusive value=\"0\" /></s:restriction>"
      "</s:simpleType>"
      "<s:element name=\"IncludeInactive\" type=\"s:boolean\" />"
      "<s:group name=\"Common\"><s:annotation /><s:sequence><s:element name=\"TargetEntityID\" type=\"tns:Number\" />"
      "<s:element ref=\"tns:IncludeInactive\" /></s:sequence></s:group>"
      "<s:element");
  wsdl = altered(wsdl, "complexType name=\"EntityInHierarchy\"", "<s:sequence>",
                 "<s:complexContent><s:extension base=\"tns:Ids\"><s:sequence>");
  wsdl = altered(wsdl, "complexType name=\"EntityInHierarchy\"",
                 "<s:element minOccurs=\"1\" maxOccurs=\"1\" name=\"DistributorEntityID\" type=\"s:int\" />", "");
  wsdl = altered(wsdl, "complexType name=\"EntityInHierarchy\"", "</s:sequence>",
                 "</s:sequence></s:extension></s:complexContent>");
  wsdl = altered(
      wsdl, "<s:element name=\"GetEntityHierarchy\">", "<s:element",
      "<s:complexType name=\"Ids\"><s:sequence><s:element name=\"DistributorEntityID\" type=\"s:int\" /></s:sequence>"
      "</s:complexType><s:element");
  EXPECT_THAT(differences(wsdl), IsEmpty());
}

TEST_F(Overlays, WhatMessagesCannotShowIsTold) {
  const auto told =
      differences(with("GetEntityHierarchyRequest", "</s:sequence>",
                       "<s:any minOccurs=\"0\" /></s:sequence><s:attribute name=\"version\" type=\"s:int\" />"));
  EXPECT_THAT(told, ElementsAre("NOT GetEntityHierarchy/request: elements of any name are read past and never written "
                                "[Entity.wsdl:17]",
                                "NOT GetEntityHierarchy/request: attributes are not read or written [Entity.wsdl:17]"));
}

TEST_F(Overlays, TheReportHasALineForTheWholeAndOneForEachDifference) {
  differences(with("GetEntityHierarchyRequest", "TargetEntityID", "TargetEntityId"));
  const std::string text = report(*overlay);
  EXPECT_THAT(text, HasSubstr("--wsdl: 1 of " + std::to_string(services::catalog().services().size()) +
                              " services have a WSDL; differences from the built-in contract: 1 followed, 0 not\n"));
  EXPECT_THAT(
      text,
      HasSubstr("--wsdl: followed: EntityManagementService GetEntityHierarchy/request/TargetEntityID: is called"));
}

TEST_F(Overlays, TheSameFilesGiveTheSameReport) {
  const std::string wsdl = with("GetEntityHierarchyRequest", "TargetEntityID", "TargetEntityNumber");
  const auto first = differences(wsdl);
  EXPECT_EQ(differences(wsdl), first);
}

}  // namespace
}  // namespace overlay
