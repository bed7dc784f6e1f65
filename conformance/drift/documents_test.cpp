// What is fetched of a service, whatever a target has in place of its WSDL.
#include "conformance/drift/documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/drift/test_target.hpp"
#include "conformance/read_file.hpp"

namespace conformance::drift {
namespace {

using test::kEntity;
using testing::ElementsAre;
using testing::HasSubstr;

class Documents : public testing::Test {
 protected:
  FetchedWsdl fetch() { return fetch_wsdl(target, test::page(), directory.path(), kEntity); }
  std::string file(const std::string& name) const { return read_file((directory.path() / name).string()); }
  // What is told of a body in place of the WSDL.
  std::string trouble_of(const std::string& body, const std::string& type = "text/xml") {
    target.put(test::page() + "?WSDL", body, type);
    return fetch().trouble;
  }

  test::Target target;
  overlay::test::Directory directory;
};

TEST_F(Documents, AWsdlWithoutReferencesIsKeptAsItIs) {
  const FetchedWsdl fetched = fetch();
  EXPECT_EQ(fetched.trouble, "");
  EXPECT_EQ(fetched.fingerprint.size(), 16U);
  EXPECT_EQ(file("EntityManagementService.wsdl"), target.body(test::page() + "?WSDL"));
}

TEST_F(Documents, WhatAWsdlRefersToIsFetchedFromTheTargetAndNamedRelatively) {
  const std::string head = "<w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/'>";
  target.put(test::page() + "?WSDL", head + "<w:import namespace='n' location='https://inside.example" + test::page() +
                                         "?wsdl=wsdl0'/></w:definitions>");
  target.put(test::page() + "?wsdl=wsdl0",
             head + "<w:types><s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'><s:include schemaLocation='" +
                 "?schema=schema1'/><s:import namespace='m'/></s:schema></w:types>" + "<w:import location='" +
                 test::kAddress + test::page() + "?WSDL'/></w:definitions>");
  target.put(test::page() + "?schema=schema1",
             "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'><s:include "
             "schemaLocation='../shared/types.xsd'/></s:schema>");
  target.put("/WebApi/shared/types.xsd", "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'/>");
  const FetchedWsdl fetched = fetch();
  EXPECT_EQ(fetched.trouble, "");
  EXPECT_THAT(fetched.remarks, ElementsAre(HasSubstr("https://inside.example")));
  EXPECT_THAT(file("EntityManagementService.wsdl"), HasSubstr(R"(location="EntityManagementService/wsdl1.wsdl")"));
  EXPECT_THAT(file("EntityManagementService/wsdl1.wsdl"), HasSubstr(R"(schemaLocation="schema2.xsd")"));
  EXPECT_THAT(file("EntityManagementService/wsdl1.wsdl"), HasSubstr(R"(location="../EntityManagementService.wsdl")"));
  EXPECT_THAT(file("EntityManagementService/schema2.xsd"), HasSubstr(R"(schemaLocation="schema3.xsd")"));
  EXPECT_EQ(target.requests, 4);
}

TEST_F(Documents, AReferenceThatLeadsNowhereIsTold) {
  target.put(
      test::page() + "?WSDL",
      "<w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/'><w:import location='?wsdl=wsdl0'/></w:definitions>");
  const FetchedWsdl fetched = fetch();
  EXPECT_EQ(fetched.trouble, "EntityManagementService.asmx?wsdl=wsdl0 answers 404");
  EXPECT_FALSE(fetched.absent);
}

TEST_F(Documents, DocumentsThatReferToEverNewOnesComeToAnEnd) {
  class Endless : public Endpoint {
   public:
    HttpResponse send(const HttpRequest&) override {
      return {.status = 200,
              .body = "<definitions><import location='?wsdl=" + std::to_string(++count) + "'/></definitions>"};
    }
    std::string address() const override { return test::kAddress; }
    int count = 0;
  } endless;
  EXPECT_THAT(fetch_wsdl(endless, test::page(), directory.path(), kEntity).trouble,
              HasSubstr("more than 64 documents"));
  EXPECT_LT(endless.count, 70);
}

TEST_F(Documents, WhatIsNoWsdlIsToldForWhatItIs) {
  EXPECT_EQ(trouble_of("<html><head><title>Sign\n in</title></head></html>", "text/html"),
            "EntityManagementService.asmx?WSDL is an HTML page (Sign in)");
  EXPECT_EQ(trouble_of("<!DOCTYPE html><p>x"), "EntityManagementService.asmx?WSDL is an HTML page");
  EXPECT_EQ(trouble_of(""), "EntityManagementService.asmx?WSDL is empty");
  EXPECT_THAT(trouble_of("{\"no\": \"wsdl\"}"), HasSubstr("is no well-formed XML: line 1: "));
  EXPECT_EQ(trouble_of("<discovery/>"),
            "EntityManagementService.asmx?WSDL is a <discovery>, not the <definitions> of a WSDL");
  EXPECT_THAT(trouble_of(std::string("\0\xff\x01garbage", 10)), HasSubstr("is no well-formed XML"));
  const std::string whole = overlay::test::own_wsdl(kEntity);
  EXPECT_THAT(trouble_of(whole.substr(0, whole.size() / 2)), HasSubstr("is no well-formed XML: line "));
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  for (int i = 0; i < 100'000; ++i) deep += "</a>";
  EXPECT_THAT(trouble_of("<definitions>" + deep + "</definitions>"), HasSubstr("nested too deep"));
  target.fail(test::page() + "?WSDL", 302);
  EXPECT_EQ(fetch().trouble, "EntityManagementService.asmx?WSDL answers 302");
  EXPECT_TRUE(std::filesystem::is_empty(directory.path()));
}

TEST_F(Documents, ATargetThatKeepsThrottlingIsNotReached) {
  target.fail(test::page() + "?WSDL", 503);
  EXPECT_THROW(fetch(), Unreachable);
}

TEST_F(Documents, AFileThatCannotBeWrittenIsTold) {
  try {
    write_whole("/dev/full/x", "text");
    FAIL() << "a device is no directory";
  } catch (const Unwritable& error) {
    EXPECT_THAT(error.what(), HasSubstr("cannot write /dev/full/x: Not a directory"));
  }
  EXPECT_THROW(write_whole("/dev/full", "text"), Unwritable);
}

}  // namespace
}  // namespace conformance::drift
