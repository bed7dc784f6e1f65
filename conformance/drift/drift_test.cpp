// What is told of a target whose services are not as the contract has them.
#include "conformance/drift/drift.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "conformance/drift/questions.hpp"
#include "conformance/drift/report.hpp"
#include "conformance/drift/test_target.hpp"
#include "conformance/json.hpp"
#include "overlay/overlay.hpp"

namespace conformance::drift {
namespace {

using test::kEntity;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kPartner = "PartnerManagementService";
constexpr const char* kPolicies = "BackupPolicyManagementService";
constexpr const char* kHierarchy = "complexType name=\"GetEntityHierarchyRequest\"";

class Drifting : public testing::Test {
 protected:
  const Drift& find() {
    directory = std::make_unique<overlay::test::Directory>();
    drift = find_drift(target, services::catalog(), directory->path());
    return drift;
  }
  // "renamed EntityManagementService GetEntityHierarchy/request/X: is called Y" of each difference.
  std::vector<std::string> told() {
    find();
    std::vector<std::string> lines;
    for (const ServiceDrift& service : drift.services)
      for (overlay::Difference difference : service.differences) {
        difference.place.clear();
        lines.push_back(std::string(word_of(difference.kind)) + " " + text_of(difference));
      }
    return lines;
  }
  const ServiceDrift& service(std::string_view name) const {
    return *std::ranges::find_if(drift.services, [&](const ServiceDrift& s) { return s.service->name == name; });
  }
  Settled settled(std::string_view id) const {
    for (Settled& one : settled_by(drift, services::catalog()))
      if (one.question->id == id) return one;
    throw std::logic_error("no such question");
  }

  test::Target target;
  std::unique_ptr<overlay::test::Directory> directory;
  Drift drift;
};

TEST_F(Drifting, IsNoneWhereEverythingIsAsTheContractHasIt) {
  EXPECT_THAT(told(), IsEmpty());
  EXPECT_EQ(drift.count(), 0U);
  EXPECT_FALSE(drift.unusable());
  EXPECT_THAT(drift.services, SizeIs(services::catalog().services().size()));
  EXPECT_THAT(service(kEntity).remarks, IsEmpty());
  EXPECT_GT(service(kEntity).operations, 5U);
  for (const Settled& question : settled_by(drift, services::catalog()))
    EXPECT_EQ(question.verdict, Settled::Verdict::holds) << question.question->id;
}

TEST_F(Drifting, IsToldForEachKindOfChange) {
  target.alter(kHierarchy, "name=\"TargetEntityID\"", "name=\"TargetEntityId\"");
  EXPECT_THAT(told(), ElementsAre("renamed EntityManagementService GetEntityHierarchy/request/TargetEntityID: is "
                                  "called TargetEntityId (the same letters)"));
  target.alter(kHierarchy, "name=\"TargetEntityId\" type=\"s:int\"", "name=\"TargetEntityID\" type=\"s:long\"");
  EXPECT_THAT(told(), ElementsAre("retyped EntityManagementService GetEntityHierarchy/request/TargetEntityID: is long, "
                                  "not int"));
  target.alter(kHierarchy, "name=\"TargetEntityID\" type=\"s:long\"", "name=\"TargetEntityID\" type=\"s:int\"");
  target.alter(kHierarchy, "</s:sequence>",
               "<s:element minOccurs=\"0\" name=\"Culture\" type=\"s:string\"/></s:sequence>");
  EXPECT_THAT(told(),
              ElementsAre("extra EntityManagementService GetEntityHierarchy/request/Culture: is theirs alone, of "
                          "type string"));
}

TEST_F(Drifting, IsToldOfMissingReorderedOptionalAndNillableElements) {
  const std::string target_id = R"(<s:element minOccurs="1" maxOccurs="1" name="TargetEntityID" type="s:int" />)";
  const std::string inactive = R"(<s:element minOccurs="1" maxOccurs="1" name="IncludeInactive" type="s:boolean" />)";
  target.alter(kHierarchy, inactive, "");
  EXPECT_THAT(told(),
              ElementsAre(HasSubstr("missing EntityManagementService GetEntityHierarchy/request/IncludeInactive")));
  target.alter(kHierarchy, target_id, inactive + target_id);
  EXPECT_THAT(told(), ElementsAre(HasSubstr("reordered EntityManagementService GetEntityHierarchy/request: ")));
  target.alter(kHierarchy, inactive + target_id, target_id + inactive);
  target.alter(kHierarchy, "minOccurs=\"1\"", "minOccurs=\"0\"");
  EXPECT_THAT(told(),
              ElementsAre(HasSubstr("presence EntityManagementService GetEntityHierarchy/request/TargetEntityID: "
                                    "is minOccurs=\"0\", not minOccurs=\"1\"")));
  target.alter(kHierarchy, "minOccurs=\"0\"", "nillable=\"true\" minOccurs=\"1\"");
  EXPECT_THAT(told(), ElementsAre(HasSubstr("nillable=\"true\", not minOccurs=\"1\"")));
}

TEST_F(Drifting, IsToldOfActionsHeadersPortsAndAddresses) {
  target.alter("<wsdl:binding name=\"EntityManagementServiceSoap\"", "soapAction=\"sosonlinebackup.com/CancelEntity\"",
               "soapAction=\"urn:cancel\"");
  target.alter("<wsdl:binding name=\"EntityManagementServiceSoap12\"",
               "soapAction=\"sosonlinebackup.com/CancelEntity\"", "soapAction=\"urn:cancel\"");
  EXPECT_THAT(told(), ElementsAre("operation EntityManagementService CancelEntity: has the SOAPAction urn:cancel"));
  target.alter("<wsdl:binding name=\"EntityManagementServiceSoap\"",
               "<soap:header message=\"tns:GetEntityHierarchyAuthHeader\" part=\"AuthHeader\" use=\"literal\" />", "");
  EXPECT_THAT(told(), Contains(HasSubstr("GetEntityHierarchy header: is not theirs")));
  target.alter("<wsdl:service", test::kAddress + test::page(), "http://other.example/Entities.asmx");
  EXPECT_THAT(told(), Contains("port EntityManagementService port EntityManagementServiceSoap: is at "
                               "http://other.example/Entities.asmx, not at " +
                               test::page()));
}

TEST_F(Drifting, AnAddressOnAnotherHostIsARemark) {
  target.alter("<wsdl:service", test::kAddress, "https://inside.example");
  EXPECT_THAT(told(), IsEmpty());
  EXPECT_THAT(service(kEntity).remarks, ElementsAre(HasSubstr("names another host: https://inside.example/")));
}

TEST_F(Drifting, AServiceThatIsNotThereIsMissing) {
  target.fail(test::page() + "?WSDL", 404);
  EXPECT_THAT(told(), IsEmpty());
  EXPECT_TRUE(service(kEntity).absent);
  EXPECT_EQ(drift.count(), 1U);
  EXPECT_FALSE(drift.unusable());
  EXPECT_EQ(settled("Q-total-records").verdict, Settled::Verdict::open);
  EXPECT_THAT(settled("Q-total-records").says, ElementsAre("EntityManagementService is not there"));
}

TEST_F(Drifting, ATargetWithoutAnyServiceCannotBeCompared) {
  for (const contract::Service* service : services::catalog().services())
    target.fail(test::page(service->name) + "?WSDL", 404);
  EXPECT_TRUE(find().unusable());
  EXPECT_TRUE(std::filesystem::is_empty(directory->path()));
}

TEST_F(Drifting, OneDocumentThatCannotBeReadSpoilsNoOther) {
  target.put(test::page() + "?WSDL", "<html>Sign in</html>", "text/html");
  EXPECT_TRUE(find().unusable());
  EXPECT_EQ(service(kEntity).unusable, "EntityManagementService.asmx?WSDL is an HTML page");
  EXPECT_EQ(service(kPartner).unusable, "");
  EXPECT_FALSE(std::filesystem::exists(directory->path() / "EntityManagementService.wsdl"));
  EXPECT_TRUE(std::filesystem::exists(directory->path() / "PartnerManagementService.wsdl"));
  target.put(test::page() + "?WSDL", overlay::test::own_wsdl(kPartner));
  find();
  EXPECT_EQ(service(kEntity).unusable, "?WSDL describes PartnerManagementService instead");
}

TEST_F(Drifting, LeavesDocumentsThatAnOverlayFollows) {
  target.alter(kHierarchy, "name=\"TargetEntityID\"", "name=\"EntityToShow\"");
  find();
  const overlay::Overlay overlay(services::catalog(), directory->path());
  EXPECT_EQ(overlay.described().size(), services::catalog().services().size());
  EXPECT_THAT(overlay.differences(), SizeIs(1));
}

TEST_F(Drifting, HelpPagesStandInForAWsdl) {
  for (const contract::Service* service : services::catalog().services()) target.only_help_pages(service->name);
  EXPECT_THAT(told(), IsEmpty());
  for (const ServiceDrift& service : drift.services) {
    EXPECT_EQ(service.witness, Witness::help_pages);
    EXPECT_THAT(service.no_wsdl, HasSubstr("?WSDL answers 404"));
    EXPECT_EQ(service.unusable, "");
  }
  EXPECT_EQ(settled("Q-policy-order").verdict, Settled::Verdict::holds);
  EXPECT_EQ(settled("Q-policy-nulls").verdict, Settled::Verdict::open);
}

TEST_F(Drifting, HelpPagesDoNotStandInForAWsdlThatIsBroken) {
  const std::string half = overlay::test::own_wsdl(kEntity).substr(0, 5000);
  target.only_help_pages(kEntity);
  target.put(test::page() + "?WSDL", half);
  EXPECT_TRUE(find().unusable());
  EXPECT_THAT(service(kEntity).unusable, HasSubstr("?WSDL is no well-formed XML: line "));
}

TEST_F(Drifting, HelpPagesTellWhatTheirSamplesShow) {
  target.only_help_pages(kEntity, {.http_get = true});
  const std::string cancel = test::page() + "?op=CancelEntity";
  std::string& html = target.body(cancel);
  for (std::size_t at = 0; (at = html.find("TargetEntityId", at)) != html.npos; at += 9)
    html.replace(at, 14, "CancelledEntity");
  std::string& hierarchy = target.body(test::page() + "?op=GetEntityHierarchy");
  for (std::size_t at = 0; (at = hierarchy.find("<span class=\"value\">boolean<", at)) != hierarchy.npos; ++at)
    hierarchy.replace(at + 20, 7, "string");
  target.fail(test::page() + "?op=GetEntityAccounts", 500);
  find();
  EXPECT_EQ(service(kEntity).unusable,
            "EntityManagementService.asmx?WSDL answers 404, and the page ?op=GetEntityAccounts answers 500");
  target.put(test::page() + "?op=GetEntityAccounts",
             describe::help_page(*services::catalog().find_service(kEntity), "GetEntityAccounts",
                                 {.address = test::kAddress + test::page()}),
             "text/html");
  const auto lines = told();
  EXPECT_THAT(lines,
              Contains(HasSubstr("renamed EntityManagementService CancelEntity/request/TargetEntityId: is called "
                                 "CancelledEntity (the same place and type)")));
  EXPECT_THAT(lines,
              Contains(HasSubstr("retyped EntityManagementService GetEntityHierarchy/request/IncludeInactive: is "
                                 "string, not boolean")));
}

TEST_F(Drifting, AnsweredQuestionsSayHow) {
  target.alter("complexType name=\"GetEntityDirectAccountsResult\"", "\"TotalRecords\"", "\"TotalCount\"");
  target.alter("element name=\"CreateEntityPolicy\"", "\"entityPolicy\"", "\"EntityPolicy\"", kPolicies);
  find();
  EXPECT_EQ(settled("Q-total-records").verdict, Settled::Verdict::wrong);
  EXPECT_THAT(settled("Q-total-records").says, ElementsAre(HasSubstr("is called TotalCount")));
  EXPECT_EQ(settled("Q-policy-request").verdict, Settled::Verdict::wrong);
  EXPECT_EQ(settled("Q-policy-order").verdict, Settled::Verdict::holds);
  EXPECT_EQ(settled("Q-cloud-target").verdict, Settled::Verdict::holds);
}

TEST_F(Drifting, AQuestionAboutAnOperationThatIsNotThereStaysOpen) {
  std::string& wsdl = target.body(test::page() + "?WSDL");
  for (std::size_t at = 0; (at = wsdl.find("GetEntityDirectAccounts", at)) != wsdl.npos; ++at)
    wsdl.replace(at, 23, "Elsewhere");
  find();
  EXPECT_EQ(settled("Q-total-records").verdict, Settled::Verdict::open);
  EXPECT_THAT(settled("Q-total-records").says,
              ElementsAre("EntityManagementService.GetEntityDirectAccounts is not there"));
}

TEST_F(Drifting, EveryQuestionHasElementsInTheContract) {
  EXPECT_THAT(questions_without_elements(services::catalog()), IsEmpty());
}

TEST_F(Drifting, IsReportedAsTextJsonAndJunit) {
  target.alter(kHierarchy, "name=\"TargetEntityID\"", "name=\"TargetEntityId\"");
  target.fail(test::page(kPartner) + "?WSDL", 404);
  find();
  const auto questions = settled_by(drift, services::catalog());
  std::ostringstream text;
  for (const ServiceDrift& one : drift.services) print(text, one);
  print_summary(text, drift, questions);
  EXPECT_THAT(text.str(),
              HasSubstr("PartnerManagementService: MISSING: PartnerManagementService.asmx?WSDL answers 404\n"));
  EXPECT_THAT(text.str(), HasSubstr("  renamed GetEntityHierarchy/request/TargetEntityID: is called TargetEntityId"));
  EXPECT_THAT(text.str(), HasSubstr("10 compared, 1 missing, 0 not comparable; 1 difference (1 renamed).\n"));
  EXPECT_THAT(text.str(), HasSubstr("open  Q-response-names: "));
  std::ostringstream json;
  write_json(json, test::kAddress, drift, questions);
  const Json root = Json::parse(json.str());
  EXPECT_EQ(root.at("differences"), 2);
  EXPECT_EQ(root.at("services").at(0).at("differences").at(0).at("kind"), "renamed");
  std::ostringstream junit;
  write_junit(junit, services::catalog(), drift);
  EXPECT_THAT(junit.str(), HasSubstr(R"(failures="2" errors="0")"));
  EXPECT_THAT(junit.str(), HasSubstr(R"(classname="drift.EntityManagementService" name="GetEntityHierarchy")"));
  EXPECT_THAT(junit.str(), Not(HasSubstr("drift.PartnerManagementService")));
}

}  // namespace
}  // namespace conformance::drift
